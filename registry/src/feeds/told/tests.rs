//! Numbers that only grow, held on every engine that can be tested here.

use std::sync::Arc;

use chrono::TimeDelta;
use eligibility::catalogue::Catalogue;
use eligibility::standard::Library;

use super::*;
use crate::access::Actor;
use crate::assessments::Assessments;
use crate::snapshot::Snapshot;
use crate::store::testing::engines;
use crate::store::tests::{demo_hospital, open};

struct Site {
    store: Store,
    assessments: Assessments,
    snapshot: Snapshot,
}

impl Site {
    fn of(store: Store) -> Self {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        Self {
            store,
            assessments: Assessments::new(catalogue, library),
            snapshot: Snapshot::unstored(1, demo_hospital()),
        }
    }

    async fn tell(&self, teller: &Teller, on: &str) -> Arc<Telling> {
        let (actor, on) = (Actor::command_line(), day(on));
        let seen = Seen::new(actor.reading(), on, &self.snapshot, &self.assessments);
        let at = DateTime::parse_from_rfc3339(&beginning_of(on)).unwrap() + TimeDelta::hours(9);
        let said = said(&seen, on);
        teller.note(&self.store, said, at.to_utc()).await.unwrap()
    }

    fn gone(&self, telling: &Telling) -> Vec<String> {
        let actor = Actor::command_line();
        let seen = Seen::new(actor.reading(), today(), &self.snapshot, &self.assessments);
        let gone = telling.gone(&seen);
        assert!(gone.iter().all(|due| key(due) == due.key));
        gone.into_iter().map(|due| due.key).collect()
    }

    /// Another state of the facts, in which a person has another day of leaving.
    fn employ(&mut self, place: usize, to: Option<&str>) {
        self.snapshot.version += 1;
        let person = &mut self.snapshot.hospital.people[place];
        for employment in &mut person.employment {
            employment.to = to.map(day);
        }
    }

    /// The keys of a person.
    fn keys(&self, place: usize, telling: &Telling) -> Vec<String> {
        let staff = &self.snapshot.hospital.people[place].staff;
        let part = format!("-{staff}");
        let keys = telling.rows.keys().filter(|key| key.contains(&part));
        keys.cloned().collect()
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn today() -> Day {
    day("2026-11-22")
}

#[tokio::test]
async fn a_number_goes_on_through_going_and_coming_back() {
    for scratch in engines().await {
        let mut site = Site::of(open(&scratch).await);
        let teller = Teller::default();
        let first = site.tell(&teller, "2026-11-22").await;
        let n_people = site.snapshot.hospital.people.len();
        let place = (0..n_people).find(|place| !site.keys(*place, &first).is_empty());
        let place = place.unwrap();
        let keys = site.keys(place, &first);
        let n = |telling: &Telling| -> Vec<i64> {
            keys.iter().map(|key| telling.of(key).unwrap().n).collect()
        };
        assert!(n(&first).iter().all(|n| *n == 0) && site.gone(&first).is_empty());
        assert!(teller.known(1, today()).is_some() && teller.known(2, today()).is_none());

        site.employ(place, Some("2026-11-21"));
        let left = site.tell(&teller, "2026-11-22").await;
        assert!(n(&left).iter().all(|n| *n == 1));
        let gone = site.gone(&left);
        assert!(keys.iter().all(|key| gone.contains(key)), "{gone:?}");
        // For thirty days, after which the number is still kept.
        assert!(
            !site
                .gone(&*site.tell(&teller, "2026-12-22").await)
                .is_empty()
        );
        let late = site.tell(&teller, "2026-12-23").await;
        assert!(!site.gone(&late).iter().any(|key| keys.contains(key)));
        site.employ(place, None);
        let back = site.tell(&teller, "2026-12-23").await;
        assert!(n(&back).iter().all(|n| *n >= 2));
    }
}

#[tokio::test]
async fn of_two_servers_the_one_that_is_behind_changes_nothing() {
    for scratch in engines().await {
        let mut site = Site::of(open(&scratch).await);
        let (one, other) = (Teller::default(), Teller::default());
        let first = site.tell(&one, "2026-11-22").await;
        let same = site.tell(&other, "2026-11-22").await;
        assert_eq!(first.rows, same.rows);
        let old = site.snapshot.clone();
        site.employ(0, Some("2026-11-21"));
        let newer = site.tell(&one, "2026-11-22").await;
        assert_ne!(newer.rows, first.rows);
        let newest = std::mem::replace(&mut site.snapshot, old);
        let behind = site.tell(&other, "2026-11-22").await;
        assert_eq!(behind.rows, newer.rows);
        site.snapshot = newest;
        assert_eq!(site.tell(&other, "2026-11-22").await.rows, newer.rows);
    }
}

#[test]
fn where_something_has_moved_from_is_told_for_thirty_days() {
    let at = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    let said = |last: &str, on: &str| Said {
        version: 1,
        day: day(on),
        things: BTreeMap::from([("a".to_owned(), (day(last), last.to_owned(), String::new()))]),
    };
    let mut rows = BTreeMap::new();
    let mut tell = |last: &str, on: &str, days: i64| {
        let changed = changed(&rows, said(last, on), at.to_utc() + TimeDelta::days(days));
        rows.extend(changed.into_iter().map(|row| (row.key.clone(), row)));
        let of = (1, day(on));
        let rows = rows.clone();
        Telling {
            of,
            noted: of,
            rows,
        }
    };
    let n_was = |telling: &Telling| {
        let told = telling.of("a").unwrap();
        (told.n, told.was.map(|day| day.to_string()))
    };
    let was = |day: &str| Some(day.to_owned());
    let until = day("2027-12-27");
    let first = tell("2026-12-31", "2026-11-22", 0);
    assert_eq!(n_was(&first), (0, None));
    let moved = tell("2031-12-31", "2026-11-23", 1);
    assert_eq!(n_was(&moved), (1, was("2026-12-31")));
    assert_eq!(moved.reaching(until), day("2031-12-31"));
    // Corrected since: subscribers may have it where it was first.
    let again = tell("2032-12-31", "2026-11-24", 2);
    assert_eq!(n_was(&again), (2, was("2026-12-31")));
    assert_eq!(
        n_was(&tell("2032-12-31", "2026-12-24", 32)),
        (2, was("2026-12-31"))
    );
    let late = tell("2032-12-31", "2026-12-25", 33);
    assert_eq!(n_was(&late), (2, None));
    assert_eq!(late.reaching(until), until);
    assert_eq!(
        n_was(&tell("2033-12-31", "2026-12-25", 33)),
        (3, was("2032-12-31"))
    );
}
