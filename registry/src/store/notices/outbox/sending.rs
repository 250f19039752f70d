//! Letting digests leave, one by one.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{AnyConnection, AssertSqlSafe};

use super::rows::{COLUMNS, items, message, put};
use crate::act::instant;
use crate::notices::{
    CLAIM, Channel, LONGEST_PAUSE, MOST_A_MINUTE, MOST_A_SECOND, Message, MessageState, Refusal,
    RobotKind, Warned, number,
};
use crate::store::{Store, StoreError};

const ITEMS: &str = "SELECT subject, last_day, stage FROM notice_item WHERE message = $1";
const AGAIN: &str =
    "SELECT subject, last_day, stage FROM notice_item WHERE message = $1 AND told = 2";
const REMOVE_ITEMS: &str = "DELETE FROM notice_item WHERE message = $1 AND told = 0";
const TOLD_ALL: &str = "UPDATE notice_item SET told = 1 WHERE message = $1";
const TOLD_ONE: &str = "UPDATE notice_item SET told = 1 \
    WHERE message = $1 AND subject = $2 AND last_day = $3 AND stage = $4";
const CHANNELS: &str =
    "SELECT DISTINCT channel FROM notice_message WHERE state = 'queued' ORDER BY channel";
const RECENT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM notice_message \
    WHERE channel = $1 AND tried_at > $2 AND tried_at <= $3";
const KIND: &str = "SELECT kind FROM notice_robot WHERE id = $1";
const NEXT: &str = "SELECT id FROM notice_message WHERE channel = $1 AND state = 'queued' \
    AND (next_at <= $2 OR next_at > $3) \
    AND (claimed_until IS NULL OR claimed_until <= $2 OR claimed_until > $4) \
    ORDER BY planned_at, id LIMIT 1";
const CLAIM_ONE: &str = "UPDATE notice_message \
    SET claimed_until = $1, tried_at = $2, n_attempts = n_attempts + 1 WHERE id = $3";
const DROP: &str = "UPDATE notice_message SET claimed_until = NULL, \
    state = CASE WHEN sent_at IS NULL THEN 'dropped' ELSE 'sent' END \
    WHERE id = $1 AND state = 'queued'";
/// What went before in parts stays.
const SENT: &str = "UPDATE notice_message SET state = $1, sent_at = $2, title = $3, \
    said = COALESCE(said, '') || $4, failure = NULL, answer = NULL, claimed_until = NULL, \
    n_attempts = 0, next_at = $5 WHERE id = $6";
const FAILED: &str = "UPDATE notice_message SET state = $1, failure = $2, answer = $3, \
    next_at = $4, claimed_until = NULL WHERE id = $5 AND state = 'queued'";
/// What waits for the same channel waits as long.
const PAUSE_CHANNEL: &str = "UPDATE notice_message SET next_at = $1 WHERE state = 'queued' \
    AND next_at < $2 AND channel = (SELECT channel FROM notice_message WHERE id = $3)";

impl Store {
    /// The channels through which something is to be sent.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_channels(&self) -> Result<Vec<String>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let channels = sqlx::query_scalar(CHANNELS).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        Ok(channels)
    }

    /// Takes the next digest of a channel to send it, with what it is to tell; `None` if there is none,
    /// or the robot was asked often enough within the last minute or second.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn claim_notice(
        &self,
        channel: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<(Message, Vec<Warned>)>, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let (now, until) = (instant(at), instant(at + CLAIM));
        if channel != Channel::MAIL && asked_enough(channel, at, tx.connection()).await? {
            return Ok(None);
        }
        let next = sqlx::query_scalar(NEXT)
            .bind(channel.to_owned())
            .bind(now.clone())
            .bind(instant(at + LONGEST_PAUSE))
            .bind(until.clone());
        let Some(id): Option<String> = next.fetch_optional(tx.connection()).await? else {
            return Ok(None);
        };
        let claim = sqlx::query(CLAIM_ONE)
            .bind(until)
            .bind(now)
            .bind(id.clone());
        claim.execute(tx.connection()).await?;
        let statement = format!("SELECT {COLUMNS} FROM notice_message WHERE id = $1");
        let row = sqlx::query(AssertSqlSafe(statement)).bind(id.clone());
        let message = message(&row.fetch_one(tx.connection()).await?)?;
        let items = items(sqlx::query_as(ITEMS).bind(id), tx.connection()).await?;
        tx.commit().await?;
        Ok(Some((message, items)))
    }

    /// Lets a digest tell exactly this, but for what was told meanwhile, otherwise or by an earlier part
    /// of it; what it then tells. One that tells nothing is dropped. One that is sent again may say again
    /// what it said, and what it said stays told, whatever it says now.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn settle_notice(
        &self,
        of: &Message,
        items: &[Warned],
    ) -> Result<Vec<Warned>, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let remove = sqlx::query(REMOVE_ITEMS).bind(of.id.clone());
        remove.execute(tx.connection()).await?;
        let again = sqlx::query_as(AGAIN).bind(of.id.clone());
        let said = self::items(again, tx.connection()).await?;
        let recipient = (&*of.recipient, &*of.channel);
        let new = put(&of.id, recipient, items, tx.connection()).await?;
        let is_told = |item: &&Warned| said.contains(item) || new.contains(item);
        let tells: Vec<_> = items.iter().filter(is_told).cloned().collect();
        if tells.is_empty() {
            let drop = sqlx::query(DROP).bind(of.id.clone());
            drop.execute(tx.connection()).await?;
            let told = sqlx::query(TOLD_ALL).bind(of.id.clone());
            told.execute(tx.connection()).await?;
        }
        tx.commit().await?;
        Ok(tells)
    }

    /// Notes that a digest was taken by the other side, and what it said: the rest of it, or, where
    /// `part` says what was named, a part of it, and when the next one may leave.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_sent(
        &self,
        id: &str,
        at: DateTime<Utc>,
        (title, said): (&str, &str),
        part: Option<(&[Warned], DateTime<Utc>)>,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let next = part.map_or(at, |(_, next)| next);
        let state = match part {
            None => {
                let told = sqlx::query(TOLD_ALL).bind(id.to_owned());
                told.execute(tx.connection()).await?;
                MessageState::Sent
            }
            Some((named, _)) => {
                for item in named {
                    let told = sqlx::query(TOLD_ONE)
                        .bind(id.to_owned())
                        .bind(item.subject.key.clone())
                        .bind(item.subject.last.to_string())
                        .bind(number(item.stage));
                    told.execute(tx.connection()).await?;
                }
                MessageState::Queued
            }
        };
        let sent = sqlx::query(SENT)
            .bind(state.word())
            .bind(instant(at))
            .bind(title.to_owned())
            .bind(said.to_owned())
            .bind(instant(next))
            .bind(id.to_owned());
        sent.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes that a digest did not leave, why, and when it is tried again; one that was refused for good
    /// is not. Where the next one through the channel would fail in the same way, none is tried before
    /// then: a server that is asked in vain for each of many would lock the account out.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_failed(
        &self,
        id: &str,
        Refusal { failure, answer }: &Refusal,
        next: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let state = if failure.is_final() {
            MessageState::Failed
        } else {
            MessageState::Queued
        };
        let mut tx = self.db.begin_note().await?;
        let failed = sqlx::query(FAILED)
            .bind(state.word())
            .bind(failure.stored())
            .bind(answer.clone())
            .bind(instant(next))
            .bind(id.to_owned());
        failed.execute(tx.connection()).await?;
        if failure.is_of_channel() {
            let next = instant(next);
            let pause = sqlx::query(PAUSE_CHANNEL)
                .bind(next.clone())
                .bind(next)
                .bind(id.to_owned());
            pause.execute(tx.connection()).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// Whether a robot was given as many messages lately as its kind takes.
async fn asked_enough(
    robot: &str,
    at: DateTime<Utc>,
    connection: &mut AnyConnection,
) -> Result<bool, StoreError> {
    let kind = sqlx::query_scalar(KIND).bind(robot.to_owned());
    let kind: Option<String> = kind.fetch_optional(&mut *connection).await?;
    let is_feishu = kind.as_deref().and_then(RobotKind::from_word) == Some(RobotKind::Feishu);
    let a_second = is_feishu.then_some((TimeDelta::seconds(1), MOST_A_SECOND));
    let a_minute = Some((TimeDelta::minutes(1), MOST_A_MINUTE));
    for (span, most) in [a_second, a_minute].into_iter().flatten() {
        let recent = sqlx::query_scalar(RECENT)
            .bind(robot.to_owned())
            .bind(instant(at - span))
            .bind(instant(at));
        let n_recent: i64 = recent.fetch_one(&mut *connection).await?;
        if n_recent >= most {
            return Ok(true);
        }
    }
    Ok(false)
}
