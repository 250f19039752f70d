//! Attempts to sign in, counted before they are looked at: however many come at once, no more
//! passwords are compared than the limit says.

use super::super::Store;
use super::super::error::StoreError;

const SELECT: &str =
    "SELECT n_attempts, last, locked_until FROM sign_in_failure WHERE login_hash = $1";
const COUNT: &str = "INSERT INTO sign_in_failure (login_hash, n_attempts, last, locked_until) \
    VALUES ($1, $2, $3, $4) ON CONFLICT (login_hash) DO UPDATE SET \
    n_attempts = excluded.n_attempts, last = excluded.last, locked_until = excluded.locked_until";
const FORGET_OLD: &str = "DELETE FROM sign_in_failure WHERE last < $1";
pub(super) const FORGIVE: &str = "DELETE FROM sign_in_failure WHERE login_hash = $1";

/// The limits and instants of one attempt.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// The hash of what was typed as login.
    pub(crate) login_hash: String,
    /// Now.
    pub(crate) at: String,
    /// Attempts whose last lies before this are forgotten.
    pub(crate) forgotten_before: String,
    /// With which attempt the login is locked.
    pub(crate) most: i64,
    /// Until when it is then.
    pub(crate) lock_until: String,
}

impl Store {
    /// Counts an attempt; until when the login is locked instead, if it is.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn count_attempt(
        &self,
        attempt: &Attempt,
    ) -> Result<Option<String>, StoreError> {
        // Asked first without the writers' lock: who hammers on a locked login must hold up nobody.
        let mut tx = self.db.begin_read().await?;
        let found = find(attempt, &mut tx).await?;
        tx.commit().await?;
        if let Some(until) = locked(found.as_ref(), attempt) {
            return Ok(Some(until));
        }
        let mut tx = self.db.begin_note().await?;
        let found = find(attempt, tx.connection()).await?;
        if let Some(until) = locked(found.as_ref(), attempt) {
            return Ok(Some(until));
        }
        let before = found.filter(|(_, last, until)| {
            until.is_none() && last.as_str() >= attempt.forgotten_before.as_str()
        });
        let n_attempts = before.map_or(0, |(n_attempts, ..)| n_attempts) + 1;
        let lock = (n_attempts >= attempt.most).then(|| attempt.lock_until.clone());
        let query = sqlx::query(FORGET_OLD).bind(attempt.forgotten_before.clone());
        query.execute(tx.connection()).await?;
        let query = sqlx::query(COUNT)
            .bind(attempt.login_hash.clone())
            .bind(n_attempts)
            .bind(attempt.at.clone())
            .bind(lock);
        query.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Forgets the attempts of a login, after one that succeeded.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn forgive(&self, login_hash: &str) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let query = sqlx::query(FORGIVE).bind(login_hash.to_owned());
        query.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }
}

type Found = (i64, String, Option<String>);

async fn find(
    attempt: &Attempt,
    connection: &mut sqlx::AnyConnection,
) -> Result<Option<Found>, StoreError> {
    let query = sqlx::query_as(SELECT).bind(attempt.login_hash.clone());
    Ok(query.fetch_optional(connection).await?)
}

fn locked(found: Option<&Found>, attempt: &Attempt) -> Option<String> {
    let until = found?.2.as_ref()?;
    (until.as_str() > attempt.at.as_str()).then(|| until.clone())
}
