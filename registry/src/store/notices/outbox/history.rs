//! What became of digests, for as long as they are kept.

use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;

use super::rows::{COLUMNS, message};
use crate::act::{Act, instant};
use crate::notices::{Asked, CLAIM, HISTORY_PAGE, History, KEPT, Place};
use crate::store::audit::{self, Told};
use crate::store::{Store, StoreError};

/// One that was refused is sent again until another tells what it was to tell.
const RESEND: &str = "UPDATE notice_message \
    SET state = 'queued', next_at = $1, n_attempts = 0, failure = NULL, answer = NULL, said = NULL \
    WHERE id = $2 AND (state IN ('queued', 'sent') OR (state = 'failed' \
        AND EXISTS (SELECT 1 FROM notice_item WHERE message = notice_message.id))) \
    AND (claimed_until IS NULL OR claimed_until <= $1 OR claimed_until > $3) \
    RETURNING recipient_name";
const TELL_AGAIN: &str = "UPDATE notice_item SET told = 2 WHERE message = $1 AND told = 1";
const RECIPIENTS: &str = "SELECT recipient, MAX(recipient_name) FROM notice_message \
    GROUP BY recipient ORDER BY MAX(recipient_name), recipient";
/// Mail is one channel, whatever its addresses are.
const CHANNELS: &str = "SELECT channel, MAX(channel_name) FROM notice_message \
    GROUP BY channel ORDER BY MAX(channel_name), channel";
/// What is no longer kept: the oldest of it, so that nobody waits long for the writer.
const OLD: &str = "SELECT id FROM notice_message WHERE state <> 'queued' AND planned_at < $1 \
    AND (tried_at IS NULL OR tried_at < $1) ORDER BY planned_at, id LIMIT 1000";
const REMEMBER: &str = "INSERT INTO notice_told (recipient, channel, subject, last_day, stage) \
    SELECT i.recipient, i.channel, i.subject, i.last_day, MIN(i.stage) FROM notice_item i \
    JOIN notice_recipient r ON r.id = i.recipient WHERE i.told > 0 AND i.message IN (OLD) \
    GROUP BY i.recipient, i.channel, i.subject, i.last_day \
    ON CONFLICT (recipient, channel, subject, last_day) DO UPDATE SET stage = excluded.stage \
    WHERE excluded.stage < notice_told.stage";
const REMOVE: &str = "DELETE FROM notice_message WHERE id IN (OLD)";

impl Store {
    /// Puts a digest into the queue once more; `false` if there is none that could be.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn resend_notice(&self, act: &Act, id: &str) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let resend = sqlx::query_scalar(RESEND)
            .bind(instant(act.at))
            .bind(id.to_owned())
            .bind(instant(act.at + CLAIM));
        let name: Option<String> = resend.fetch_optional(tx.connection()).await?;
        let Some(subject) = name else {
            return Ok(false);
        };
        let again = sqlx::query(TELL_AGAIN).bind(id.to_owned());
        again.execute(tx.connection()).await?;
        let told = Told {
            act: "notice.resend",
            subject: Some(subject),
            ..Told::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// A page of the digests that are asked for, the newest first, and what can be asked for.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_history(&self, asked: &Asked) -> Result<History, StoreError> {
        let (terms, texts) = terms(asked);
        let more = HISTORY_PAGE + 1;
        let statement = format!(
            "SELECT {COLUMNS} FROM notice_message WHERE {terms} \
             ORDER BY day DESC, id DESC LIMIT {more}"
        );
        let mut query = sqlx::query(AssertSqlSafe(statement));
        for text in texts {
            query = query.bind(text);
        }
        let mut tx = self.db.begin_read().await?;
        let rows = query.fetch_all(&mut *tx).await?;
        let recipients = sqlx::query_as(RECIPIENTS).fetch_all(&mut *tx).await?;
        let channels = sqlx::query_as(CHANNELS).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        let has_more = rows.len() > HISTORY_PAGE;
        let read = rows.iter().take(HISTORY_PAGE).map(message);
        let messages = read.collect::<Result<Vec<_>, _>>()?;
        let last = messages.last().filter(|_| has_more);
        let next = last.map(|message| Place {
            day: message.day,
            id: message.id.clone(),
        });
        Ok(History {
            messages,
            next,
            recipients,
            channels,
        })
    }

    /// Removes digests that were last tried longer ago than they are kept, but what keeps anybody from
    /// being told of the same again; how many, at most a thousand at once.
    ///
    /// # Errors
    /// A database that failed; then nothing is removed.
    pub(crate) async fn prune_notices(&self, at: DateTime<Utc>) -> Result<u64, StoreError> {
        let before = instant(at - KEPT);
        let mut tx = self.db.begin_note().await?;
        let mut n_removed = 0;
        for statement in [REMEMBER, REMOVE] {
            let statement = AssertSqlSafe(statement.replace("OLD", OLD));
            let done = sqlx::query(statement).bind(before.clone());
            n_removed = done.execute(tx.connection()).await?.rows_affected();
        }
        tx.commit().await?;
        Ok(n_removed)
    }
}

/// The terms of what is asked for, with the texts they compare with.
fn terms(asked: &Asked) -> (String, Vec<String>) {
    let (mut terms, mut texts) = (vec!["1 = 1".to_owned()], Vec::new());
    let state = asked.state.map(|state| state.word().to_owned());
    for (column, text) in [
        ("recipient", asked.recipient.clone()),
        ("channel", asked.channel.clone()),
        ("state", state),
    ] {
        if let Some(text) = text {
            texts.push(text);
            terms.push(format!("{column} = ${}", texts.len()));
        }
    }
    if let Some(Place { day, id }) = &asked.below {
        texts.push(day.to_string());
        texts.push(id.clone());
        let (day, id) = (texts.len() - 1, texts.len());
        terms.push(format!("(day < ${day} OR (day = ${day} AND id < ${id}))"));
    }
    (terms.join(" AND "), texts)
}
