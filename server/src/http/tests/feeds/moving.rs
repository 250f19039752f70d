//! Which events a change moves, and which it leaves alone.

use std::collections::{BTreeMap, BTreeSet};

use registry::due::{self, Due, What, Whom};
use registry::store::{RecordId, RecordKind};

use eligibility::facts::StaffNumber;

use super::*;

type Events = BTreeMap<String, String>;

fn dues(site: &TestSite) -> Vec<Due> {
    let sight = site.web.source.seen_by(Actor::command_line());
    due::all(&sight.seen(), today())
}

/// The permit on which a clause hangs: when it ends, two clauses of the programme break.
fn carrying(site: &TestSite) -> Due {
    let is_meant = |due: &Due| {
        let is_permit = matches!(&due.what, What::Credential { kind, .. }
            if kind.as_str().starts_with("permit-"));
        is_permit && due.whom == Whom::Person(StaffNumber::new("N0106")) && due.last > today()
    };
    dues(site).into_iter().find(is_meant).unwrap()
}

/// Somebody's credential that ends within the year and behind which no clause breaks.
fn paper(site: &TestSite) -> Due {
    let sight = site.web.source.seen_by(Actor::command_line());
    let seen = sight.seen();
    let all = due::due(&seen, today(), today().plus_days(200));
    let mut papers = all.into_iter().filter(|due| {
        matches!(due.what, What::Credential { .. })
            && due.last > today().next()
            && !due.departments.is_empty()
            && due::effects(&seen, due, today()).is_empty()
    });
    papers.next().unwrap()
}

fn staff(due: &Due) -> &str {
    match &due.whom {
        Whom::Person(staff) => staff.as_str(),
        _ => panic!("a credential is a person's"),
    }
}

fn node_of(site: &TestSite, id: &RecordId) -> (Node, i64) {
    let sight = site.web.source.seen_by(Actor::command_line());
    let record = sight.seen().record(id).unwrap();
    (record.node, record.version)
}

/// Records the paper that follows; its record.
async fn renew(site: &TestSite, due: &Due, until: Day) -> RecordId {
    let id = due.record.clone().unwrap();
    let (mut node, _) = node_of(site, &id);
    set(&mut node, "issued", due.last.next());
    set(&mut node, "expires", until);
    let add = Change::Add {
        kind: id.kind,
        owner: id.owner,
        node,
    };
    let act = Act::new(By::command_line(), site.web.now());
    let mut records = site.web.snapshots.apply(&act, &[add]).await.unwrap();
    records.remove(0)
}

async fn remove(site: &TestSite, id: RecordId) {
    let (_, version) = node_of(site, &id);
    apply(site, &[Change::Remove { id, version }]).await;
}

fn uid(due: &Due) -> String {
    format!("{}@127.0.0.1", registry::feeds::told::key(due))
}

/// The UIDs of those that are in only one of both or differ, without the events before the day.
fn moved(before: &Events, after: &Events) -> BTreeSet<String> {
    let uids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let moved = uids
        .into_iter()
        .filter(|uid| before.get(*uid) != after.get(*uid));
    let whole = |uid: &String| match uid.split_once("-early") {
        Some((start, _)) => format!("{start}@127.0.0.1"),
        None => uid.clone(),
    };
    moved.map(whole).collect()
}

fn line<'e>(event: &'e str, name: &str) -> &'e str {
    let mut lines = event.lines();
    lines.find_map(|line| line.strip_prefix(name)).unwrap()
}

fn day_of(event: &str) -> String {
    line(event, "DTSTART;VALUE=DATE:").to_owned()
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

#[tokio::test]
async fn one_paper_is_one_event_through_correction_renewal_and_taking_that_back() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let found = paper(&site);
    let (uid, form) = (
        uid(&found),
        format!("form=add&scope=person&staff={}&lang=zh", staff(&found)),
    );
    let path = site.subscribe(&hr, &form).await;
    let mut before = events(&site.fetch(&path).await.body);
    let only = BTreeSet::from([uid.clone()]);
    assert!(before[&uid].contains("SEQUENCE:0\r\n"), "{}", before[&uid]);

    site.pass(60);
    let id = found.record.clone().unwrap();
    let (mut node, version) = node_of(&site, &id);
    set(&mut node, "expires", found.last.prev());
    let correct = Change::Correct { id, version, node };
    apply(&site, &[correct]).await;
    let found = paper(&site);
    // A year on, and beyond what the calendar shows; each taken back again.
    let mut expected = 0;
    let mut check = |after: Events, last: Day, before: &mut Events| {
        expected += 1;
        assert_eq!(moved(before, &after), only, "{expected}");
        assert_eq!(line(&after[&uid], "SEQUENCE:"), expected.to_string());
        assert_eq!(day_of(&after[&uid]), compact(last));
        assert!(!after[&uid].contains("STATUS:CANCELLED"));
        assert!(line(&after[&uid], "LAST-MODIFIED:") > line(&before[&uid], "LAST-MODIFIED:"));
        assert_eq!(after.len(), before.len());
        *before = after;
    };
    check(
        events(&site.fetch(&path).await.body),
        found.last,
        &mut before,
    );
    for until in [
        found.last.plus_months(12),
        Day::parse("2031-12-31").unwrap(),
    ] {
        site.pass(60);
        let record = renew(&site, &found, until).await;
        check(events(&site.fetch(&path).await.body), until, &mut before);
        site.pass(60);
        remove(&site, record).await;
        check(
            events(&site.fetch(&path).await.body),
            found.last,
            &mut before,
        );
    }
}

/// The calendars of the hospital, a department and a person, with the events before the day.
async fn all_three(site: &TestSite, hr: &str, due: &Due) -> [String; 3] {
    let department = &due.departments[0];
    let of = |scope: &str| format!("form=add&scope={scope}&lang=zh&early=1");
    [
        site.subscribe(hr, &of("hospital")).await,
        site.subscribe(hr, &of(&format!("department%3A{department}")))
            .await,
        site.subscribe(hr, &of(&format!("person&staff={}", staff(due))))
            .await,
    ]
}

async fn fetched(site: &TestSite, paths: &[String; 3]) -> [Events; 3] {
    let mut found = [Events::new(), Events::new(), Events::new()];
    for (place, path) in paths.iter().enumerate() {
        found[place] = events(&site.fetch(path).await.body);
    }
    found
}

#[tokio::test]
async fn renewing_a_paper_moves_its_event_and_nothing_else_in_any_calendar() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let found = paper(&site);
    let paths = all_three(&site, &hr, &found).await;
    let before = fetched(&site, &paths).await;
    renew(&site, &found, found.last.plus_months(12)).await;
    let after = fetched(&site, &paths).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(moved(before, after), BTreeSet::from([uid(&found)]));
        assert!(!after.values().any(|event| event.contains("CANCELLED")));
        assert_eq!(
            day_of(&after[&uid(&found)]),
            compact(found.last.plus_months(12))
        );
    }
}

#[tokio::test]
async fn where_a_clause_hung_on_a_paper_its_break_moves_with_it() {
    for months in [12, 60] {
        let site = TestSite::open().await;
        let hr = site.sign_in("hr").await;
        let found = carrying(&site);
        let breaks = dues(&site)
            .into_iter()
            .filter(|due| matches!(due.what, What::Break { .. }) && due.last == found.last);
        let breaks: Vec<Due> = breaks.collect();
        assert!(!breaks.is_empty(), "a clause hangs on it");
        let paths = all_three(&site, &hr, &found).await;
        let before = fetched(&site, &paths).await;
        renew(&site, &found, found.last.plus_months(months)).await;
        let after = fetched(&site, &paths).await;
        let with_breaks = breaks.iter().map(uid).chain([uid(&found)]);
        let with_breaks: BTreeSet<String> = with_breaks.collect();
        let expected = [&with_breaks, &with_breaks, &BTreeSet::from([uid(&found)])];
        for (place, expected) in expected.into_iter().enumerate() {
            assert_eq!(moved(&before[place], &after[place]), *expected, "{months}");
            for uid in expected {
                let (old, new) = (&before[place][uid], &after[place][uid]);
                assert!(line(new, "SEQUENCE:") > line(old, "SEQUENCE:"), "{new}");
                // A break that nothing follows is told to be cancelled, on its day.
                assert!(
                    day_of(new) > day_of(old) || new.contains("STATUS:CANCELLED"),
                    "{new}"
                );
            }
        }
    }
}

/// Ends somebody's employment yesterday.
pub(super) async fn leave(site: &TestSite, staff: &str) {
    let machine = Actor::command_line();
    let sight = site.web.source.seen_by(machine);
    let seen = sight.seen();
    let kind = registry::store::RecordKind::from_name("employment").unwrap();
    let mut changes = Vec::new();
    for record in seen.recorded(kind, Some(staff)) {
        let mut node = record.node;
        set(&mut node, "to", today().prev());
        changes.push(Change::Correct {
            id: record.id,
            version: record.version,
            node,
        });
    }
    apply(site, &changes).await;
}

#[tokio::test]
async fn what_somebody_who_left_had_to_renew_is_told_to_be_cancelled() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let found = paper(&site);
    let path = site.subscribe(&hr, HOSPITAL).await;
    let before = events(&site.fetch(&path).await.body);
    leave(&site, staff(&found)).await;
    let after = events(&site.fetch(&path).await.body);
    assert!(
        before.keys().all(|uid| after.contains_key(uid)),
        "nothing vanishes"
    );
    let cancelled = after
        .values()
        .filter(|event| event.contains("STATUS:CANCELLED\r\n"));
    let cancelled: Vec<_> = cancelled.collect();
    assert!(cancelled.len() > 1 && after[&uid(&found)].contains("STATUS:CANCELLED\r\n"));
    for event in cancelled {
        assert!(
            event.contains("SUMMARY:已取消：") && event.contains("SEQUENCE:1\r\n"),
            "{event}"
        );
    }
}

#[tokio::test]
async fn another_name_is_another_state_of_each_event_that_tells_it() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let found = paper(&site);
    let path = site.subscribe(&hr, HOSPITAL).await;
    let before = events(&site.fetch(&path).await.body);
    site.pass(60);
    let sight = site.web.source.seen_by(Actor::command_line());
    let mut corrections = Vec::new();
    {
        let seen = sight.seen();
        let person = seen.own_record(staff(&found)).unwrap();
        let programme = seen.programme_record("petct-sx").unwrap();
        for (record, name) in [(person, "改名"), (programme, "改名的项目")] {
            let mut node = record.node;
            if let Value::Table(fields) = &mut node.value {
                fields.retain(|(key, _)| key != "name");
                fields.push(("name".to_owned(), Node::text(name)));
            }
            let (id, version) = (record.id, record.version);
            corrections.push(Change::Correct { id, version, node });
        }
    }
    apply(&site, &corrections).await;
    let after = events(&site.fetch(&path).await.body);
    assert!(before.keys().eq(after.keys()));
    let changed = after.iter().filter(|(uid, event)| before[*uid] != **event);
    let changed: Vec<_> = changed.collect();
    assert!(
        changed
            .iter()
            .any(|(uid, _)| uid.starts_with("break-petct-sx-"))
    );
    assert!(after[&uid(&found)].contains("改名"));
    for (uid, event) in changed {
        assert!(
            event.contains("改名") && event.contains("SEQUENCE:1\r\n"),
            "{event}"
        );
        assert!(line(event, "LAST-MODIFIED:") > line(&before[uid], "LAST-MODIFIED:"));
    }
}

#[tokio::test]
async fn an_event_before_the_day_stands_so_many_days_before_what_it_names() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let path = site.subscribe(&hr, HOSPITAL).await;
    let all = events(&site.fetch(&path).await.body);
    let mut n_of_breaks = 0;
    for (uid, event) in all.iter().filter(|(uid, _)| uid.contains("-early")) {
        let (start, rest) = uid.split_once("-early").unwrap();
        let days: u32 = rest.split('@').next().unwrap().parse().unwrap();
        let mut words = line(event, "SUMMARY:").split_whitespace();
        let on = words.find_map(Day::parse).unwrap();
        assert_eq!(day_of(event), compact(on.minus_days(days)), "{event}");
        n_of_breaks += usize::from(start.starts_with("break-"));
    }
    assert!(n_of_breaks > 0);
}

#[tokio::test]
async fn a_duty_that_was_done_moves_to_the_next_time() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let is_meant = |due: &Due| {
        matches!(due.what, What::Duty { .. }) && due.record.is_some() && due.last > today()
    };
    let found = dues(&site).into_iter().find(is_meant).unwrap();
    let path = site.subscribe(&hr, "form=add&scope=hospital&lang=zh").await;
    let before = events(&site.fetch(&path).await.body);
    let id = found.record.clone().unwrap();
    let (mut node, _) = node_of(&site, &id);
    assert_eq!(id.kind, RecordKind::from_name("duty").unwrap());
    set(&mut node, "on", today());
    let add = Change::Add {
        kind: id.kind,
        owner: id.owner,
        node,
    };
    apply(&site, &[add]).await;
    let after = events(&site.fetch(&path).await.body);
    assert!(before.keys().all(|uid| after.contains_key(uid)));
    assert!(day_of(&after[&uid(&found)]) > day_of(&before[&uid(&found)]));
    assert!(!after[&uid(&found)].contains("CANCELLED"));
}

#[tokio::test]
async fn the_event_of_a_clause_names_its_programme_once_and_no_two_read_alike() {
    let site = TestSite::open().await;
    let hr = site.sign_in("hr").await;
    let path = site.subscribe(&hr, "form=add&scope=hospital&lang=zh").await;
    let all = events(&site.fetch(&path).await.body);
    let breaks = all.iter().filter(|(uid, _)| uid.starts_with("break-"));
    let titles: Vec<&str> = breaks.map(|(_, event)| line(event, "SUMMARY:")).collect();
    assert!(!titles.is_empty());
    let different: BTreeSet<&str> = titles.iter().copied().collect();
    assert_eq!(different.len(), titles.len(), "{titles:?}");
    for title in titles {
        let (programme, clause) = title.split_once(" · ").unwrap();
        assert!(!clause.contains(programme), "{title}");
    }
}
