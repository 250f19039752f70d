//! What is kept in a database, on both engines, and what the list costs.

use eligibility::file::{Node, Shape as _};

use super::*;
use crate::act::Act;
use crate::due::renewal::{RenewalFault, Typed, gap, renewal};
use crate::due::rest::{RestFault, rest, wake};
use crate::forms::Forms;
use crate::snapshot::Snapshots;
use crate::store::testing::engines;
use crate::store::{Change, RecordKind, Store};

#[tokio::test]
async fn keys_name_records_and_the_log_says_when_they_changed() {
    for scratch in engines().await {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let store = Store::open(&scratch.address, Arc::clone(&catalogue))
            .await
            .unwrap();
        let snapshots = Snapshots::open(store).await.unwrap();
        let hospital = with(person(vec![credential("bls", "2025-01-01", "2026-12-31")]));
        snapshots.found(&hospital.snapshot.hospital).await.unwrap();
        let library = Library::built_in(&catalogue).unwrap();
        let assessments = Assessments::new(Arc::clone(&catalogue), library);
        let hr = actor(Role::Hr, &[]);
        let list = |snapshot: &Snapshot| {
            let seen = Seen::new(hr.reading(), today(), snapshot, &assessments);
            due(&seen, today(), day(FAR))
        };
        let before = list(&snapshots.current());
        assert_eq!(before.len(), 1);
        let found = before[0].record.clone().unwrap();
        assert_eq!(before[0].key, format!("credential-1-{}", found.ord));
        let at = today().date().and_hms_opt(8, 0, 0).unwrap().and_utc();
        let act = Act::new(hr.by.clone(), at);
        let corrected = credential("bls", "2025-01-02", "2027-01-01").write();
        let correct = Change::Correct {
            id: found.clone(),
            version: before[0].version,
            node: corrected,
        };
        snapshots.apply(&act, &[correct]).await.unwrap();
        let after = list(&snapshots.current());
        assert_eq!(after[0].key, before[0].key);
        assert_eq!(
            (after[0].last, after[0].version),
            (day("2027-01-01"), before[0].version + 1)
        );
        // Both kinds of record of this module are kept like any other.
        let node = |entries: Vec<(&'static str, &str)>| {
            let entries = entries
                .into_iter()
                .map(|(key, text)| (key, Node::text(text)));
            Node::table(entries)
        };
        let end = after[0].last.to_string();
        let rest = node(vec![
            ("key", &after[0].key),
            ("last", &end),
            ("reason", "已报名"),
            ("by", "人事"),
        ]);
        let add = Change::Add {
            kind: RecordKind::from_name("postponement").unwrap(),
            owner: None,
            node: rest,
        };
        let lead = LeadTime {
            credential: Some(CredentialKindId::of(&catalogue, "bls").unwrap()),
            paper: None,
            duty: None,
            other: None,
            first: 45,
            second: None,
            third: None,
            fourth: None,
        };
        let set = Change::Add {
            kind: RecordKind::from_name("lead_time").unwrap(),
            owner: None,
            node: lead.write(),
        };
        snapshots.apply(&act, &[add, set]).await.unwrap();
        let resting = list(&snapshots.current());
        assert_eq!(resting[0].lead_days, [45]);
        assert!(resting[0].rests.as_ref().unwrap().record.is_some());
        let again = snapshots.store().load().await.unwrap();
        assert_eq!(again, snapshots.current().hospital);
    }
}

#[test]
fn a_hospital_of_3000_people_is_answered_from_what_is_kept() {
    let site = Site::of(demo::synthetic(3_000, today(), 7).unwrap());
    let hr = actor(Role::Hr, &[]);
    let seen = site.seen(&hr);
    let n = due(&seen, today(), today().plus_days(180)).len();
    // The list is made once for a version and a day, and then only read.
    let (first, again) = (seen.everything_due(today()), seen.everything_due(today()));
    assert!(Arc::ptr_eq(&first, &again));
    assert!(n > 0);
}

/// The hospital of one person with a paper that ends, on an engine.
async fn opened(address: &str, credentials: Vec<Credential>) -> (Snapshots, Assessments) {
    let catalogue = Arc::new(Catalogue::built_in().unwrap());
    let store = Store::open(address, Arc::clone(&catalogue)).await.unwrap();
    let snapshots = Snapshots::open(store).await.unwrap();
    let hospital = with(person(credentials)).snapshot.hospital;
    snapshots.found(&hospital).await.unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    (snapshots, Assessments::new(catalogue, library))
}

fn act() -> Act {
    let at = today().date().and_hms_opt(8, 0, 0).unwrap().and_utc();
    Act::new(actor(Role::Hr, &[]).by, at)
}

#[tokio::test]
async fn several_papers_are_renewed_in_one_act_with_an_entry_each() {
    for scratch in engines().await {
        let papers = vec![
            credential("bls", "2025-01-01", "2026-12-31"),
            credential("acls", "2025-01-01", "2026-12-31"),
        ];
        let (snapshots, assessments) = opened(&scratch.address, papers).await;
        let hr = actor(Role::Hr, &[]);
        let right = hr.editing().unwrap();
        let now = snapshots.current();
        let seen = Seen::new(hr.reading(), today(), &now, &assessments);
        let choosable = seen.choosable();
        let forms = Forms::new(seen.catalogue(), &choosable, Vec::new());
        let dues = all(&seen, today());
        assert_eq!(dues.len(), 2);
        let renew = |due: &Due, typed| renewal(&right, &seen, &forms, due, typed);
        let typed = |first, last| Typed {
            first,
            last,
            number: "A-2",
        };
        let not_later = renew(&dues[0], typed("2026-06-01", "2026-12-31"));
        let last = day("2026-12-31");
        assert_eq!(not_later.unwrap_err(), [RenewalFault::NotLater { last }]);
        let blank = renew(&dues[0], typed("", "2028-12-31"));
        assert_eq!(blank.unwrap_err(), [RenewalFault::NoFirstDay]);
        let nonsense = renew(&dues[0], typed("2026-13-01", "2028-12-31"));
        assert!(matches!(
            nonsense.unwrap_err()[..],
            [RenewalFault::Field(_)]
        ));
        // Days without either are no fault, and told.
        let gap_of = |first| {
            gap(
                &dues[0],
                &renew(&dues[0], typed(first, "2028-12-31")).unwrap(),
            )
        };
        let gaps = ["2026-12-01", "2027-01-01", "2027-01-02", "2027-01-31"].map(gap_of);
        assert_eq!(gaps, [None, None, Some(1), Some(30)]);
        // Without a printed last day the kind says how long it is valid: two years.
        let changes: Vec<_> = dues
            .iter()
            .map(|due| renew(due, typed("2027-01-01", "")).unwrap())
            .collect();
        let made = snapshots.apply(&act(), &changes).await.unwrap();
        assert_eq!(made.len(), 2);
        let now = snapshots.current();
        let seen = Seen::new(hr.reading(), today(), &now, &assessments);
        let after = all(&seen, today());
        assert!(after.iter().all(|due| due.last == day("2029-01-01")));
        let covered = covered(&seen, today(), day(FAR));
        let by: Vec<_> = covered.iter().filter_map(|one| one.by.clone()).collect();
        assert_eq!(by.len(), 2);
        assert!(by.iter().all(|id| made.contains(id)));
        let log = snapshots
            .store()
            .audit(&crate::store::Filter::default(), 10)
            .await;
        assert_eq!(log.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn what_has_no_term_is_renewed_with_its_last_day_only() {
    for scratch in engines().await {
        let kind = "radiation-training-certificate";
        let papers = vec![credential(kind, "2022-01-01", "2026-12-31")];
        let (snapshots, assessments) = opened(&scratch.address, papers).await;
        let hr = actor(Role::Hr, &[]);
        let right = hr.editing().unwrap();
        let now = snapshots.current();
        let seen = Seen::new(hr.reading(), today(), &now, &assessments);
        let choosable = seen.choosable();
        let forms = Forms::new(seen.catalogue(), &choosable, Vec::new());
        let dues = all(&seen, today());
        let renew = |last| {
            let typed = Typed {
                first: "2027-01-01",
                last,
                number: "",
            };
            renewal(&right, &seen, &forms, &dues[0], typed)
        };
        // Nobody would ever be told of its end.
        assert_eq!(renew("").unwrap_err(), [RenewalFault::NoLastDay]);
        assert!(renew("2031-12-31").is_ok());
    }
}

#[tokio::test]
async fn what_is_put_off_rests_once_and_is_awake_when_it_is_taken_back() {
    for scratch in engines().await {
        let papers = vec![credential("bls", "2025-01-01", "2026-11-01")];
        let (snapshots, assessments) = opened(&scratch.address, papers).await;
        let hr = actor(Role::Hr, &[]);
        let right = hr.editing().unwrap();
        let listed = |snapshot: &Snapshot| {
            let seen = Seen::new(hr.reading(), today(), snapshot, &assessments);
            all(&seen, today()).remove(0)
        };
        let put_off = |snapshot: &Snapshot, until: &str| {
            let due = listed(snapshot);
            let until = Day::parse(until);
            rest(&right, snapshot, &[&due], (until, "已报名"), today())
        };
        let now = snapshots.current();
        assert_eq!(put_off(&now, "").unwrap_err(), RestFault::NeedsDay);
        assert_eq!(put_off(&now, "2026-11-21").unwrap_err(), RestFault::Past);
        for until in ["2026-11-30", "2026-12-15"] {
            let changes = put_off(&snapshots.current(), until).unwrap();
            snapshots.apply(&act(), &changes).await.unwrap();
            let rests = listed(&snapshots.current()).rests.unwrap();
            assert_eq!(
                (rests.until, rests.by.as_str()),
                (Day::parse(until), "人事")
            );
        }
        let now = snapshots.current();
        assert_eq!(now.hospital.institution.postponements.len(), 1);
        let key = listed(&now).key;
        let changes = wake(&right, &now, &key);
        snapshots.apply(&act(), &changes).await.unwrap();
        let now = snapshots.current();
        assert_eq!(listed(&now).rests, None);
        assert!(wake(&right, &now, &key).is_empty());
        let log = snapshots
            .store()
            .audit(&crate::store::Filter::default(), 10)
            .await;
        let acts: Vec<_> = log.unwrap().into_iter().map(|entry| entry.act).collect();
        assert_eq!(acts, ["record.remove", "record.correct", "record.add"]);
    }
}
