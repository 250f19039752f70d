//! What is sealed, whatever it is, for the change of keys. It is opened and sealed elsewhere.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use super::Store;
use super::error::StoreError;
use super::identities::{IdentityRow, Sealed};
use crate::keys::key_of;

/// The tables of identity numbers.
const NUMBERS: [&str; 2] = ["identity_number", "identity_number_before"];
const SEEDS: &str = "SELECT account, seed FROM second_factor \
    WHERE account > $1 AND substr(seed, 1, length($2)) <> $2 ORDER BY account LIMIT $3";
const SEED: &str = "UPDATE second_factor SET seed = $1 WHERE account = $2 AND seed = $3";
const ROBOTS: &str = "SELECT id, sealed FROM notice_robot \
    WHERE id > $1 AND substr(sealed, 1, length($2)) <> $2 ORDER BY id LIMIT $3";
const ROBOT: &str = "UPDATE notice_robot SET sealed = $1 WHERE id = $2 AND sealed = $3";
/// Everything that is sealed, as far as the id of its key can reach.
const SEALED: [&str; 4] = [
    "SELECT substr(seed, 1, 64) FROM second_factor",
    "SELECT substr(sealed, 1, 64) FROM identity_number",
    "SELECT substr(sealed, 1, 64) FROM identity_number_before WHERE sealed IS NOT NULL",
    "SELECT substr(sealed, 1, 64) FROM notice_robot",
];

/// Where identity numbers lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Those that are kept.
    Present,
    /// Those that a batch put others in place of.
    Replaced,
}

/// What else is sealed, one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Secrets {
    /// Seeds of second steps, by account.
    Seeds,
    /// Addresses and secrets of robots, by the robot's id.
    Robots,
}

impl Secrets {
    const fn select(self) -> &'static str {
        match self {
            Self::Seeds => SEEDS,
            Self::Robots => ROBOTS,
        }
    }

    const fn update(self) -> &'static str {
        match self {
            Self::Seeds => SEED,
            Self::Robots => ROBOT,
        }
    }
}

impl Numbers {
    const fn table(self) -> &'static str {
        let [present, replaced] = NUMBERS;
        match self {
            Self::Present => present,
            Self::Replaced => replaced,
        }
    }
}

impl Store {
    /// Identity numbers that are sealed by another key than the one of an id, in the order of the
    /// staff numbers, from after one of them.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn numbers_under_others(
        &self,
        of: Numbers,
        key: &str,
        after: &str,
        at_most: i64,
    ) -> Result<Vec<IdentityRow>, StoreError> {
        let statement = format!(
            "SELECT staff, sealed, fingerprint FROM {} WHERE staff > $1 \
             AND substr(sealed, 1, length($2)) <> $2 ORDER BY staff LIMIT $3",
            of.table()
        );
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query_as(AssertSqlSafe(statement))
            .bind(after.to_owned())
            .bind(format!("{key}:"))
            .bind(at_most);
        let rows: Vec<(String, String, String)> = rows.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        let row = |(staff, sealed, fingerprint)| IdentityRow {
            staff,
            sealed,
            fingerprint,
        };
        Ok(rows.into_iter().map(row).collect())
    }

    /// Puts identity numbers in the place of what was read, where that still stands; how many.
    ///
    /// # Errors
    /// A database that failed; then nothing was written.
    pub(crate) async fn reseal_numbers(
        &self,
        of: Numbers,
        resealed: &[(IdentityRow, Sealed)],
    ) -> Result<u64, StoreError> {
        let statement = format!(
            "UPDATE {} SET sealed = $1, fingerprint = $2 WHERE staff = $3 AND sealed = $4",
            of.table()
        );
        let (mut tx, mut n_written) = (self.db.begin_note().await?, 0);
        for (row, new) in resealed {
            let query = sqlx::query(AssertSqlSafe(statement.clone()))
                .bind(new.text.clone())
                .bind(new.fingerprint.clone())
                .bind(row.staff.clone())
                .bind(row.sealed.clone());
            n_written += query.execute(tx.connection()).await?.rows_affected();
        }
        tx.commit().await?;
        Ok(n_written)
    }

    /// The same of other secrets: whose they are and what is sealed.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn secrets_under_others(
        &self,
        of: Secrets,
        key: &str,
        after: &str,
        at_most: i64,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query_as(of.select())
            .bind(after.to_owned())
            .bind(format!("{key}:"))
            .bind(at_most);
        let rows = rows.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        Ok(rows)
    }

    /// Puts a secret in the place of the one that was read, where that still stands; whether it did.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn reseal_secret(
        &self,
        of: Secrets,
        id: &str,
        was: &str,
        new: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let query = sqlx::query(of.update())
            .bind(new.to_owned())
            .bind(id.to_owned())
            .bind(was.to_owned());
        let is_written = query.execute(tx.connection()).await?.rows_affected() == 1;
        tx.commit().await?;
        Ok(is_written)
    }

    /// The ids of the keys that anything is sealed with.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn keys_in_use(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.n_sealed().await?.into_keys().collect())
    }

    /// How much is sealed by each key, by the ids of the keys.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn n_sealed(&self) -> Result<BTreeMap<String, i64>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let mut found = BTreeMap::new();
        for sealed in SEALED {
            let sealed: Vec<String> = sqlx::query_scalar(sealed).fetch_all(&mut *tx).await?;
            for sealed in &sealed {
                *found.entry(key_of(sealed)).or_default() += 1;
            }
        }
        tx.commit().await?;
        Ok(found)
    }
}
