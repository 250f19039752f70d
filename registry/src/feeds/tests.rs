//! The life of an address, held on every engine that can be tested here.

use std::sync::Arc;

use eligibility::catalogue::Catalogue;
use eligibility::facts::Hospital;
use eligibility::standard::Library;

use super::*;
use crate::access::Role;
use crate::accounts::{Account, Accounts, Password, Wanted as WantedAccount};
use crate::assessments::Assessments;
use crate::openings::{Opening, is_to_be_noted, note_use, remove};
use crate::snapshot::Snapshot;
use crate::store::Filter;
use crate::store::testing::engines;
use crate::store::tests::{demo_hospital, open as open_store};

fn at(hour: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-22T08:00:00Z").unwrap();
    start.to_utc() + TimeDelta::hours(hour)
}

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

fn wanted(scope: Scope) -> Wanted {
    Wanted {
        scope,
        lang: "zh".to_owned(),
        early: true,
        initials: false,
    }
}

struct Site {
    store: Store,
    snapshot: Snapshot,
    assessments: Assessments,
}

impl Site {
    async fn open(store: Store) -> Self {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        let hospital: Hospital = demo_hospital();
        store.found(&hospital).await.unwrap();
        Self {
            store,
            snapshot: Snapshot::unstored(1, hospital),
            assessments: Assessments::new(catalogue, library),
        }
    }

    async fn account(&self, login: &str, role: Role, department: Option<&str>) -> (Account, Actor) {
        let machine = Actor::command_line();
        let right = machine.administering().unwrap();
        let password = Password::choose("tK9vq-Lm2xw", "tK9vq-Lm2xw", "", "").unwrap();
        let wanted = WantedAccount {
            login: login.to_owned(),
            name: login.to_owned(),
            role,
            departments: department.map(ToOwned::to_owned).into_iter().collect(),
        };
        let accounts = Accounts::new(self.store.clone());
        let hash = password.hash().unwrap();
        let added = accounts.add_with_password(&right, at(0), wanted, &hash);
        let account = added.await.unwrap();
        let actor = Actor {
            by: crate::act::By {
                id: account.id.clone(),
                name: account.name.clone(),
            },
            role,
            departments: account.departments.clone(),
        };
        (account, actor)
    }

    fn seen<'a>(&'a self, actor: &'a Actor) -> Seen<'a> {
        Seen::new(actor.reading(), today(), &self.snapshot, &self.assessments)
    }

    async fn add(&self, actor: &Actor, scope: Scope, hour: i64) -> Result<String, FeedError> {
        let (seen, wanted) = (self.seen(actor), wanted(scope));
        let right = actor.reading();
        let token = add(&right, &self.store, (&seen, today()), &wanted, at(hour)).await?;
        Ok(token.reveal().to_owned())
    }

    async fn opens(&self, secret: &str, hour: i64) -> Option<Opened> {
        open(&self.store, secret, at(hour)).await.unwrap()
    }
}

#[tokio::test]
async fn a_secret_is_256_bits_kept_as_a_hash_and_dead_once_reset_or_removed() {
    for scratch in engines().await {
        let site = Site::open(open_store(&scratch).await).await;
        let (_, hr) = site.account("hr", Role::Hr, None).await;
        let (_, other) = site.account("other", Role::Hr, None).await;
        let version = site.store.version().await.unwrap();
        let secret = site.add(&hr, Scope::Hospital, 0).await.unwrap();
        assert_eq!(secret.len(), 64);
        let opened = site.opens(&secret, 1).await.unwrap();
        assert_eq!(opened.actor, hr);
        assert_eq!(opened.feed.wanted, wanted(Scope::Hospital));
        assert!(site.opens(&hash(&secret), 1).await.is_none());
        let feeds = own(&hr.reading(), &site.store, at(1)).await.unwrap();
        assert_eq!(feeds, std::slice::from_ref(&opened.feed));
        let id = &opened.feed.id;

        // Nobody else's.
        assert!(
            own(&other.reading(), &site.store, at(1))
                .await
                .unwrap()
                .is_empty()
        );
        let theirs = reset(&other.reading(), &site.store, id, at(1)).await;
        assert!(theirs.unwrap().is_none());
        assert!(
            !remove(&other.reading(), &site.store, Opening::Feed, id, at(1))
                .await
                .unwrap()
        );

        let again = reset(&hr.reading(), &site.store, id, at(2)).await.unwrap();
        let again = again.unwrap().reveal().to_owned();
        assert!(site.opens(&secret, 2).await.is_none());
        assert!(site.opens(&again, 2).await.is_some());
        assert!(
            remove(&hr.reading(), &site.store, Opening::Feed, id, at(3))
                .await
                .unwrap()
        );
        assert!(site.opens(&again, 3).await.is_none());
        assert_eq!(
            site.store.version().await.unwrap(),
            version,
            "it is no fact"
        );
        let log = site.store.audit(&Filter::default(), 3).await.unwrap();
        let acts: Vec<_> = log.iter().map(|entry| entry.act.as_str()).collect();
        assert_eq!(acts, ["feed.remove", "feed.reset", "feed.add"]);
        let written = format!("{log:?}");
        for secret in [&secret, &again] {
            assert!(!written.contains(secret) && !written.contains(&hash(secret)));
        }
    }
}

#[tokio::test]
async fn an_address_ends_with_the_account_or_when_nobody_uses_it() {
    for scratch in engines().await {
        let site = Site::open(open_store(&scratch).await).await;
        let (account, hr) = site.account("hr", Role::Hr, None).await;
        let secret = site.add(&hr, Scope::Hospital, 0).await.unwrap();
        let lasts = LASTS.num_hours();
        assert!(site.opens(&secret, lasts - 1).await.is_some());
        assert!(site.opens(&secret, lasts).await.is_none());

        let feed = site.opens(&secret, 10).await.unwrap().feed;
        assert!(feed.last_used.is_none() && is_to_be_noted(feed.last_used.as_deref(), at(10)));
        note_use(&site.store, Opening::Feed, &feed.id, at(10))
            .await
            .unwrap();
        let feed = site.opens(&secret, lasts + 9).await.unwrap().feed;
        assert_eq!(feed.last_used, Some(instant(at(10))));
        assert_eq!(feed.lasts_until(), Some(at(10 + lasts)));
        assert!(
            !is_to_be_noted(feed.last_used.as_deref(), at(10))
                && is_to_be_noted(feed.last_used.as_deref(), at(11))
        );
        let minutes = at(10) + TimeDelta::minutes(59);
        note_use(&site.store, Opening::Feed, &feed.id, minutes)
            .await
            .unwrap();
        let feed = site.opens(&secret, 11).await.unwrap().feed;
        assert_eq!(feed.last_used, Some(instant(at(10))), "once an hour");

        let (machine, accounts) = (Actor::command_line(), Accounts::new(site.store.clone()));
        let right = machine.administering().unwrap();
        let disabled = accounts.set_disabled(&right, at(12), &account.id, true);
        disabled.await.unwrap();
        assert!(site.opens(&secret, 12).await.is_none());
    }
}

#[tokio::test]
async fn an_address_is_of_what_its_owner_may_read_now() {
    for scratch in engines().await {
        let site = Site::open(open_store(&scratch).await).await;
        let (account, head) = site.account("head", Role::Head, Some("nm")).await;
        let department = |id: &str| Scope::Department(id.to_owned());
        let secret = site.add(&head, department("nm"), 0).await.unwrap();
        let person = |department: &str| {
            let mut people = site.snapshot.hospital.people.iter();
            let of =
                |membership: &eligibility::facts::Membership| membership.department == department;
            let found = people.find(|person| {
                let mut all = person.departments.iter();
                !person.departments.is_empty()
                    && all.all(of)
                    && Status::of(person, today()) == Status::Active
            });
            Scope::Person(found.unwrap().staff.to_string())
        };
        assert!(site.add(&head, person("nm"), 0).await.is_ok());
        for scope in [
            Scope::Hospital,
            department("gs"),
            department("none"),
            Scope::Programme("lap-sx".to_owned()),
            Scope::Person("none".to_owned()),
            person("gs"),
        ] {
            let refused = site.add(&head, scope.clone(), 0).await;
            assert!(matches!(refused, Err(FeedError::NotThere)), "{scope:?}");
        }
        // Who has left is there for nobody, also not for those who may read everything.
        let (_, hr) = site.account("hr", Role::Hr, None).await;
        let left = Scope::Person("N0220".to_owned());
        assert!(site.seen(&hr).person("N0220").is_some());
        assert!(matches!(
            site.add(&hr, left, 0).await,
            Err(FeedError::NotThere)
        ));

        let (machine, accounts) = (Actor::command_line(), Accounts::new(site.store.clone()));
        let right = machine.administering().unwrap();
        let gs = (Role::Head, std::iter::once("gs".to_owned()).collect());
        accounts
            .assign(&right, at(1), &account.id, gs)
            .await
            .unwrap();
        let opened = site.opens(&secret, 2).await.unwrap();
        let seen = site.seen(&opened.actor);
        assert!(!opened.feed.wanted.scope.is_there(&seen, today()));
        assert!(department("gs").is_there(&seen, today()));
    }
}

#[tokio::test]
async fn an_account_has_so_many_and_no_more() {
    for scratch in engines().await {
        let site = Site::open(open_store(&scratch).await).await;
        let (_, hr) = site.account("hr", Role::Hr, None).await;
        for _ in 0..MOST {
            site.add(&hr, Scope::Hospital, 0).await.unwrap();
        }
        let refused = site.add(&hr, Scope::Hospital, 0).await;
        assert!(matches!(refused, Err(FeedError::TooMany)));
        let later = LASTS.num_hours();
        assert!(site.add(&hr, Scope::Hospital, later).await.is_ok());
    }
}
