//! Accounts on both engines: who comes in, for how long, and what the log says of it.

mod fresh;
mod overtaken;
mod second_step;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::access::{Actor, Role};
use crate::store::testing::{Scratch, engines};
use crate::store::tests::{demo_hospital, open};
use crate::store::{Filter, Store};

const PASSWORD: &str = "tK9vq-Lm2xw";
const OTHER_PASSWORD: &str = "correct horse battery";

fn at(minutes: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-22T08:30:00Z").unwrap();
    start.to_utc() + TimeDelta::minutes(minutes)
}

fn client() -> Client {
    Client {
        address: "192.0.2.7".to_owned(),
        agent: "Test".to_owned(),
    }
}

fn wanted(login: &str, role: Role) -> Wanted {
    Wanted {
        login: login.to_owned(),
        name: format!("Name of {login}"),
        role,
        departments: BTreeSet::new(),
    }
}

/// The hash of a password, for as long as the tests run.
fn hash(password: &str) -> &'static Hash {
    let password = Password::choose(password, password, "", "").unwrap();
    Box::leak(Box::new(password.hash().unwrap()))
}

struct Desk {
    store: Store,
    accounts: Accounts,
    machine: Actor,
}

impl Desk {
    async fn open(scratch: &Scratch) -> Self {
        let store = open(scratch).await;
        store.found(&demo_hospital()).await.unwrap();
        let accounts = Accounts::new(store.clone());
        let machine = Actor::command_line();
        Self {
            store,
            accounts,
            machine,
        }
    }

    async fn add(&self, login: &str, role: Role) -> Account {
        let right = self.machine.administering().unwrap();
        let added =
            self.accounts
                .add_with_password(&right, at(0), wanted(login, role), hash(PASSWORD));
        added.await.unwrap()
    }

    async fn try_in(&self, login: &str, password: &str, minutes: i64) -> Option<Come> {
        let started = self.accounts.start(login, at(minutes)).await.unwrap();
        let proof = started.ok()?.prove(password);
        let come = self.accounts.come_in(proof, &client(), at(minutes)).await;
        Some(come.unwrap())
    }

    async fn sign_in(&self, login: &str, password: &str, minutes: i64) -> Token {
        match self.try_in(login, password, minutes).await {
            Some(Come::In(token)) => token,
            other => panic!("{other:?}"),
        }
    }

    async fn visitor(&self, token: &Token, minutes: i64) -> Option<Visitor> {
        let visitor = self.accounts.visitor(token.reveal(), at(minutes)).await;
        visitor.unwrap()
    }

    async fn acts(&self) -> Vec<(String, Option<String>, String)> {
        let mut entries = self.store.audit(&Filter::default(), 1_000).await.unwrap();
        entries.reverse();
        let told = |entry: crate::store::Entry| (entry.act, entry.subject, entry.actor_name);
        entries.into_iter().map(told).collect()
    }
}

fn fault<T: std::fmt::Debug>(result: Result<T, AccountError>) -> AccountFault {
    match result {
        Err(AccountError::Fault(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_first_link_makes_an_administrator_once() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let accounts = &desk.accounts;
        let link = accounts.first_link(at(0)).await.unwrap().unwrap();
        let token = link.token.reveal();
        let opened = accounts.open_link(token, at(1)).await.unwrap();
        assert_eq!(opened, Some(Opened::First));
        assert_eq!(accounts.open_link("other", at(1)).await.unwrap(), None);
        let late = at(72 * 60);
        assert_eq!(accounts.open_link(token, late).await.unwrap(), None);

        let bad = accounts.set_up_first((token, at(1)), ("a b", "A"), hash(PASSWORD));
        assert_eq!(fault(bad.await), AccountFault::BadLogin);
        let made = accounts.set_up_first((token, at(1)), ("Wang.Fang", "王芳"), hash(PASSWORD));
        made.await.unwrap();
        let again = accounts.set_up_first((token, at(1)), ("li", "李"), hash(PASSWORD));
        assert_eq!(fault(again.await), AccountFault::LinkEnded);
        assert!(accounts.first_link(at(2)).await.unwrap().is_none());

        let token = desk.sign_in("wang.FANG", PASSWORD, 3).await;
        let visitor = desk.visitor(&token, 4).await.unwrap();
        assert_eq!(visitor.actor.role, Role::Administrator);
        assert_eq!(visitor.login, "wang.fang");
        let acts = desk.acts().await;
        let name = || "王芳".to_owned();
        let subject = || Some("wang.fang".to_owned());
        let expected = [
            ("account.add".to_owned(), subject(), name()),
            ("session.sign-in".to_owned(), subject(), name()),
        ];
        assert_eq!(acts, expected);
    }
}

#[tokio::test]
async fn an_account_is_added_with_a_link_by_which_its_owner_chooses_the_password() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let right = desk.machine.administering().unwrap();
        let version = desk.store.version().await.unwrap();
        let link = desk.accounts.add(&right, at(0), wanted("li", Role::Hr));
        let link = link.await.unwrap();
        assert!(matches!(
            desk.try_in("li", PASSWORD, 0).await,
            Some(Come::Refused)
        ));
        let token = link.token.reveal();
        let opened = desk.accounts.open_link(token, at(1)).await.unwrap();
        let Some(Opened::Of(account)) = opened else {
            panic!("{opened:?}");
        };
        let used = desk
            .accounts
            .set_up((token, at(1)), &account, hash(PASSWORD));
        used.await.unwrap();
        let again = desk
            .accounts
            .set_up((token, at(1)), &account, hash(PASSWORD));
        assert_eq!(fault(again.await), AccountFault::LinkEnded);
        desk.sign_in("li", PASSWORD, 2).await;

        // A forgotten password: the old one is gone at once, the link sets another.
        let link = desk.accounts.reset(&right, at(3), &account.id);
        let link = link.await.unwrap();
        assert!(matches!(
            desk.try_in("li", PASSWORD, 4).await,
            Some(Come::Refused)
        ));
        let used =
            desk.accounts
                .set_up((link.token.reveal(), at(5)), &account, hash(OTHER_PASSWORD));
        used.await.unwrap();
        desk.sign_in("li", OTHER_PASSWORD, 6).await;
        assert_eq!(desk.store.version().await.unwrap(), version);
        assert!(desk.store.verify_audit(None).await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn what_no_account_can_be_is_refused() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let right = desk.machine.administering().unwrap();
        desk.add("li", Role::Administrator).await;
        let head = |departments: &[&str]| Wanted {
            departments: departments.iter().map(ToString::to_string).collect(),
            ..wanted("head", Role::Head)
        };
        let nameless = Wanted {
            name: " ".to_owned(),
            ..wanted("x", Role::Hr)
        };
        for (wanted, expected) in [
            (wanted("LI", Role::Hr), AccountFault::LoginTaken),
            (wanted("", Role::Hr), AccountFault::BadLogin),
            (wanted(&"x".repeat(65), Role::Hr), AccountFault::BadLogin),
            (nameless, AccountFault::BadName),
            (head(&[]), AccountFault::HeadWithoutDepartment),
            (head(&["moon"]), AccountFault::NoSuchDepartment),
        ] {
            let added = desk.accounts.add(&right, at(0), wanted).await;
            assert_eq!(fault(added), expected);
        }
        assert_eq!(desk.accounts.list(&right).await.unwrap().len(), 1);
        let unknown = desk.accounts.reset(&right, at(0), "nobody").await;
        assert_eq!(fault(unknown), AccountFault::NoSuchAccount);
    }
}

#[tokio::test]
async fn there_is_always_an_administrator() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let right = desk.machine.administering().unwrap();
        let only = desk.add("li", Role::Administrator).await;
        let disabled = desk.accounts.set_disabled(&right, at(1), &only.id, true);
        assert_eq!(fault(disabled.await), AccountFault::LastAdministrator);
        let hr = (Role::Hr, BTreeSet::new());
        let demoted = desk.accounts.assign(&right, at(1), &only.id, hr.clone());
        assert_eq!(fault(demoted.await), AccountFault::LastAdministrator);
        desk.add("wang", Role::Administrator).await;
        let demoted = desk.accounts.assign(&right, at(1), &only.id, hr);
        demoted.await.unwrap();
    }
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_half_a_day() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        desk.add("li", Role::Hr).await;
        let token = desk.sign_in("li", PASSWORD, 0).await;
        assert!(desk.visitor(&token, 29).await.is_some());
        assert!(
            desk.visitor(&token, 58).await.is_some(),
            "use keeps it alive"
        );
        assert!(desk.visitor(&token, 88).await.is_none(), "30 minutes idle");

        let token = desk.sign_in("li", PASSWORD, 0).await;
        for minutes in (0..12 * 60).step_by(20) {
            assert!(desk.visitor(&token, minutes).await.is_some(), "{minutes}");
        }
        assert!(desk.visitor(&token, 12 * 60).await.is_none());
        let made_up = desk.accounts.visitor("made-up", at(1)).await.unwrap();
        assert_eq!(made_up, None);
    }
}

#[tokio::test]
async fn another_role_a_disabled_account_and_a_new_password_end_sessions_at_once() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let right = desk.machine.administering().unwrap();
        let li = desk.add("li", Role::Hr).await;
        let accounts = &desk.accounts;
        let department = demo_hospital().institution.departments[0].id.clone();

        let token = desk.sign_in("li", PASSWORD, 0).await;
        let head = (Role::Head, BTreeSet::from([department.clone()]));
        let assigned = accounts.assign(&right, at(1), &li.id, head);
        assigned.await.unwrap();
        assert_eq!(desk.visitor(&token, 1).await, None);
        let token = desk.sign_in("li", PASSWORD, 2).await;
        let visitor = desk.visitor(&token, 2).await.unwrap();
        assert_eq!(visitor.actor.departments, BTreeSet::from([department]));

        let disabled = accounts.set_disabled(&right, at(3), &li.id, true);
        disabled.await.unwrap();
        assert_eq!(desk.visitor(&token, 3).await, None);
        assert!(matches!(
            desk.try_in("li", PASSWORD, 3).await,
            Some(Come::Refused)
        ));
        let enabled = accounts.set_disabled(&right, at(4), &li.id, false);
        enabled.await.unwrap();

        let (mine, other) = (
            desk.sign_in("li", PASSWORD, 5).await,
            desk.sign_in("li", PASSWORD, 5).await,
        );
        let visitor = desk.visitor(&mine, 5).await.unwrap();
        let prove = async |password: &str| {
            let started = accounts.start("li", at(6)).await.unwrap();
            started.unwrap().prove(password)
        };
        let new = hash(OTHER_PASSWORD);
        let wrong = accounts
            .change_password(&visitor, &prove("wrong").await, new, at(6))
            .await;
        assert_eq!(fault(wrong).code(), "wrong-password");
        let right = prove(PASSWORD).await;
        let changed = accounts.change_password(&visitor, &right, new, at(6));
        changed.await.unwrap();
        assert!(desk.visitor(&mine, 6).await.is_some());
        assert!(desk.visitor(&other, 6).await.is_none());
    }
}

#[tokio::test]
async fn everybody_ends_own_sessions_and_nobody_elses() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        desk.add("li", Role::Hr).await;
        desk.add("wang", Role::Hr).await;
        let (li, li_too) = (
            desk.sign_in("li", PASSWORD, 0).await,
            desk.sign_in("li", PASSWORD, 1).await,
        );
        let wang = desk.sign_in("wang", PASSWORD, 2).await;
        let visitor = desk.visitor(&li, 3).await.unwrap();
        let wangs = desk.visitor(&wang, 3).await.unwrap();
        let accounts = &desk.accounts;
        let own = accounts.own_sessions(&visitor, at(3)).await.unwrap();
        assert_eq!(own.len(), 2);
        assert_eq!(own[0].address, "192.0.2.7");

        let others = accounts.end_session(&visitor, &wangs.session, at(3));
        others.await.unwrap();
        assert!(desk.visitor(&wang, 3).await.is_some());
        let ended = accounts.end_session(&visitor, &visitor.session, at(3));
        ended.await.unwrap();
        assert!(desk.visitor(&li, 3).await.is_none());
        let visitor = desk.visitor(&li_too, 3).await.unwrap();
        accounts.end_sessions(&visitor, at(4)).await.unwrap();
        assert!(desk.visitor(&li_too, 4).await.is_none());
        assert!(desk.visitor(&wang, 4).await.is_some());
    }
}

#[tokio::test]
async fn five_failures_lock_a_login_for_a_quarter_of_an_hour_known_or_not() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        desk.add("li", Role::Hr).await;
        for login in ["li", "nobody", "not even a login"] {
            for _ in 0..MOST_FAILURES {
                let come = desk.try_in(login, "wrong", 0).await;
                assert!(matches!(come, Some(Come::Refused)), "{login}");
            }
            let locked = desk.accounts.start(login, at(14)).await.unwrap();
            assert_eq!(locked.unwrap_err(), "2026-11-22T08:45:00.000Z");
        }
        assert!(desk.try_in("li", PASSWORD, 14).await.is_none());
        desk.sign_in("li", PASSWORD, 15).await;
        // A success forgets the failures before it.
        for minutes in 16..20 {
            desk.try_in("li", "wrong", minutes).await;
        }
        desk.sign_in("li", PASSWORD, 20).await;
        let come = desk.try_in("li", "wrong", 20).await;
        assert!(matches!(come, Some(Come::Refused)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_try_at_once_no_more_passwords_are_compared_than_the_limit() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        desk.add("li", Role::Hr).await;
        let attempt = |accounts: Accounts| async move {
            let started = accounts.start("li", at(0)).await.unwrap();
            started.is_ok()
        };
        let attempts: Vec<_> = (0..40)
            .map(|_| tokio::spawn(attempt(desk.accounts.clone())))
            .collect();
        let mut n_compared = 0;
        for attempt in attempts {
            n_compared += i64::from(attempt.await.unwrap());
        }
        assert_eq!(n_compared, MOST_FAILURES);
    }
}

#[tokio::test]
async fn the_log_tells_who_was_refused_without_what_was_typed() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        desk.add("li", Role::Hr).await;
        desk.try_in("li", "wrong", 0).await;
        desk.try_in("my-secret-typed-as-login", "wrong", 0).await;
        let entries = desk.store.audit(&Filter::default(), 10).await.unwrap();
        let refused: Vec<_> = entries
            .iter()
            .filter(|entry| entry.act == "session.refused")
            .collect();
        assert_eq!(refused[0].subject, None);
        assert_eq!(refused[1].subject.as_deref(), Some("li"));
        assert!(!format!("{entries:?}").contains("secret"));
    }
}

#[test]
fn every_fault_has_a_code_of_its_own() {
    let codes: Vec<_> = AccountFault::all().iter().map(AccountFault::code).collect();
    let distinct: BTreeSet<_> = codes.iter().collect();
    assert_eq!(distinct.len(), codes.len());
}
