//! Who is signed in.

use eligibility::file::Node;
use sqlx::{AnyConnection, Row as _};

use super::super::Store;
use super::super::audit::{self, Told};
use super::super::error::StoreError;
use super::{Second, actor, attempts, factors};
use crate::access::Actor;
use crate::accounts::password::Hash;
use crate::act::Act;

const INSERT: &str = "INSERT INTO session \
    (id, token_hash, account, created, last_seen, hard_until, address, agent) \
    VALUES ($1, $2, $3, $4, $4, $5, $6, $7)";
const FIND: &str = "SELECT s.id, s.last_seen, a.id, a.login, a.name, a.role, s.created \
    FROM session s JOIN account a ON a.id = s.account \
    WHERE s.token_hash = $1 AND s.hard_until > $2 AND s.last_seen > $3 AND a.disabled IS NULL";
const OPEN: &str = "SELECT password FROM account WHERE id = $1 AND disabled IS NULL";
const TOUCH: &str = "UPDATE session SET last_seen = $1 WHERE id = $2 AND last_seen < $1";
const OF_ACCOUNT: &str = "SELECT id, created, last_seen, address, agent FROM session \
    WHERE account = $1 AND hard_until > $2 AND last_seen > $3 ORDER BY last_seen DESC, id";
const END: &str = "DELETE FROM session WHERE account = $1 AND id = $2";
const END_ALL: &str = "DELETE FROM session WHERE account = $1 AND id <> $2";
const END_OLD: &str = "DELETE FROM session WHERE hard_until <= $1 OR last_seen <= $2";

/// A session to be kept.
#[derive(Clone, Debug)]
pub(crate) struct NewSession {
    pub(crate) id: String,
    pub(crate) token_hash: String,
    pub(crate) account: String,
    pub(crate) created: String,
    pub(crate) hard_until: String,
    pub(crate) address: String,
    pub(crate) agent: String,
    /// Sessions last seen no later are gone.
    pub(crate) idle_since: String,
    /// The hash of the login, whose attempts are forgiven.
    pub(crate) login_hash: String,
    /// What lets in.
    pub(crate) by: LetIn,
}

/// What lets somebody in. It must still do so when the session begins.
#[derive(Clone, Debug)]
pub(crate) enum LetIn {
    /// The password, as it was kept when it was compared.
    Password(Hash),
    /// What was shown by somebody halfway in, whose way ends with the password that was given.
    Second(Second),
}

/// Whose session a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignedIn {
    pub(crate) session: String,
    pub(crate) created: String,
    pub(crate) last_seen: String,
    pub(crate) login: String,
    pub(crate) actor: Actor,
}

/// A session, as its owner is shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What names it.
    pub id: String,
    /// When it began, in UTC.
    pub created: String,
    /// When it was last used, to the minute.
    pub last_seen: String,
    /// Where it began.
    pub address: String,
    /// The browser it began in, as that calls itself.
    pub agent: String,
}

impl Store {
    /// Begins a session; `false` if what lets in does so no more: the password is another, the account
    /// is disabled, or the code was used.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn begin_session(
        &self,
        act: &Act,
        login: &str,
        new: &NewSession,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let kept = match &new.by {
            LetIn::Password(hash) => Some(hash),
            LetIn::Second(_) => None,
        };
        if !still_lets_in(&new.account, kept, tx.connection()).await? {
            return Ok(false);
        }
        if let LetIn::Second(second) = &new.by
            && !factors::use_up(&new.account, second, &mut tx).await?
        {
            return Ok(false);
        }
        let old = sqlx::query(END_OLD)
            .bind(new.created.clone())
            .bind(new.idle_since.clone());
        old.execute(tx.connection()).await?;
        let forgive = sqlx::query(attempts::FORGIVE).bind(new.login_hash.clone());
        forgive.execute(tx.connection()).await?;
        let query = sqlx::query(INSERT)
            .bind(new.id.clone())
            .bind(new.token_hash.clone())
            .bind(new.account.clone())
            .bind(new.created.clone())
            .bind(new.hard_until.clone())
            .bind(new.address.clone())
            .bind(new.agent.clone());
        query.execute(tx.connection()).await?;
        let name = match &new.by {
            LetIn::Second(second) if second.is_recovery() => "session.sign-in-recovery",
            _ => "session.sign-in",
        };
        let told = told(name, Some(login), Some(&new.address));
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Notes that somebody was not let in; `login` only where there is such an account.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn note_refused(
        &self,
        act: &Act,
        login: Option<&str>,
        address: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let told = told("session.refused", login, Some(address));
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whose session a token is; `None` if nobody's, or it has ended.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn session(
        &self,
        token_hash: &str,
        at: &str,
        idle_since: &str,
    ) -> Result<Option<SignedIn>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(FIND)
            .bind(token_hash.to_owned())
            .bind(at.to_owned())
            .bind(idle_since.to_owned());
        let Some(row) = query.fetch_optional(&mut *tx).await? else {
            return Ok(None);
        };
        let (id, name) = (row.try_get(2)?, row.try_get(4)?);
        let actor = actor((id, name), row.try_get(5)?, &mut tx).await?;
        tx.commit().await?;
        Ok(Some(SignedIn {
            session: row.try_get(0)?,
            created: row.try_get(6)?,
            last_seen: row.try_get(1)?,
            login: row.try_get(3)?,
            actor,
        }))
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn touch_session(&self, id: &str, at: &str) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let query = sqlx::query(TOUCH).bind(at.to_owned()).bind(id.to_owned());
        query.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The sessions of an account that have not ended, the last used first.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn sessions(
        &self,
        account: &str,
        at: &str,
        idle_since: &str,
    ) -> Result<Vec<Session>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query_as(OF_ACCOUNT)
            .bind(account.to_owned())
            .bind(at.to_owned())
            .bind(idle_since.to_owned());
        let rows: Vec<(String, String, String, String, String)> = query.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        let session = |(id, created, last_seen, address, agent)| Session {
            id,
            created,
            last_seen,
            address,
            agent,
        };
        Ok(rows.into_iter().map(session).collect())
    }

    /// Ends one session of an account.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn end_session(
        &self,
        act: &Act,
        (account, login): (&str, &str),
        session: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let query = sqlx::query(END)
            .bind(account.to_owned())
            .bind(session.to_owned());
        if query.execute(tx.connection()).await?.rows_affected() > 0 {
            let told = told("session.sign-out", Some(login), None);
            audit::tell(&mut tx, act, vec![told]).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn end_sessions(
        &self,
        act: &Act,
        (account, login): (&str, &str),
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        end_all(account, None, tx.connection()).await?;
        let told = told("session.sign-out-everywhere", Some(login), None);
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Whether an account may still be signed in to, and its password is the one that was kept when it was
/// compared, which takes a while. Asked among the writers: who changes either comes before or after.
pub(super) async fn still_lets_in(
    account: &str,
    kept: Option<&Hash>,
    connection: &mut AnyConnection,
) -> Result<bool, StoreError> {
    let query = sqlx::query_scalar(OPEN).bind(account.to_owned());
    let now: Option<Option<String>> = query.fetch_optional(connection).await?;
    Ok(match (now, kept) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(now), Some(kept)) => now.as_deref() == Some(kept.stored()),
    })
}

/// Ends the sessions of an account, but for the one of an id.
pub(super) async fn end_all(
    account: &str,
    spared: Option<&str>,
    connection: &mut AnyConnection,
) -> Result<(), StoreError> {
    let query = sqlx::query(END_ALL)
        .bind(account.to_owned())
        .bind(spared.unwrap_or_default().to_owned());
    query.execute(&mut *connection).await?;
    // Whoever is halfway in comes no further.
    let halves = sqlx::query(factors::DROP_HALVES).bind(account.to_owned());
    halves.execute(connection).await?;
    Ok(())
}

pub(super) fn told(act: &'static str, login: Option<&str>, address: Option<&str>) -> Told {
    Told {
        act,
        subject: login.map(ToOwned::to_owned),
        after: address.map(|address| Node::table([("address", Node::text(address))])),
        ..Told::default()
    }
}
