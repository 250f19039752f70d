//! Keys are changed while people work, and nothing is lost by it.

use std::fs;

use chrono::TimeDelta;

use super::*;
use crate::access::Actor;
use crate::identity::tests::{Desk, number};
use crate::identity::{Identities, IdentityError};
use crate::store::Filter;
use crate::store::testing::engines;

fn at(minutes: i64) -> DateTime<Utc> {
    let start = DateTime::parse_from_rfc3339("2026-11-22T09:00:00Z").unwrap();
    start.to_utc() + TimeDelta::minutes(minutes)
}

fn keyring(desk: &Desk) -> Keyring {
    Keyring::of("x.db", Some(&desk.folder.join("zhunru.key"))).unwrap()
}

/// Takes all lines but the last out of the key file.
fn keep_newest(desk: &Desk) {
    let file = desk.folder.join("zhunru.key");
    let text = fs::read_to_string(&file).unwrap();
    let newest = text.lines().last().unwrap();
    fs::write(&file, format!("{newest}\n")).unwrap();
}

#[tokio::test]
async fn everything_is_sealed_by_the_new_key_and_opens_without_the_old_one() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let staff: Vec<String> = (0..20).map(|place| desk.staff(place)).collect();
        for (serial, staff) in staff.iter().enumerate() {
            desk.set(staff, &number(serial)).await.unwrap();
        }
        // Two have the same, and an import has put a number in the place of another.
        desk.set(&staff[1], &number(0)).await.unwrap();
        let csv = format!("工号,身份证号\n{},{}\n", staff[2], number(99));
        let batch = desk.import(&csv).await.batch.unwrap();
        let (store, keyring) = (desk.snapshots.store(), keyring(&desk));
        let machine = Actor::command_line();
        let right = machine.administering().unwrap();
        let of = (store, &keyring);
        let old = keyring.load().unwrap().ids();
        let new = add_key(&right, of, at(0)).await.unwrap();
        // Between the two steps equal numbers are still found, whichever key they are under.
        desk.set(&staff[1], &number(0)).await.unwrap();
        let shared = desk.masked(&staff[0]).await.unwrap().shared_with;
        assert_eq!(shared, [staff[1].clone()]);
        let unchanged = format!("工号,身份证号\n{},{}\n", staff[5], number(5));
        assert_eq!(desk.import(&unchanged).await.n_changes, 0);

        let rotated = reseal(&right, of, at(1), &|_| {}).await.unwrap();
        assert_eq!((&rotated.key, &rotated.unreadable), (&new, &vec![]));
        // All but the one that was set anew, and the one that was replaced.
        assert_eq!(rotated.n_numbers, 19 + 1);
        let in_use = in_use(&right, store, &keyring).await.unwrap();
        let n_sealed: Vec<_> = in_use.iter().map(|key| (&key.key, key.n_sealed)).collect();
        assert_eq!(n_sealed, [(&old[0], 0), (&new, 21)]);
        keep_newest(&desk);
        keyring.check(&store.keys_in_use().await.unwrap()).unwrap();
        for (serial, staff) in staff.iter().enumerate().skip(3) {
            let shown = desk.reveal(staff, "核对").await.unwrap();
            assert_eq!(shown.reveal(), number(serial));
        }
        let shared = desk.masked(&staff[0]).await.unwrap().shared_with;
        assert_eq!(shared, [staff[1].clone()]);
        let hr = desk.hr.editing().unwrap();
        let undone = crate::history::undo_batch(&hr, &desk.snapshots, &batch, at(2)).await;
        undone.unwrap();
        let shown = desk.reveal(&staff[2], "核对").await.unwrap();
        assert_eq!(shown.reveal(), number(2));
        let told = Filter {
            act: Some("key".to_owned()),
            ..Filter::default()
        };
        let told = store.audit(&told, 10).await.unwrap();
        let acts: Vec<_> = told.iter().map(|entry| entry.act.as_str()).collect();
        assert_eq!(acts, ["key.reseal", "key.add"]);
        // A second time there is nothing to do.
        let again = reseal(&right, of, at(3), &|_| {}).await.unwrap();
        assert_eq!((again.n_numbers, again.n_seeds), (0, 0));
    }
}

#[tokio::test]
async fn what_is_written_meanwhile_stays() {
    for scratch in engines().await {
        let desk = Desk::open(&scratch).await;
        let staff: Vec<String> = (0..100).map(|place| desk.staff(place)).collect();
        for (serial, staff) in staff.iter().enumerate() {
            desk.set(staff, &number(serial)).await.unwrap();
        }
        let (store, keyring) = (desk.snapshots.store(), keyring(&desk));
        let machine = Actor::command_line();
        let right = machine.administering().unwrap();
        let of = (store, &keyring);
        add_key(&right, of, at(0)).await.unwrap();
        let identities = Identities::new(store.clone(), keyring.clone());
        let editing = async {
            let (hr, snapshot) = (desk.hr.editing().unwrap(), desk.snapshots.current());
            for (serial, staff) in staff.iter().enumerate().step_by(3) {
                let of = (&*snapshot, staff.as_str());
                let set = identities.set(&hr, at(1), of, &number(serial + 500)).await;
                set.unwrap();
            }
            Ok::<_, IdentityError>(())
        };
        let resealing = async {
            for _ in 0..3 {
                reseal(&right, of, at(1), &|_| {}).await.unwrap();
            }
        };
        let (edited, ()) = tokio::join!(editing, resealing);
        edited.unwrap();
        reseal(&right, of, at(2), &|_| {}).await.unwrap();
        keep_newest(&desk);
        for (serial, staff) in staff.iter().enumerate() {
            let expected = if serial % 3 == 0 {
                serial + 500
            } else {
                serial
            };
            let shown = desk.reveal(staff, "核对").await.unwrap();
            assert_eq!(shown.reveal(), number(expected));
        }
    }
}

#[tokio::test]
async fn a_lost_key_is_told_and_what_is_damaged_is_left_and_named() {
    let scratch = crate::store::testing::sqlite();
    let desk = Desk::open(&scratch).await;
    let (first, second) = (desk.staff(0), desk.staff(1));
    desk.set(&first, &number(1)).await.unwrap();
    desk.set(&second, &number(2)).await.unwrap();
    let (store, keyring) = (desk.snapshots.store(), keyring(&desk));
    let machine = Actor::command_line();
    let right = machine.administering().unwrap();
    let of = (store, &keyring);
    // Somebody changed what is sealed for one of them.
    let row = store.identity(&first).await.unwrap().unwrap();
    let mut bytes = row.sealed.clone().into_bytes();
    bytes[20] = if bytes[20] == b'0' { b'1' } else { b'0' };
    let text = String::from_utf8(bytes).unwrap();
    let damaged = crate::store::Sealed {
        text: text.clone(),
        fingerprint: row.fingerprint.clone(),
    };
    store
        .reseal_numbers(Numbers::Present, &[(row, damaged)])
        .await
        .unwrap();
    add_key(&right, of, at(0)).await.unwrap();
    let rotated = reseal(&right, of, at(1), &|_| {}).await.unwrap();
    assert_eq!(rotated.unreadable, std::slice::from_ref(&first));
    assert_eq!(rotated.n_numbers, 1);
    assert_eq!(store.identity(&first).await.unwrap().unwrap().sealed, text);
    // Where a key in use is lost no other is added to what cannot be opened.
    keep_newest(&desk);
    let lost = add_key(&right, of, at(2)).await;
    assert!(matches!(
        lost,
        Err(RotationError::Key(KeyError::Lost { .. }))
    ));
    let listed = in_use(&right, store, &keyring).await.unwrap();
    let lost: Vec<_> = listed.iter().filter(|key| !key.is_there).collect();
    assert_eq!((lost.len(), lost[0].n_sealed), (1, 1));
}
