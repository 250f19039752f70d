//! Sealed identity numbers. What is sealed here is opened elsewhere.

use eligibility::file::Node;
use sqlx::AnyConnection;

use super::Store;
use super::audit::{self, Told};
use super::error::StoreError;
use crate::act::Act;

const ALL: &str = "SELECT staff, sealed, fingerprint FROM identity_number ORDER BY staff";
const EQUAL: &str = "SELECT staff FROM identity_number WHERE fingerprint = $1 ORDER BY staff";
const ONE: &str = "SELECT staff, sealed, fingerprint FROM identity_number WHERE staff = $1";
const PUT: &str = "INSERT INTO identity_number (staff, sealed, fingerprint) VALUES ($1, $2, $3) \
    ON CONFLICT (staff) DO UPDATE SET sealed = excluded.sealed, fingerprint = excluded.fingerprint";
const DELETE: &str = "DELETE FROM identity_number WHERE staff = $1";
/// What a batch put others in place of.
const REPLACED: &str = "SELECT staff, sealed, fingerprint FROM identity_number_before \
    WHERE batch = $1 ORDER BY staff";
const KEEP: &str = "INSERT INTO identity_number_before (staff, batch, sealed, fingerprint) \
    VALUES ($1, $2, $3, $4)";
const FORGET: &str = "DELETE FROM identity_number_before WHERE staff = $1";

/// A number as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdentityRow {
    /// Whose it is.
    pub(crate) staff: String,
    /// The number, sealed.
    pub(crate) sealed: String,
    /// Equal for equal numbers.
    pub(crate) fingerprint: String,
}

/// What somebody's number is to be.
#[derive(Clone, Debug)]
pub(crate) struct NewIdentity {
    pub(crate) staff: String,
    /// The number; `None` to keep none any more.
    pub(crate) sealed: Option<Sealed>,
    /// What the audit log keeps of it; `None` where that cannot be told.
    pub(crate) masked: Option<String>,
}

/// A number that is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sealed {
    /// The number, sealed.
    pub(crate) text: String,
    /// Equal for equal numbers.
    pub(crate) fingerprint: String,
}

impl Store {
    /// All numbers, by staff number.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn identities(&self) -> Result<Vec<IdentityRow>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query_as(ALL).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        Ok(rows.into_iter().map(row).collect())
    }

    /// The staff numbers of those whose numbers have one of some fingerprints.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn equal_identities(
        &self,
        fingerprints: &[String],
    ) -> Result<Vec<String>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let mut found: Vec<String> = Vec::new();
        for fingerprint in fingerprints {
            let equal = sqlx::query_scalar(EQUAL).bind(fingerprint.clone());
            let equal: Vec<String> = equal.fetch_all(&mut *tx).await?;
            found.extend(equal);
        }
        tx.commit().await?;
        Ok(found)
    }

    /// The numbers that there were before a batch, as they are to be put back.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn replaced_identities(
        &self,
        batch: &str,
    ) -> Result<Vec<(String, Option<Sealed>)>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query_as(REPLACED).bind(batch.to_owned());
        let rows: Vec<(String, Option<String>, Option<String>)> = rows.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        let one = |(staff, text, fingerprint): (_, Option<String>, Option<String>)| {
            let sealed = text.zip(fingerprint);
            let sealed = sealed.map(|(text, fingerprint)| Sealed { text, fingerprint });
            (staff, sealed)
        };
        Ok(rows.into_iter().map(one).collect())
    }

    /// Somebody's number.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn identity(&self, staff: &str) -> Result<Option<IdentityRow>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let found = sqlx::query_as(ONE).bind(staff.to_owned());
        let found = found.fetch_optional(&mut *tx).await?;
        tx.commit().await?;
        Ok(found.map(row))
    }

    /// Keeps numbers, each in place of any before.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn set_identities(
        &self,
        act: &Act,
        new: &[NewIdentity],
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let told = put(new, act.batch.as_deref(), tx.connection()).await?;
        audit::tell(&mut tx, act, told).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Removes a number; whether there was one.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn clear_identity(&self, act: &Act, staff: &str) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let query = sqlx::query(DELETE).bind(staff.to_owned());
        if query.execute(tx.connection()).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let forget = sqlx::query(FORGET).bind(staff.to_owned());
        forget.execute(tx.connection()).await?;
        let told = told("identity.clear", staff, None);
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Notes that a number is shown whole.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn note_revealed(
        &self,
        act: &Act,
        staff: &str,
        masked: &str,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let told = told("identity.reveal", staff, Some(masked));
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Makes numbers what they are to be; what is to be told of them. What a batch puts others in place of
/// stays until something else becomes of the number.
pub(super) async fn put<'n>(
    new: impl IntoIterator<Item = &'n NewIdentity>,
    batch: Option<&str>,
    connection: &mut AnyConnection,
) -> Result<Vec<Told>, StoreError> {
    let mut all = Vec::new();
    for one in new {
        let before = sqlx::query_as(ONE).bind(one.staff.clone());
        let before: Option<(String, String, String)> =
            before.fetch_optional(&mut *connection).await?;
        let act = match &one.sealed {
            Some(sealed) => {
                let query = sqlx::query(PUT)
                    .bind(one.staff.clone())
                    .bind(sealed.text.clone())
                    .bind(sealed.fingerprint.clone());
                query.execute(&mut *connection).await?;
                "identity.set"
            }
            // Who is not there any more has no number either.
            None if before.is_none() => continue,
            None => {
                let query = sqlx::query(DELETE).bind(one.staff.clone());
                query.execute(&mut *connection).await?;
                "identity.clear"
            }
        };
        let forget = sqlx::query(FORGET).bind(one.staff.clone());
        forget.execute(&mut *connection).await?;
        if let Some(batch) = batch {
            let (sealed, fingerprint) = before.map(|(_, sealed, print)| (sealed, print)).unzip();
            let keep = sqlx::query(KEEP)
                .bind(one.staff.clone())
                .bind(batch.to_owned())
                .bind(sealed)
                .bind(fingerprint);
            keep.execute(&mut *connection).await?;
        }
        all.push(told(act, &one.staff, one.masked.as_deref()));
    }
    Ok(all)
}

fn row((staff, sealed, fingerprint): (String, String, String)) -> IdentityRow {
    IdentityRow {
        staff,
        sealed,
        fingerprint,
    }
}

fn told(act: &'static str, staff: &str, masked: Option<&str>) -> Told {
    Told {
        act,
        subject: Some(staff.to_owned()),
        after: masked.map(|masked| Node::table([("number", Node::text(masked))])),
        ..Told::default()
    }
}
