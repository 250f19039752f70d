//! Sealed identity numbers. What is sealed here is opened elsewhere.

use eligibility::file::Node;
use sqlx::AnyConnection;

use super::Store;
use super::audit::{self, Told};
use super::error::StoreError;
use crate::act::Act;

const ALL: &str = "SELECT staff, sealed, fingerprint FROM identity_number ORDER BY staff";
/// Somebody's number and those that are equal.
const EQUAL: &str = "SELECT staff, sealed, fingerprint FROM identity_number WHERE fingerprint IN \
    (SELECT fingerprint FROM identity_number WHERE staff = $1) ORDER BY staff";
const ONE: &str = "SELECT staff, sealed, fingerprint FROM identity_number WHERE staff = $1";
const PUT: &str = "INSERT INTO identity_number (staff, sealed, fingerprint) VALUES ($1, $2, $3) \
    ON CONFLICT (staff) DO UPDATE SET sealed = excluded.sealed, fingerprint = excluded.fingerprint";
const DELETE: &str = "DELETE FROM identity_number WHERE staff = $1";

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

/// A number to be kept.
#[derive(Clone, Debug)]
pub(crate) struct NewIdentity {
    pub(crate) staff: String,
    pub(crate) sealed: String,
    pub(crate) fingerprint: String,
    /// What the audit log keeps of it.
    pub(crate) masked: String,
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

    /// Somebody's number and those of others that are equal.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn equal_identities(
        &self,
        staff: &str,
    ) -> Result<Vec<IdentityRow>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query_as(EQUAL).bind(staff.to_owned());
        let rows = rows.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        Ok(rows.into_iter().map(row).collect())
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
        let told = put(new, tx.connection()).await?;
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

/// Keeps numbers; what is to be told of them.
pub(super) async fn put(
    new: &[NewIdentity],
    connection: &mut AnyConnection,
) -> Result<Vec<Told>, StoreError> {
    let mut all = Vec::new();
    for one in new {
        let query = sqlx::query(PUT)
            .bind(one.staff.clone())
            .bind(one.sealed.clone())
            .bind(one.fingerprint.clone());
        query.execute(&mut *connection).await?;
        all.push(told("identity.set", &one.staff, Some(&one.masked)));
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
