//! What is the same of all that opens something to programs: that it is used, and that it is taken back.

use super::super::Store;
use super::super::audit::{self, Told};
use super::super::error::StoreError;
use crate::act::Act;

/// What opens something to a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The address of a calendar.
    Feed,
    /// A token for the interface.
    ApiToken,
}

impl Opening {
    const fn remove(self) -> (&'static str, &'static str) {
        match self {
            Self::Feed => (
                "feed.remove",
                "DELETE FROM feed WHERE account = $1 AND id = $2",
            ),
            Self::ApiToken => (
                "api-token.remove",
                "DELETE FROM api_token WHERE account = $1 AND id = $2",
            ),
        }
    }

    const fn touch(self) -> &'static str {
        match self {
            Self::Feed => {
                "UPDATE feed SET last_used = $1 \
                 WHERE id = $2 AND (last_used IS NULL OR last_used <= $3)"
            }
            Self::ApiToken => {
                "UPDATE api_token SET last_used = $1 \
                 WHERE id = $2 AND (last_used IS NULL OR last_used <= $3)"
            }
        }
    }
}

impl Store {
    /// Takes an own one back; whether there is such a one.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn remove_opening(
        &self,
        act: &Act,
        of: Opening,
        id: &str,
    ) -> Result<bool, StoreError> {
        let (name, remove) = of.remove();
        let query = sqlx::query(remove)
            .bind(act.by.id.clone())
            .bind(id.to_owned());
        self.change_opening(act, name, query).await
    }

    /// Notes that one was used, unless that was noted after an instant.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn touch_opening(
        &self,
        of: Opening,
        id: &str,
        (at, noted_before): (&str, &str),
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let query = sqlx::query(of.touch())
            .bind(at.to_owned())
            .bind(id.to_owned())
            .bind(noted_before.to_owned());
        query.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Changes one with its entry in the log; whether there is such a one.
    pub(super) async fn change_opening(
        &self,
        act: &Act,
        name: &'static str,
        query: sqlx::query::Query<'_, sqlx::Any, sqlx::any::AnyArguments>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let is_there = query.execute(tx.connection()).await?.rows_affected() > 0;
        if is_there {
            let told = Told {
                act: name,
                ..Told::default()
            };
            audit::tell(&mut tx, act, vec![told]).await?;
        }
        tx.commit().await?;
        Ok(is_there)
    }
}
