//! What the keeping of files promises, held on every engine that can be tested here.

use super::*;
use crate::access::{Actor, Role};
use crate::accounts::{Accounts, Password, Wanted};
use crate::store::testing::engines;
use crate::store::tests::{demo_hospital, open};

fn at(minute: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-22T08:00:00Z").unwrap();
    start.to_utc() + TimeDelta::minutes(minute)
}

async fn actor(store: &Store, login: &str) -> Actor {
    let machine = Actor::command_line();
    let password = Password::choose("tK9vq-Lm2xw", "tK9vq-Lm2xw", "", "").unwrap();
    let wanted = Wanted {
        login: login.to_owned(),
        name: login.to_owned(),
        role: Role::Hr,
        departments: std::collections::BTreeSet::new(),
    };
    let accounts = Accounts::new(store.clone());
    let right = machine.administering().unwrap();
    let hash = password.hash().unwrap();
    let added = accounts.add_with_password(&right, at(0), wanted, &hash);
    let mut actor = Actor::command_line();
    actor.by.id = added.await.unwrap().id;
    actor
}

#[tokio::test]
async fn a_file_is_its_owners_and_comes_back_to_the_byte() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        store.found(&demo_hospital()).await.unwrap();
        let (li, wang) = (actor(&store, "li").await, actor(&store, "wang").await);
        let (li, wang) = (li.editing().unwrap(), wang.editing().unwrap());
        let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
        let file = ("C:\\台账\\名\n单.csv", bytes.clone());
        let version = store.version().await.unwrap();
        let id = keep(&li, &store, file, at(1)).await.unwrap();
        assert_eq!(id.len(), 32);
        let found = read(&li, &store, &id, at(2)).await.unwrap().unwrap();
        assert_eq!(
            (&*found.kept.name, found.kept.n_bytes),
            ("名单.csv", 70_000)
        );
        assert!(found.bytes == bytes && found.mapping.is_empty());
        assert_eq!(list(&li, &store, at(2)).await.unwrap(), [found.kept]);
        assert!(store.version().await.unwrap() == version, "it is no fact");

        assert!(read(&wang, &store, &id, at(2)).await.unwrap().is_none());
        assert!(!start(&wang, &store, &id, at(2)).await.unwrap());
        clear(&wang, &store, &id).await.unwrap();
        let mapping = [("旧".to_owned(), "工号".to_owned())];
        assert!(!map(&wang, &store, &id, &mapping).await.unwrap());
        assert!(map(&li, &store, &id, &mapping).await.unwrap());
        let found = read(&li, &store, &id, at(2)).await.unwrap().unwrap();
        assert_eq!(found.mapping, mapping);
        clear(&li, &store, &id).await.unwrap();
        assert!(find(&li, &store, &id, at(2)).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_file_is_gone_after_a_day_and_few_are_kept() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        let (li, wang) = (actor(&store, "li").await, actor(&store, "wang").await);
        let (li, wang) = (li.editing().unwrap(), wang.editing().unwrap());
        let theirs = keep(&wang, &store, ("a.csv", vec![1]), at(0))
            .await
            .unwrap();
        let mut ids = Vec::new();
        for minute in 1..=5 {
            let kept = keep(&li, &store, ("a.csv", vec![1]), at(minute)).await;
            ids.push(kept.unwrap());
        }
        let left = list(&li, &store, at(6)).await.unwrap().into_iter();
        let left: Vec<_> = left.map(|kept| kept.id).collect();
        assert_eq!(left, [&*ids[4], &*ids[3], &*ids[2]]);
        assert!(
            find(&wang, &store, &theirs, at(1_439))
                .await
                .unwrap()
                .is_some()
        );
        assert!(
            find(&wang, &store, &theirs, at(1_440))
                .await
                .unwrap()
                .is_none()
        );
        sweep(&store, at(1_439)).await.unwrap();
        assert_eq!(list(&wang, &store, at(0)).await.unwrap().len(), 1);
        sweep(&store, at(1_440)).await.unwrap();
        assert_eq!(list(&wang, &store, at(0)).await.unwrap(), []);
        assert_eq!(list(&li, &store, at(0)).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn an_import_begins_once_and_again_when_it_ended_or_died() {
    for scratch in engines().await {
        let store = open(&scratch).await;
        let li = actor(&store, "li").await;
        let li = li.editing().unwrap();
        let id = keep(&li, &store, ("a.csv", vec![1]), at(0)).await.unwrap();
        let began = async |minute| start(&li, &store, &id, at(minute)).await.unwrap();
        assert!(began(1).await);
        assert!(!began(1).await);
        assert!(!map(&li, &store, &id, &[]).await.unwrap());
        let kept = find(&li, &store, &id, at(2)).await.unwrap().unwrap();
        assert!(kept.is_running(at(5)) && !kept.is_running(at(6)));
        stop(&li, &store, &id).await.unwrap();
        assert!(began(3).await);
        assert!(!began(7).await);
        assert!(began(8).await, "the server died");
    }
}
