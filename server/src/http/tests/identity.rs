//! Identity numbers by HTTP: who sees how much of one.

use axum::http::HeaderValue;
use axum::http::header::AUTHORIZATION;
use registry::store::{RecordId, RecordKind};

use super::api::ALL;
use super::*;
use crate::http::page_paths;

/// The example of the standard that says how numbers are made.
const NUMBER: &str = "11010519491231002X";

/// Whether a text holds something as long as an identity number, or as the number of a qualification,
/// which ends with one. What names records of ours is longer or shorter.
fn has_number(text: &str) -> bool {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .filter(|word| [18, 27].contains(&word.len()))
        .any(|word| {
            let digits = word.strip_suffix('X').unwrap_or(word);
            digits.bytes().all(|byte| byte.is_ascii_digit())
        })
}

#[tokio::test]
async fn a_number_is_kept_shown_by_its_end_and_whole_for_a_reason() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let page = format!("/staff/{}/identity", person_of("nm").staff);
    let wrong = site
        .post(&page, &hr, "form=set&number=110105194912310021")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("校验码不对"), "{}", wrong.body);
    let set = site
        .post(&page, &hr, &format!("form=set&number={NUMBER}"))
        .await;
    assert_eq!(
        (set.status, set.location()),
        (StatusCode::SEE_OTHER, page.as_str())
    );
    let shown = site.get(&page, &hr).await;
    assert!(shown.body.contains("**************002X"), "{}", shown.body);
    assert!(!has_number(&shown.body));
    let silent = site.post(&page, &hr, "form=reveal&reason=+").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!has_number(&silent.body));
    let revealed = site.post(&page, &hr, "form=reveal&reason=x").await;
    assert_eq!(revealed.status, StatusCode::OK);
    assert!(revealed.body.contains(NUMBER) && has_number(&revealed.body));
    for login in ["auditor", "own", "other"] {
        let cookie = site.sign_in(login).await;
        for form in ["form=reveal&reason=x", "form=clear", "form=set&number=x"] {
            let refused = site.post(&page, &cookie, form).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{login} {form}");
            assert!(!has_number(&refused.body));
        }
    }
    let cleared = site.post(&page, &hr, "form=clear").await;
    assert_eq!(cleared.status, StatusCode::SEE_OTHER);
    assert!(site.get(&page, &hr).await.body.contains("没有登记身份证号"));
}

/// A hospital in which numbers stand wherever they may: of its own, on a paper and in the name of a
/// scan. All are of somebody of nuclear medicine.
struct Ward {
    site: TestSite,
    staff: String,
    paper: RecordId,
    scan: String,
    /// What only HR may see.
    hidden: Vec<String>,
}

impl Ward {
    async fn open() -> Self {
        let site = TestSite::open().await;
        let hospital = site.web.snapshots.current().hospital.clone();
        let is_own = |person: &&Person| {
            let mut all = person.departments.iter();
            !person.departments.is_empty() && all.all(|one| one.department == "nm")
        };
        let own = hospital.people.iter().filter(is_own);
        let mut papers = own.flat_map(|person| {
            let papers = person.credentials.iter().enumerate();
            papers.map(move |(place, paper)| (person.staff.to_string(), place, paper))
        });
        let long = |number: &String| number.len() == 27;
        let found = papers.find(|(.., paper)| paper.number.as_ref().is_some_and(long));
        let (staff, place, paper) = found.unwrap();
        let kind = RecordKind::from_name("credential").unwrap();
        let now = site.web.snapshots.current();
        let (record, _) = now.records.at(kind, Some(&staff), place).unwrap();
        let hidden = vec![NUMBER.to_owned(), paper.number.clone().unwrap()];
        let hr = site.sign_in("hr").await;
        let set = format!("form=set&number={NUMBER}");
        site.post(&format!("/staff/{staff}/identity"), &hr, &set)
            .await;
        let name = format!("身份证{NUMBER}.pdf");
        let scan = site.scan(&record, (&name, "%PDF-1.7 scan")).await;
        Self {
            site,
            staff,
            paper: record,
            scan,
            hidden,
        }
    }

    /// Fails where an answer, or what is said above it, holds a number.
    #[track_caller]
    fn check(&self, answer: &Answer, asked: &str) {
        let above = answer.headers.values().map(HeaderValue::as_bytes);
        let above = above.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        for text in above.chain([answer.body.clone()]) {
            let shown = self.hidden.iter().find(|number| text.contains(*number));
            assert_eq!(shown, None, "{asked}");
            assert!(!has_number(&text), "{asked}: {text}");
        }
    }

    /// Forms with something wrong, or of those who may not send them.
    fn forms(&self) -> Vec<(String, String)> {
        let (staff, paper) = (&self.staff, &self.paper);
        let now = self.site.web.snapshots.current();
        let (_, version) = now.records.find(paper).unwrap();
        let of_record = format!("record={paper}&version={version}");
        let correct = "kind=physician-qualification&number=&issued=2026-02-30";
        let forms = [
            (
                format!("/propose/{paper}"),
                format!("form=correct&{of_record}&{correct}"),
            ),
            (
                format!("/propose/{paper}"),
                format!("form=remove&{of_record}&why="),
            ),
            (
                format!("/propose/{paper}"),
                format!("form=remove&record={paper}&version=0&why=x"),
            ),
            (
                format!("/propose/new?of=credential&owner={staff}"),
                format!("form=add&of=credential&{correct}"),
            ),
            (
                format!("/staff/{staff}"),
                format!("form=correct&{of_record}&{correct}"),
            ),
            (
                format!("/staff/{staff}?edit={paper}"),
                format!("form=remove&{of_record}&why=x"),
            ),
            (
                format!("/staff/{staff}/identity"),
                "form=reveal&reason=x".to_owned(),
            ),
            (format!("{}/remove", self.scan), String::new()),
            (
                "/proposals".to_owned(),
                "form=withdraw&proposal=none".to_owned(),
            ),
            (
                "/export".to_owned(),
                "form=export&whose=everybody&format=csv&reason=".to_owned(),
            ),
            (
                "/export".to_owned(),
                "form=export&whose=everybody&format=csv&reason=x".to_owned(),
            ),
            ("/audit".to_owned(), "form=verify&head=x".to_owned()),
            (
                "/feeds".to_owned(),
                format!("form=add&scope=person&staff={staff}x"),
            ),
            (
                "/api-tokens".to_owned(),
                "form=add&name=&scope=staff&days=90".to_owned(),
            ),
            (
                "/account".to_owned(),
                "form=password&present_password=x".to_owned(),
            ),
        ];
        forms.into()
    }
}

/// Of the fields that T14 names these are all: telephone numbers are kept nowhere, neither of staff nor
/// of accounts, so there is nothing to look for.
#[tokio::test]
async fn no_page_shows_a_number_to_a_head_or_an_auditor() {
    let ward = Ward::open().await;
    let (site, staff) = (&ward.site, &ward.staff);
    let hr = site.sign_in("hr").await;
    let file = site.get(&format!("/staff/{staff}?by=kind"), &hr).await;
    let shown = ward
        .hidden
        .iter()
        .filter(|number| file.body.contains(*number));
    assert!(shown.count() > 0, "{}", file.body);
    for login in ["own", "other", "auditor"] {
        let cookie = site.sign_in(login).await;
        let record = ward.paper.to_string();
        let more = [
            format!("/staff/{staff}?by=kind"),
            format!("/staff/{staff}?edit={record}"),
            format!("/staff/{staff}?history=1"),
            "/programmes/petct-sx?lang=en".to_owned(),
            "/audit".to_owned(),
            format!("/audit?about={record}"),
        ];
        for path in page_paths().into_iter().chain(more) {
            let address = path.replace("{number}", staff).replace("{id}", "petct-sx");
            let address = address.replace("{record}", &record);
            let answer = site.get(&address, &cookie).await;
            ward.check(&answer, &format!("{login} {address}"));
        }
    }
}

#[tokio::test]
async fn no_file_that_is_taken_away_holds_a_number_that_its_reader_may_not_see() {
    let ward = Ward::open().await;
    let (site, staff) = (&ward.site, &ward.staff);
    for login in ["own", "other", "auditor"] {
        let cookie = site.sign_in(login).await;
        let scope = if login == "auditor" {
            "hospital"
        } else {
            "programme%3Apetct-sx"
        };
        let mut addresses = vec![
            ward.scan.clone(),
            "/calendar.ics".to_owned(),
            "/departments/nm/calendar.ics".to_owned(),
            format!("/staff/{staff}/calendar.ics?early=1&lang=en"),
            "/programmes/petct-sx/calendar.ics".to_owned(),
        ];
        if login != "other" {
            let form = format!("form=add&scope={scope}&lang=zh&early=1");
            addresses.push(site.subscribe(&cookie, &form).await);
        }
        let mut n_given = 0;
        for address in addresses {
            let answer = site.get(&address, &cookie).await;
            ward.check(&answer, &format!("{login} {address}"));
            n_given += usize::from(answer.status == StatusCode::OK);
        }
        let expected = match login {
            "own" => 5,
            "auditor" => 6,
            _ => 0,
        };
        assert_eq!(n_given, expected, "{login}");
        let token = site.token(&cookie, ALL).await;
        for (path, is_of_own) in [
            (&*format!("/api/v1/staff/{staff}"), true),
            ("/api/v1/programmes/petct-sx/assessment", true),
            ("/api/v1/staff", false),
            ("/api/v1/expiring?within=730&covered=1", false),
            ("/api/v1/programmes", false),
        ] {
            let request = Request::get(path).header(AUTHORIZATION, format!("Bearer {token}"));
            let answer = site.send(request.body(Body::empty()).unwrap()).await;
            ward.check(&answer, &format!("{login} {path}"));
            let is_hidden = is_of_own && login == "other";
            assert_eq!(
                answer.status == StatusCode::OK,
                !is_hidden,
                "{login} {path}"
            );
        }
    }
}

#[tokio::test]
async fn no_form_that_is_refused_is_answered_with_a_number() {
    let ward = Ward::open().await;
    for (login, expected) in [
        (
            "own",
            [
                422, 422, 422, 422, 403, 403, 404, 404, 422, 404, 404, 404, 422, 422, 422,
            ],
        ),
        (
            "other",
            [
                404, 404, 404, 404, 404, 404, 404, 404, 422, 404, 404, 404, 422, 422, 422,
            ],
        ),
        (
            "auditor",
            [
                404, 404, 404, 404, 403, 403, 404, 404, 404, 422, 200, 422, 422, 422, 422,
            ],
        ),
    ] {
        let cookie = ward.site.sign_in(login).await;
        for ((address, form), expected) in ward.forms().into_iter().zip(expected) {
            let answer = ward.site.post(&address, &cookie, &form).await;
            let asked = format!("{login} {address} {form}");
            ward.check(&answer, &asked);
            assert_eq!(answer.status.as_u16(), expected, "{asked}: {}", answer.body);
        }
    }
}

#[tokio::test]
async fn a_lost_key_leaves_the_rest_of_the_page() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let staff = person_of("nm").staff.to_string();
    let page = format!("/staff/{staff}/identity");
    site.post(&page, &hr, &format!("form=set&number={NUMBER}"))
        .await;
    std::fs::remove_file(format!("{}.key", site.file.display())).unwrap();
    let shown = site.get(&page, &hr).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("密钥文件不见了"), "{}", shown.body);
    let scans = format!("/staff/{staff}/attachments");
    assert_eq!(site.get(&scans, &hr).await.status, StatusCode::OK);
    let set = site
        .post(&page, &hr, &format!("form=set&number={NUMBER}"))
        .await;
    assert_eq!(set.status, StatusCode::UNPROCESSABLE_ENTITY);
}
