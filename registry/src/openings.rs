//! What opens something to programs that cannot sign in: the addresses of [`feeds`](crate::feeds) and
//! [`api_tokens`](crate::api_tokens). This is what is the same of both: noting that one is used, and
//! taking an own one back.

use chrono::{DateTime, TimeDelta, Utc};

use crate::access::Reading;
use crate::act::{Act, instant};
pub use crate::store::Opening;
use crate::store::{Store, StoreError};

/// How often at most it is noted that one was used.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// Whether it is time to note that one is used; `last_used` as it was noted last, in UTC.
#[must_use]
pub fn is_to_be_noted(last_used: Option<&str>, at: DateTime<Utc>) -> bool {
    let before = instant(at - NOTED_EVERY);
    last_used.is_none_or(|last| last <= &*before)
}

/// Notes that one was used.
///
/// # Errors
/// A database that failed.
pub async fn note_use(
    store: &Store,
    of: Opening,
    id: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let times = (&*instant(at), &*instant(at - NOTED_EVERY));
    store.touch_opening(of, id, times).await
}

/// Takes an own one back; whether there was one.
///
/// # Errors
/// A database that failed.
pub async fn remove(
    right: &Reading<'_>,
    store: &Store,
    of: Opening,
    id: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let act = Act::new(right.by().clone(), at);
    store.remove_opening(&act, of, id).await
}
