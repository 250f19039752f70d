//! Changing the key: another one is added to the key file, and what is sealed is sealed anew by it,
//! some of it at a time, while people work.
//!
//! The older keys stay in the file: a backup of before needs them. Whoever must be rid of one takes
//! its line out once [`in_use`] says that nothing is sealed by it.
//!
//! # Invariants
//! - At every moment everything that is sealed can be opened with the keys of the file, also where
//!   this breaks off.
//! - What somebody writes meanwhile is never overwritten.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use eligibility::file::{Node, Value};
use thiserror::Error;

use crate::access::Administering;
use crate::accounts::seed_purpose;
use crate::act::Act;
use crate::identity;
use crate::keys::{KeyError, Keyring, Keys};
use crate::notices::ROBOT_PURPOSE;
use crate::store::{IdentityRow, Numbers, Secrets, Store, StoreError, Told};

/// How much is sealed anew in one transaction, for which everybody else who writes waits.
const AT_ONCE: i64 = 500;

/// What a change of the key came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// The id of the key by which everything is sealed now.
    pub key: String,
    /// How many identity numbers were sealed anew.
    pub n_numbers: u64,
    /// How many seeds of second steps were sealed anew.
    pub n_seeds: u64,
    /// How many addresses of robots were sealed anew.
    pub n_robots: u64,
    /// What could not be opened, and so was left as it is: staff numbers, and ids of accounts and robots.
    pub unreadable: Vec<String>,
}

/// How much a key has sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InUse {
    /// The key's id.
    pub key: String,
    /// How many identity numbers, seeds and robots.
    pub n_sealed: i64,
    /// Whether it is in the key file.
    pub is_there: bool,
    /// Whether it is the one that seals.
    pub is_newest: bool,
}

/// Why the key was not changed.
#[derive(Debug, Error)]
pub enum RotationError {
    /// The key file cannot be used, or a key in use is lost.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a key to the key file and tells the log; its id. Everything is sealed by it from now on, and
/// [`reseal`] does so with what is sealed already.
///
/// # Errors
/// See [`RotationError`]; a lost key is told, since what it sealed could not be sealed anew.
pub async fn add_key(
    right: &Administering<'_>,
    (store, keyring): (&Store, &Keyring),
    at: DateTime<Utc>,
) -> Result<String, RotationError> {
    let sealed = store.keys_in_use().await?;
    keyring.check(&sealed)?;
    keyring.load_or_make(&sealed)?;
    let key = keyring.add()?;
    let told = Told {
        act: "key.add",
        after: Some(Node::table([("key", Node::text(&key))])),
        ..Told::default()
    };
    let act = Act::new(right.by().clone(), at);
    store.note(&act, told).await?;
    Ok(key)
}

/// Seals anew, by the newest key, whatever another one sealed; `progress` is told how much is done.
/// It can be broken off and begun again.
///
/// # Errors
/// See [`RotationError`]; what is done by then stays.
pub async fn reseal(
    right: &Administering<'_>,
    (store, keyring): (&Store, &Keyring),
    at: DateTime<Utc>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Rotated, RotationError> {
    keyring.check(&store.keys_in_use().await?)?;
    let keys = keyring.load()?;
    let mut rotated = Rotated {
        key: keys.newest_id()?.to_owned(),
        ..Rotated::default()
    };
    for of in [Numbers::Present, Numbers::Replaced] {
        numbers(store, (&keys, of), &mut rotated, progress).await?;
    }
    rotated.n_seeds = secrets(store, (&keys, Secrets::Seeds), &mut rotated).await?;
    rotated.n_robots = secrets(store, (&keys, Secrets::Robots), &mut rotated).await?;
    let count = |n: u64| Node::bare(Value::Int(i64::try_from(n).unwrap_or(i64::MAX)));
    let told = Told {
        act: "key.reseal",
        after: Some(Node::table([
            ("key", Node::text(&rotated.key)),
            ("numbers", count(rotated.n_numbers)),
            ("seeds", count(rotated.n_seeds)),
            ("robots", count(rotated.n_robots)),
            ("unreadable", count(rotated.unreadable.len() as u64)),
        ])),
        ..Told::default()
    };
    store.note(&Act::new(right.by().clone(), at), told).await?;
    Ok(rotated)
}

/// How much each key has sealed, and whether it is at hand.
///
/// # Errors
/// See [`RotationError`].
pub async fn in_use(
    _: &Administering<'_>,
    store: &Store,
    keyring: &Keyring,
) -> Result<Vec<InUse>, RotationError> {
    let mut sealed = store.n_sealed().await?;
    let there = match keyring.load() {
        Ok(keys) => keys.ids(),
        // Then every key in use is lost, and the list says so.
        Err(KeyError::File { .. }) => Vec::new(),
        Err(other) => return Err(other.into()),
    };
    let newest = there.last().cloned();
    let mut all: Vec<InUse> = there
        .into_iter()
        .map(|key| InUse {
            n_sealed: sealed.remove(&key).unwrap_or_default(),
            is_there: true,
            is_newest: Some(&key) == newest.as_ref(),
            key,
        })
        .collect();
    all.extend(sealed.into_iter().map(|(key, n_sealed)| InUse {
        key,
        n_sealed,
        is_there: false,
        is_newest: false,
    }));
    Ok(all)
}

async fn numbers(
    store: &Store,
    (keys, of): (&Keys, Numbers),
    rotated: &mut Rotated,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(), RotationError> {
    let mut after = String::new();
    loop {
        let rows = store.numbers_under_others(of, &rotated.key, &after, AT_ONCE);
        let rows: Vec<IdentityRow> = rows.await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after.clone_from(&last.staff);
        let mut resealed = Vec::new();
        for row in rows {
            match identity::resealed(keys, &row) {
                Ok(new) => resealed.push((row, new)),
                Err(_) => rotated.unreadable.push(row.staff),
            }
        }
        rotated.n_numbers += store.reseal_numbers(of, &resealed).await?;
        progress(rotated.n_numbers);
    }
}

async fn secrets(
    store: &Store,
    (keys, of): (&Keys, Secrets),
    rotated: &mut Rotated,
) -> Result<u64, RotationError> {
    let (mut after, mut n_resealed) = (String::new(), 0);
    loop {
        let rows = store.secrets_under_others(of, &rotated.key, &after, AT_ONCE);
        let rows = rows.await?;
        let Some((last, _)) = rows.last() else {
            return Ok(n_resealed);
        };
        after.clone_from(last);
        for (id, sealed) in rows {
            let purpose = match of {
                Secrets::Seeds => seed_purpose(&id),
                Secrets::Robots => ROBOT_PURPOSE.to_owned(),
            };
            let Ok(opened) = keys.open(&purpose, &sealed) else {
                rotated.unreadable.push(id);
                continue;
            };
            let new = keys.seal(&purpose, &opened)?;
            n_resealed += u64::from(store.reseal_secret(of, &id, &sealed, &new).await?);
        }
    }
}
