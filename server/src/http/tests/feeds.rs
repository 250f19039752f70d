//! Calendars that are subscribed to: what an address gives, to whom, and for how long.

mod files;
mod moving;

use axum::http::Method;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, SET_COOKIE,
};
use eligibility::file::{Node, Value};
use registry::act::{Act, By};
use registry::feeds::LASTS;
use registry::store::{Change, Filter};

use super::*;

const HOSPITAL: &str = "form=add&scope=hospital&lang=zh&early=1";

impl TestSite {
    /// The path of a new address, made on the page.
    pub(super) async fn subscribe(&self, cookie: &str, form: &str) -> String {
        let answer = self.post("/feeds", cookie, form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        path_in(&answer.body)
    }

    /// What a program gets that fetches an address: it has no cookie.
    async fn fetch(&self, path: &str) -> Answer {
        self.get(path, "").await
    }

    async fn asked_with(&self, method: Method, path: &str, tag: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(tag) = tag {
            request = request.header(IF_NONE_MATCH, tag);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// The id of the only address of an account.
    async fn only_feed(&self, cookie: &str) -> String {
        let page = self.get("/feeds", cookie).await.body;
        let (_, rest) = page.split_once("name=\"feed\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

fn path_in(page: &str) -> String {
    let (_, rest) = page.split_once(&format!("{BASE_URL}/feeds/")).unwrap();
    let (secret, _) = rest.split_once(".ics").unwrap();
    assert!(secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()));
    format!("/feeds/{secret}.ics")
}

/// The events of a calendar, by UID.
fn events(calendar: &str) -> std::collections::BTreeMap<String, String> {
    let whole = calendar.replace("\r\n ", "");
    let events = whole.split("BEGIN:VEVENT\r\n").skip(1);
    let events = events.filter_map(|text| text.split("END:VEVENT").next());
    let event = |text: &str| {
        let uid = text.lines().find_map(|line| line.strip_prefix("UID:"));
        (uid.unwrap().to_owned(), text.to_owned())
    };
    events.map(event).collect()
}

fn header<'a>(answer: &'a Answer, name: &axum::http::HeaderName) -> &'a str {
    answer.headers[name].to_str().unwrap()
}

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

#[tokio::test]
async fn a_program_fetches_a_calendar_once_and_then_hears_that_it_is_the_same() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let path = site.subscribe(&hr, HOSPITAL).await;
    let answer = site.fetch(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        header(&answer, &CONTENT_TYPE),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(header(&answer, &CACHE_CONTROL), "private, no-cache");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers["referrer-policy"], "no-referrer");
    for name in [SET_COOKIE, LOCATION, CONTENT_ENCODING] {
        assert!(!answer.headers.contains_key(name));
    }
    assert!(events(&answer.body).len() > 50);
    let tag = header(&answer, &ETAG).to_owned();
    assert!(
        tag.len() == 66 && tag.starts_with('"'),
        "a strong tag: {tag}"
    );

    assert_eq!(site.fetch(&path).await.body, answer.body, "two renders");
    for sent in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        for method in [Method::GET, Method::HEAD] {
            let again = site.asked_with(method, &path, Some(&sent)).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED);
            assert_eq!((header(&again, &ETAG), again.body.len()), (&*tag, 0));
        }
    }
    let other = site.asked_with(Method::GET, &path, Some("\"x\"")).await;
    assert_eq!(other.status, StatusCode::OK);
    let head = site.asked_with(Method::HEAD, &path, None).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(header(&head, &ETAG), tag);
    assert_eq!(
        head.headers["content-length"],
        answer.body.len().to_string().as_str()
    );

    let mut request = Request::get(&path).header("accept-encoding", "br, gzip");
    request = request.header(COOKIE, &hr);
    let packed = site.send(request.body(Body::empty()).unwrap()).await;
    assert!(packed.body == answer.body, "the tag names these bytes");
}

#[tokio::test]
async fn an_address_is_shown_once_and_dead_once_reset_or_removed() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let answer = site.post("/feeds", &hr, HOSPITAL).await;
    let path = path_in(&answer.body);
    let webcal = format!("href=\"webcal://127.0.0.1:3000{path}\"");
    assert!(answer.body.contains(&webcal) && answer.body.contains("class=\"qr\""));
    assert!(!site.get("/feeds", &hr).await.body.contains(&path));
    let id = site.only_feed(&hr).await;

    // Not by others.
    let other = site.sign_in("admin").await;
    let refused = site
        .post("/feeds", &other, &format!("form=reset&feed={id}"))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    site.post("/feeds", &other, &format!("form=remove&feed={id}"))
        .await;
    assert_eq!(site.fetch(&path).await.status, StatusCode::OK);

    let again = site.subscribe(&hr, &format!("form=reset&feed={id}")).await;
    assert_eq!(site.fetch(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.fetch(&again).await.status, StatusCode::OK);
    let removed = site
        .post("/feeds", &hr, &format!("form=remove&feed={id}"))
        .await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert_eq!(site.fetch(&again).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_may_not_read_it_any_more_is_answered_as_by_no_address_at_all() {
    let site = TestSite::open().await;
    let machine = Actor::command_line();
    let right = machine.administering().unwrap();
    let accounts = &site.web.accounts;
    let own = accounts.of_login(&right, "own").await.unwrap();
    let hr = accounts.of_login(&right, "hr").await.unwrap();
    let (head_cookie, hr_cookie) = (site.sign_in("own").await, site.sign_in("hr").await);
    let department = "form=add&scope=department%3Anm&lang=en";
    let department = site.subscribe(&head_cookie, department).await;
    let whole = site.subscribe(&hr_cookie, HOSPITAL).await;
    let staff = person_of("nm").staff.to_string();
    let person = format!("form=add&scope=person&staff={staff}&lang=zh");
    let person = site.subscribe(&hr_cookie, &person).await;
    for path in [&department, &whole, &person] {
        assert_eq!(site.fetch(path).await.status, StatusCode::OK);
    }
    let none = site.fetch(&format!("/feeds/{}.ics", "0".repeat(64))).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);

    let gs = (Role::Head, BTreeSet::from(["gs".to_owned()]));
    accounts
        .assign(&right, site.web.now(), &own.id, gs)
        .await
        .unwrap();
    moving::leave(&site, &staff).await;
    let mut dead = vec![site.fetch(&department).await, site.fetch(&person).await];
    assert_eq!(site.fetch(&whole).await.status, StatusCode::OK);
    let disabled = accounts.set_disabled(&right, site.web.now(), &hr.id, true);
    disabled.await.unwrap();
    dead.push(site.fetch(&whole).await);
    // What is no secret at all.
    dead.push(site.fetch("/feeds/x.ics").await);
    dead.push(site.fetch("/feeds/x").await);
    for answer in dead {
        assert_eq!(answer.status, none.status);
        assert_eq!(answer.body, none.body);
        assert_eq!(answer.headers, none.headers);
    }
}

fn set(node: &mut Node, key: &str, day: Day) {
    if let Value::Table(fields) = &mut node.value {
        fields.retain(|(name, _)| name != key);
        fields.push((key.to_owned(), Node::text(day.to_string())));
    }
}

async fn apply(site: &TestSite, changes: &[Change]) {
    assert!(!changes.is_empty());
    let act = Act::new(By::command_line(), site.web.now());
    site.web.snapshots.apply(&act, changes).await.unwrap();
}

#[tokio::test]
async fn events_before_the_day_are_there_for_those_who_want_them() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let plain = site.subscribe(&hr, "form=add&scope=hospital&lang=zh").await;
    let early = site.subscribe(&hr, HOSPITAL).await;
    let plain = events(&site.fetch(&plain).await.body);
    let early = events(&site.fetch(&early).await.body);
    assert!(plain.keys().all(|uid| early.contains_key(uid)));
    let own: Vec<_> = early
        .iter()
        .filter(|(uid, _)| !plain.contains_key(*uid))
        .collect();
    assert!(!own.is_empty());
    for (uid, event) in own {
        assert!(
            uid.contains("-early") && event.contains("SUMMARY:提前"),
            "{event}"
        );
    }
    for event in plain.values() {
        assert!(event.contains("DTSTART;VALUE=DATE:202"), "{event}");
        assert!(event.contains("TRANSP:TRANSPARENT"), "{event}");
    }
}

#[tokio::test]
async fn no_calendar_holds_a_number_of_a_person_and_with_initials_no_name() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let full = site.subscribe(&hr, HOSPITAL).await;
    let form = "form=add&scope=hospital&lang=en&early=1&initials=1";
    let other = site.subscribe(&hr, form).await;
    let initials = site.subscribe(&hr, form).await;
    let of_persons = |calendar: &str| -> BTreeSet<String> {
        let uids = events(calendar).into_keys();
        uids.filter(|uid| uid.starts_with("person-")).collect()
    };
    let (one, two) = (
        site.fetch(&other).await.body,
        site.fetch(&initials).await.body,
    );
    assert!(!of_persons(&one).is_empty(), "{one}");
    assert!(
        of_persons(&one).is_disjoint(&of_persons(&two)),
        "no two tell who is the same"
    );
    assert_eq!(
        events(&one).len(),
        events(&site.fetch(&full).await.body).len()
    );
    let full = site.fetch(&full).await.body.replace("\r\n ", "");
    let initials = site.fetch(&initials).await.body.replace("\r\n ", "");
    let snapshot = site.web.snapshots.current();
    let names = || {
        snapshot
            .hospital
            .people
            .iter()
            .filter_map(|person| person.name.as_ref())
    };
    assert!(names().any(|name| full.contains(name)));
    assert!(names().all(|name| !initials.contains(name)));
    let staff = || {
        snapshot
            .hospital
            .people
            .iter()
            .map(|person| person.staff.as_str())
    };
    assert!(staff().any(|staff| full.contains(staff)));
    assert!(staff().all(|staff| !initials.contains(staff)));
    for text in [&full, &initials] {
        let digits = text.split(|letter: char| !letter.is_ascii_digit());
        assert!(digits.map(str::len).max() < Some(12));
        let numbers = snapshot
            .hospital
            .people
            .iter()
            .flat_map(|person| &person.credentials);
        for number in numbers.filter_map(|credential| credential.number.as_ref()) {
            assert!(!text.contains(number), "{number}");
        }
    }
}

#[tokio::test]
async fn a_hundred_thousand_guesses_find_nothing_and_are_slowed_down() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let path = site.subscribe(&hr, HOSPITAL).await;
    let mut n_told = 0;
    for number in 0..100_000_u32 {
        // Most are thrown away by their look; so that a lookup is tried too, some have the right one.
        let guess = if number % 100 == 0 {
            format!("/feeds/{number:064x}.ics")
        } else {
            format!("/feeds/{number:063x}.ics")
        };
        let status = site.fetch(&guess).await.status;
        n_told += usize::from(status == StatusCode::NOT_FOUND);
        assert!(matches!(
            status,
            StatusCode::NOT_FOUND | StatusCode::TOO_MANY_REQUESTS
        ));
    }
    assert_eq!(n_told, 20);
    // Many calendars are fetched from one address: who knows theirs is not held up.
    assert_eq!(site.fetch(&path).await.status, StatusCode::OK);
    site.pass(1);
    let none = site.fetch("/feeds/none.ics").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_last_use_is_shown_and_noted_once_an_hour_and_what_nobody_uses_ends() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let path = site.subscribe(&hr, HOSPITAL).await;
    let page = site.get("/feeds", &hr).await.body;
    assert!(
        page.contains("从未") && page.contains("2027-05-21"),
        "{page}"
    );
    assert_eq!(site.fetch(&path).await.status, StatusCode::OK);
    let mut tries = 0;
    while site.get("/feeds", &hr).await.body.contains("从未") {
        tries += 1;
        assert!(tries < 200, "the use is noted");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert!(
        site.get("/feeds", &hr)
            .await
            .body
            .contains("2026-11-22 16:00")
    );
    site.pass(LASTS.num_minutes());
    assert_eq!(site.fetch(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_is_given_to_who_is_signed_in_and_the_log_knows_no_secret() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff.to_string();
    let answer = site
        .get(&format!("/staff/{staff}/calendar.ics?lang=en"), &hr)
        .await;
    assert_eq!(
        header(&answer, &CONTENT_TYPE),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(
        answer.headers["content-disposition"],
        "attachment; filename=\"calendar.ics\""
    );
    assert_eq!(header(&answer, &CACHE_CONTROL), "no-store");
    assert!(answer.body.starts_with("BEGIN:VCALENDAR\r\n"));
    let own = events(&answer.body);
    let department = site.get("/departments/nm/calendar.ics?lang=en", &hr).await;
    let department = events(&department.body);
    let whole = site.get("/calendar.ics?lang=en", &hr).await;
    let whole = events(&whole.body);
    assert!(own.len() < department.len() && department.len() < whole.len());
    for (uid, event) in own.iter().chain(&department) {
        assert_eq!(whole.get(uid), Some(event));
    }
    let page = site.get("/feeds?of=hospital", &hr).await.body;
    assert!(page.contains("href=\"/calendar.ics\""), "{page}");
    let robots = site.get("/robots.txt", "").await;
    assert_eq!(header(&robots, &CONTENT_TYPE), "text/plain; charset=utf-8");
    assert_eq!(robots.body, "User-agent: *\nAllow: /feeds/\nDisallow: /\n");
    let path = site.subscribe(&hr, HOSPITAL).await;
    let log = site
        .web
        .snapshots
        .store()
        .audit(&Filter::default(), 100)
        .await
        .unwrap();
    let secret = path.trim_start_matches("/feeds/").trim_end_matches(".ics");
    assert!(log.iter().any(|entry| entry.act == "feed.add"));
    assert!(!format!("{log:?}").contains(secret));
}

#[tokio::test]
async fn the_page_says_what_cannot_be_subscribed_to_and_keeps_what_was_chosen() {
    let site = TestSite::open().await;
    let own = site.sign_in("own").await;
    let page = site.get("/feeds?of=programme%3Apetct-sx", &own).await.body;
    assert!(
        page.contains("value=\"programme:petct-sx\" selected"),
        "{page}"
    );
    assert!(page.contains("/programmes/petct-sx/calendar.ics"));
    assert!(!page.contains("value=\"hospital\"") && !page.contains("lap-sx"));
    for (scope, says) in [
        ("hospital", "没有这个范围"),
        ("department%3Ags", "没有这个范围"),
        ("person&staff=none", "没有这个工号"),
        ("person&staff=", "请填写工号"),
        ("rubbish", "没有这个范围"),
    ] {
        let form = format!("form=add&initials=1&lang=en&scope={scope}");
        let again = site.post("/feeds", &own, &form).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{scope}");
        let (_, form) = again.body.split_once("value=\"add\"").unwrap();
        assert!(form.contains(says), "{scope}");
        let is_at_field = form.contains("id=\"add-staff-fault\"");
        assert_eq!(is_at_field, scope.starts_with("person"), "{scope}");
        assert!(
            again.body.contains("name=\"initials\" value=\"1\" checked"),
            "{}",
            again.body
        );
    }
}

#[tokio::test]
async fn the_calendar_of_the_whole_hospital_is_answered_in_time() {
    const N: usize = 20;
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let path = site.subscribe(&hr, HOSPITAL).await;
    let n_events = events(&site.fetch(&path).await.body).len();
    #[expect(
        clippy::disallowed_methods,
        reason = "how long it takes is what is asked"
    )]
    let now = std::time::Instant::now;
    let mut times = Vec::new();
    for _ in 0..N {
        let begun = now();
        assert_eq!(site.fetch(&path).await.status, StatusCode::OK);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    println!(
        "{n_events} events: median {:?}, p95 {:?}",
        times[N / 2],
        times[N * 95 / 100]
    );
    // A build that is not optimised is many times slower.
    if !cfg!(debug_assertions) {
        assert!(times[N * 95 / 100] < std::time::Duration::from_millis(100));
    }
}
