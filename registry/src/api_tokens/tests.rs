//! The life of a token, held on every engine that can be tested here.

use super::*;
use crate::access::Role;
use crate::accounts::{Account, Accounts, Password, Wanted as WantedAccount};
use crate::openings::{Opening, is_to_be_noted, note_use, remove};
use crate::store::Filter;
use crate::store::testing::engines;
use crate::store::tests::open as open_store;

fn at(hour: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-22T08:00:00Z").unwrap();
    start.to_utc() + TimeDelta::hours(hour)
}

async fn account(store: &Store, login: &str) -> Account {
    let machine = Actor::command_line();
    let right = machine.administering().unwrap();
    let password = Password::choose("tK9vq-Lm2xw", "tK9vq-Lm2xw", "", "").unwrap();
    let wanted = WantedAccount {
        login: login.to_owned(),
        name: login.to_owned(),
        role: Role::Hr,
        departments: std::collections::BTreeSet::new(),
    };
    let accounts = Accounts::new(store.clone());
    let hash = password.hash().unwrap();
    accounts
        .add_with_password(&right, at(0), wanted, &hash)
        .await
        .unwrap()
}

fn actor(account: &Account) -> Actor {
    Actor {
        by: crate::act::By {
            id: account.id.clone(),
            name: account.name.clone(),
        },
        role: account.role,
        departments: account.departments.clone(),
    }
}

#[tokio::test]
async fn a_token_is_kept_as_a_hash_noted_once_an_hour_and_ends() {
    for scratch in engines().await {
        let store = open_store(&scratch).await;
        let (hr, other) = (account(&store, "hr").await, account(&store, "other").await);
        let (hr, other) = (actor(&hr), actor(&other));
        let wanted = Wanted {
            name: " 驾驶舱 ".to_owned(),
            scopes: vec![Scope::Expiring],
            days: 30,
        };
        let version = store.version().await.unwrap();
        let token = add(&hr.reading(), &store, &wanted, at(0)).await.unwrap();
        let secret = token.reveal();
        assert!(open(&store, &hash(secret), at(1)).await.unwrap().is_none());
        let (kept, whose) = open(&store, secret, at(1)).await.unwrap().unwrap();
        assert_eq!(whose, hr);
        assert_eq!(kept.name, "驾驶舱");
        let scopes = Scope::ALL.map(|scope| kept.is_for(scope));
        assert_eq!(scopes, [false, true, false]);

        assert!(is_to_be_noted(kept.last_used.as_deref(), at(1)));
        note_use(&store, Opening::ApiToken, &kept.id, at(1))
            .await
            .unwrap();
        let (kept, _) = open(&store, secret, at(1)).await.unwrap().unwrap();
        assert_eq!(kept.last_used, Some(instant(at(1))));
        assert!(
            !is_to_be_noted(kept.last_used.as_deref(), at(1))
                && is_to_be_noted(kept.last_used.as_deref(), at(2))
        );

        // Nobody else's.
        assert!(
            own(&other.reading(), &store, at(1))
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            !remove(&other.reading(), &store, Opening::ApiToken, &kept.id, at(1))
                .await
                .unwrap()
        );
        let days = 30 * 24;
        assert!(open(&store, secret, at(days - 1)).await.unwrap().is_some());
        assert!(open(&store, secret, at(days)).await.unwrap().is_none());
        assert!(
            own(&hr.reading(), &store, at(days))
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            remove(&hr.reading(), &store, Opening::ApiToken, &kept.id, at(2))
                .await
                .unwrap()
        );
        assert!(open(&store, secret, at(2)).await.unwrap().is_none());

        // No fact about the hospital, and every act is in the log, without the secret.
        assert_eq!(store.version().await.unwrap(), version);
        let entries = store.audit(&Filter::default(), 50).await.unwrap();
        let acts: Vec<_> = entries.iter().map(|entry| entry.act.as_str()).collect();
        assert!(acts.contains(&"api-token.add") && acts.contains(&"api-token.remove"));
        assert!(!format!("{entries:?}").contains(secret));
    }
}

#[tokio::test]
async fn what_is_missing_or_too_much_is_refused() {
    for scratch in engines().await {
        let store = open_store(&scratch).await;
        let hr = actor(&account(&store, "hr").await);
        let wanted = |name: &str, scopes: &[Scope], days: i64| Wanted {
            name: name.to_owned(),
            scopes: scopes.to_vec(),
            days,
        };
        let long = "名".repeat(LONGEST_NAME + 1);
        for (wanted, expected) in [
            (wanted("  ", &Scope::ALL, 90), "name"),
            (wanted(&long, &Scope::ALL, 90), "name"),
            (wanted("BI", &[], 90), "no-scope"),
            (wanted("BI", &Scope::ALL, 91), "days"),
        ] {
            let refused = add(&hr.reading(), &store, &wanted, at(0)).await;
            assert_eq!(refused.unwrap_err().to_string(), expected);
        }
        let good = wanted("BI", &Scope::ALL, 90);
        for _ in 0..MOST {
            add(&hr.reading(), &store, &good, at(0)).await.unwrap();
        }
        let refused = add(&hr.reading(), &store, &good, at(0)).await;
        assert_eq!(refused.unwrap_err().to_string(), "too-many");
    }
}
