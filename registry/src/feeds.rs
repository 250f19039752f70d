//! Addresses under which calendars are subscribed to.
//!
//! Programs fetch a calendar without signing in, so its address holds a secret. Whoever knows it reads
//! what its owner may read at that moment, and nothing once the account is disabled or the right lost.
//!
//! # Invariants
//! - A secret is random, given out once and kept as a hash.
//! - What may not be read any more is answered as what never was.
//! - An address that nobody has used for [`LASTS`] ends.

pub mod told;

use chrono::{DateTime, TimeDelta, Utc};
use eligibility::day::Day;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::access::{Actor, Reading};
use crate::accounts::secret::{hash, id};
use crate::accounts::{NoRandomness, Token};
use crate::act::{Act, instant};
use crate::seen::Seen;
use crate::staff_list::standing::Status;
use crate::store::{FeedRow, Store, StoreError};

/// How long an address lasts without being used.
pub const LASTS: TimeDelta = TimeDelta::days(180);
/// How many addresses an account may have.
pub const MOST: usize = 30;
/// How many letters of a digest stand for a key.
const MASK: usize = 32;

/// What a calendar is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everybody and every programme.
    Hospital,
    /// The people and the programmes of a department, by its id.
    Department(String),
    /// A programme and its people, by its id.
    Programme(String),
    /// A person, by the staff number.
    Person(String),
}

/// A calendar as it is wished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What it is of.
    pub scope: Scope,
    /// The code of its language.
    pub lang: String,
    /// Whether there are events at the lead times beside those of the day itself.
    pub early: bool,
    /// Whether people are told by their initials.
    pub initials: bool,
}

/// An own address, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What names it.
    pub id: String,
    /// What it gives.
    pub wanted: Wanted,
    /// Since when it has its secret, in UTC.
    pub created: String,
    /// When it was last used, to the hour, in UTC; `None` if never.
    pub last_used: Option<String>,
}

/// An address that somebody uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The address.
    pub feed: Feed,
    /// Whose it is, with the rights of this moment.
    pub actor: Actor,
}

/// Why no address was made.
#[derive(Debug, Error)]
pub enum FeedError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing random to make a secret of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// What it is to be of is not there, or may not be read.
    #[error("not-there")]
    NotThere,
    /// The account has as many as it may have.
    #[error("too-many")]
    TooMany,
}

impl Scope {
    /// Whether it is there for a reader: nothing is of who has left.
    #[must_use]
    pub fn is_there(&self, seen: &Seen<'_>, today: Day) -> bool {
        match self {
            Self::Hospital => seen.whole().is_some(),
            Self::Department(id) => seen.departments().any(|department| department.id == *id),
            Self::Programme(id) => seen.programme(id).is_some(),
            Self::Person(staff) => {
                let person = seen.person(staff);
                person.is_some_and(|person| Status::of(person, today) != Status::Left)
            }
        }
    }
}

impl Feed {
    /// Until when it lasts if it is not used before, in UTC.
    #[must_use]
    pub fn lasts_until(&self) -> Option<DateTime<Utc>> {
        let since = self.last_used.as_ref().unwrap_or(&self.created);
        let since = DateTime::parse_from_rfc3339(since).ok()?;
        Some(since.to_utc() + LASTS)
    }
}

/// Makes an address; its secret, which is not shown again.
///
/// # Errors
/// See [`FeedError`].
pub async fn add(
    right: &Reading<'_>,
    store: &Store,
    (seen, today): (&Seen<'_>, Day),
    wanted: &Wanted,
    at: DateTime<Utc>,
) -> Result<Token, FeedError> {
    if !wanted.scope.is_there(seen, today) {
        return Err(FeedError::NotThere);
    }
    if own(right, store, at).await?.len() >= MOST {
        return Err(FeedError::TooMany);
    }
    let token = Token::new()?;
    let (token_hash, now) = (hash(token.reveal()), instant(at));
    let row = row(id()?, wanted, now);
    let act = Act::new(right.by().clone(), at);
    let secret = (token_hash.as_str(), &*unused_since(at));
    store.add_feed(&act, &row, secret).await?;
    Ok(token)
}

/// The own addresses, in the order in which they were made.
///
/// # Errors
/// A database that failed.
pub async fn own(
    right: &Reading<'_>,
    store: &Store,
    at: DateTime<Utc>,
) -> Result<Vec<Feed>, StoreError> {
    let rows = store.feeds(&right.by().id, &unused_since(at)).await?;
    Ok(rows.into_iter().map(feed).collect())
}

/// Gives an own address another secret: whoever knew the old one reads nothing any more. `None` if
/// there is no such address.
///
/// # Errors
/// A database that failed, or nothing random.
pub async fn reset(
    right: &Reading<'_>,
    store: &Store,
    id: &str,
    at: DateTime<Utc>,
) -> Result<Option<Token>, FeedError> {
    let token = Token::new()?;
    let act = Act::new(right.by().clone(), at);
    let (token_hash, now) = (hash(token.reveal()), instant(at));
    let is_there = store.reset_feed(&act, id, (&token_hash, &now)).await?;
    Ok(is_there.then_some(token))
}

/// The address with a secret; `None` if there is none, it has ended, or its owner may not sign in.
/// Whether its owner may still read what it is of is for [`Scope::is_there`] to say.
///
/// # Errors
/// A database that failed.
pub async fn open(
    store: &Store,
    secret: &str,
    at: DateTime<Utc>,
) -> Result<Option<Opened>, StoreError> {
    let opened = store.feed(&hash(secret), &unused_since(at)).await?;
    Ok(opened.map(|opened| Opened {
        feed: feed(opened.feed),
        actor: opened.actor,
    }))
}

/// What stands for a key in a calendar in which people are told by their initials: the key may hold a
/// staff number. It stays for the life of the address, and tells nothing beside that of another.
#[must_use]
pub fn masked(feed: &str, key: &str) -> String {
    let digest = Sha256::digest(format!("{feed}\n{key}").as_bytes());
    // Letters alone: nobody is to take a part of it for the number of a person.
    let letters = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let letters = letters.map(|digit| char::from(b'a' + digit));
    format!("person-{}", letters.take(MASK).collect::<String>())
}

fn unused_since(at: DateTime<Utc>) -> String {
    instant(at - LASTS)
}

fn row(id: String, wanted: &Wanted, created: String) -> FeedRow {
    let (department, programme, person) = match wanted.scope.clone() {
        Scope::Hospital => (None, None, None),
        Scope::Department(id) => (Some(id), None, None),
        Scope::Programme(id) => (None, Some(id), None),
        Scope::Person(staff) => (None, None, Some(staff)),
    };
    FeedRow {
        id,
        department,
        programme,
        person,
        lang: wanted.lang.clone(),
        early: wanted.early,
        initials: wanted.initials,
        created,
        last_used: None,
    }
}

fn feed(row: FeedRow) -> Feed {
    let scope = match (row.department, row.programme, row.person) {
        (Some(id), _, _) => Scope::Department(id),
        (_, Some(id), _) => Scope::Programme(id),
        (_, _, Some(staff)) => Scope::Person(staff),
        (None, None, None) => Scope::Hospital,
    };
    Feed {
        id: row.id,
        wanted: Wanted {
            scope,
            lang: row.lang,
            early: row.early,
            initials: row.initials,
        },
        created: row.created,
        last_used: row.last_used,
    }
}

#[cfg(test)]
mod tests;
