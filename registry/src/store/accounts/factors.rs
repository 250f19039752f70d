//! The second step of signing in: seeds, codes for those who lost the device, and who is halfway in.

use sqlx::{AnyConnection, Row as _};

use super::super::Store;
use super::super::audit;
use super::super::db::Tx;
use super::super::error::StoreError;
use super::sessions;
use crate::accounts::password::Hash;
use crate::act::Act;

const SELECT: &str = "SELECT seed, confirmed, last_step FROM second_factor WHERE account = $1";
const N_CODES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM recovery_code WHERE account = $1";
const PUT: &str = "INSERT INTO second_factor (account, seed) VALUES ($1, $2) \
    ON CONFLICT (account) DO UPDATE SET seed = excluded.seed \
    WHERE second_factor.confirmed IS NULL";
const CONFIRM: &str = "UPDATE second_factor SET confirmed = $1, last_step = $2 \
    WHERE account = $3 AND seed = $4 AND confirmed IS NULL";
const USE_STEP: &str = "UPDATE second_factor SET last_step = $1 \
    WHERE account = $2 AND confirmed IS NOT NULL AND last_step < $1";
const DROP: &str = "DELETE FROM second_factor WHERE account = $1";
const DROP_CODES: &str = "DELETE FROM recovery_code WHERE account = $1";
const PUT_CODE: &str = "INSERT INTO recovery_code (code_hash, account) VALUES ($1, $2)";
const USE_CODE: &str = "DELETE FROM recovery_code WHERE account = $1 AND code_hash = $2";
const PUT_HALF: &str = "INSERT INTO half_sign_in (token_hash, account, login_hash, expires) \
    VALUES ($1, $2, $3, $4)";
const SELECT_HALF: &str =
    "SELECT account, login_hash FROM half_sign_in WHERE token_hash = $1 AND expires > $2";
const DROP_HALF: &str = "DELETE FROM half_sign_in WHERE token_hash = $1";
const DROP_OLD_HALVES: &str = "DELETE FROM half_sign_in WHERE expires <= $1";
pub(super) const DROP_HALVES: &str = "DELETE FROM half_sign_in WHERE account = $1";

/// A second step as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct FactorRow {
    /// The sealed seed.
    pub(crate) seed: String,
    /// Since when it is asked for; `None` while it waits for its first code.
    pub(crate) confirmed: Option<String>,
    /// The step whose code was last used.
    pub(crate) last_step: i64,
    /// How many codes are left for those who lost the device.
    pub(crate) n_codes: i64,
}

/// Who has given the right password and not yet the code.
#[derive(Clone, Debug)]
pub(crate) struct HalfRow {
    /// The hash of the token.
    pub(crate) token_hash: String,
    /// Whose password it was.
    pub(crate) account: String,
    /// The hash of the login, by which attempts are counted.
    pub(crate) login_hash: String,
    /// When it ends.
    pub(crate) expires: String,
    /// The password that was given, as it was kept when it was compared.
    pub(crate) password: Hash,
}

/// What was shown beside the password. It is used up in the transaction in which a session begins.
#[derive(Clone, Debug)]
pub(crate) struct Second {
    /// The hash of the token of who is halfway in.
    pub(crate) half: String,
    /// What was shown.
    pub(crate) shown: Shown,
}

/// A code as it was recognised.
#[derive(Clone, Debug)]
pub(crate) enum Shown {
    /// That of a step.
    Step(i64),
    /// One for those who lost the device, by its hash.
    Recovery(String),
}

impl Second {
    pub(super) const fn is_recovery(&self) -> bool {
        matches!(self.shown, Shown::Recovery(_))
    }
}

impl Store {
    /// The second step of an account.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn factor(&self, account: &str) -> Result<Option<FactorRow>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let row = sqlx::query(SELECT).bind(account.to_owned());
        let row = row.fetch_optional(&mut *tx).await?;
        let n_codes = sqlx::query_scalar(N_CODES).bind(account.to_owned());
        let n_codes: i64 = n_codes.fetch_one(&mut *tx).await?;
        tx.commit().await?;
        let read = |row: sqlx::any::AnyRow| {
            Ok(FactorRow {
                seed: row.try_get(0)?,
                confirmed: row.try_get(1)?,
                last_step: row.try_get(2)?,
                n_codes,
            })
        };
        row.map(read).transpose()
    }

    /// Keeps a seed that waits for its first code, in place of another that waits; whether it did.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn put_seed(&self, account: &str, seed: &str) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let put = sqlx::query(PUT)
            .bind(account.to_owned())
            .bind(seed.to_owned());
        let put = put.execute(tx.connection()).await?.rows_affected() > 0;
        tx.commit().await?;
        Ok(put)
    }

    /// Switches a second step on; whether the seed was still waiting.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn confirm_seed(
        &self,
        act: &Act,
        (account, login): (&str, &str),
        (seed, step, at): (&str, i64, &str),
        codes: &[String],
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let confirm = sqlx::query(CONFIRM)
            .bind(at.to_owned())
            .bind(step)
            .bind(account.to_owned())
            .bind(seed.to_owned());
        if confirm.execute(tx.connection()).await?.rows_affected() == 0 {
            return Ok(false);
        }
        run(DROP_CODES, account, tx.connection()).await?;
        for code in codes {
            let put = sqlx::query(PUT_CODE)
                .bind(code.clone())
                .bind(account.to_owned());
            put.execute(tx.connection()).await?;
        }
        let told = sessions::told("account.second-step-on", Some(login), None);
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Switches a second step off, whether or not it was confirmed, and ends the sessions of the
    /// account but for the one of an id.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn drop_seed(
        &self,
        (act, name): (&Act, &'static str),
        (account, login): (&str, &str),
        spared: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        run(DROP, account, tx.connection()).await?;
        run(DROP_CODES, account, tx.connection()).await?;
        sessions::end_all(account, spared, tx.connection()).await?;
        let told = sessions::told(name, Some(login), None);
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Keeps who is halfway in, and forgets those whose time is over; `false` if the password lets in
    /// no more.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn put_half(&self, half: &HalfRow, at: &str) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let kept = Some(&half.password);
        if !sessions::still_lets_in(&half.account, kept, tx.connection()).await? {
            return Ok(false);
        }
        run(DROP_OLD_HALVES, at, tx.connection()).await?;
        let put = sqlx::query(PUT_HALF)
            .bind(half.token_hash.clone())
            .bind(half.account.clone())
            .bind(half.login_hash.clone())
            .bind(half.expires.clone());
        put.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Who is halfway in with a token: the account, and the hash by which attempts are counted.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn half(
        &self,
        token_hash: &str,
        at: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let half = sqlx::query_as(SELECT_HALF)
            .bind(token_hash.to_owned())
            .bind(at.to_owned());
        let half = half.fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        Ok(half)
    }
}

/// Uses up what was shown beside the password; whether it could be. Neither a code nor the way in is
/// good for a second session, also when two ask at once.
pub(super) async fn use_up(
    account: &str,
    second: &Second,
    tx: &mut Tx,
) -> Result<bool, StoreError> {
    if run(DROP_HALF, &second.half, tx.connection()).await? == 0 {
        return Ok(false);
    }
    let used = match &second.shown {
        Shown::Step(step) => sqlx::query(USE_STEP).bind(*step).bind(account.to_owned()),
        Shown::Recovery(hash) => sqlx::query(USE_CODE)
            .bind(account.to_owned())
            .bind(hash.clone()),
    };
    Ok(used.execute(tx.connection()).await?.rows_affected() == 1)
}

async fn run(
    statement: &'static str,
    value: &str,
    connection: &mut AnyConnection,
) -> Result<u64, StoreError> {
    let query = sqlx::query(statement).bind(value.to_owned());
    Ok(query.execute(connection).await?.rows_affected())
}
