//! Tokens by which other programs read.
//!
//! # Invariants
//! - A token only reads, and of what its owner may read at that moment only what it was made for.
//! - A secret is random, given out once and kept as a hash; it ends on the day that was chosen, and with
//!   its owner's account.

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

use crate::access::{Actor, Reading};
use crate::accounts::secret::{hash, id};
use crate::accounts::{NoRandomness, Token};
use crate::act::{Act, instant};
pub use crate::store::ApiToken;
use crate::store::{Store, StoreError};

/// How many tokens an account may have.
pub const MOST: usize = 20;
/// For how many days a token may be made; the first is proposed.
pub const LASTS: [i64; 3] = [90, 30, 365];
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 60;

/// What a token lets read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Programmes and their assessments.
    Assessments,
    /// What ends or is due, and the dates on which clauses break.
    Expiring,
    /// Staff files, without identity numbers.
    Staff,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::Assessments, Self::Expiring, Self::Staff];

    /// A stable word, as forms and answers have it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Assessments => "assessments",
            Self::Expiring => "expiring",
            Self::Staff => "staff",
        }
    }
}

impl ApiToken {
    /// Whether the token is for a scope.
    #[must_use]
    pub const fn is_for(&self, scope: Scope) -> bool {
        match scope {
            Scope::Assessments => self.assessments,
            Scope::Expiring => self.expiring,
            Scope::Staff => self.staff,
        }
    }
}

/// A token as it is wished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// For which program it is.
    pub name: String,
    /// What it lets read.
    pub scopes: Vec<Scope>,
    /// For how many days; one of [`LASTS`].
    pub days: i64,
}

/// Why no token was made.
#[derive(Debug, Error)]
pub enum ApiTokenError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing random to make a secret of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// No name, or one that is too long.
    #[error("name")]
    Name,
    /// Nothing to be read by it was chosen.
    #[error("no-scope")]
    NoScope,
    /// No such number of days.
    #[error("days")]
    Days,
    /// The account has as many as it may have.
    #[error("too-many")]
    TooMany,
}

/// Makes a token; its secret, which is not shown again.
///
/// # Errors
/// See [`ApiTokenError`].
pub async fn add(
    right: &Reading<'_>,
    store: &Store,
    wanted: &Wanted,
    at: DateTime<Utc>,
) -> Result<Token, ApiTokenError> {
    let name = wanted.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(ApiTokenError::Name);
    }
    if wanted.scopes.is_empty() {
        return Err(ApiTokenError::NoScope);
    }
    if !LASTS.contains(&wanted.days) {
        return Err(ApiTokenError::Days);
    }
    if own(right, store, at).await?.len() >= MOST {
        return Err(ApiTokenError::TooMany);
    }
    let token = Token::new()?;
    let is_for = |scope| wanted.scopes.contains(&scope);
    let kept = ApiToken {
        id: id()?,
        name: name.to_owned(),
        assessments: is_for(Scope::Assessments),
        expiring: is_for(Scope::Expiring),
        staff: is_for(Scope::Staff),
        created: instant(at),
        expires: instant(at + TimeDelta::days(wanted.days)),
        last_used: None,
    };
    let act = Act::new(right.by().clone(), at);
    let token_hash = hash(token.reveal());
    store.add_api_token(&act, &kept, &token_hash).await?;
    Ok(token)
}

/// The own tokens, in the order in which they were made.
///
/// # Errors
/// A database that failed.
pub async fn own(
    right: &Reading<'_>,
    store: &Store,
    at: DateTime<Utc>,
) -> Result<Vec<ApiToken>, StoreError> {
    store.api_tokens(&right.by().id, &instant(at)).await
}

/// The token with a secret, and whose it is, with the rights of this moment; `None` if there is none,
/// it has ended, or its owner may not sign in.
///
/// # Errors
/// A database that failed.
pub async fn open(
    store: &Store,
    secret: &str,
    at: DateTime<Utc>,
) -> Result<Option<(ApiToken, Actor)>, StoreError> {
    store.api_token(&hash(secret), &instant(at)).await
}

#[cfg(test)]
mod tests;
