//! The outbox: digests that are to be sent, and what became of them.
//!
//! # Invariants
//! - A digest is made, claimed, settled and noted in transactions that come one after the other, on
//!   both engines; none is open while anybody waits for the other side of a network.
//! - An instant that lies further ahead than anybody may set one counts as past: the clock was set
//!   back since.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use eligibility::day::Day;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::super::Store;
use super::super::audit::{self, Told as ToldOf};
use super::super::error::StoreError;
use super::decode;
use crate::act::{Act, instant};
use crate::notices::{
    CLAIM, Channel, Failure, LEASE, LONGEST_PAUSE, Listed, MOST_A_MINUTE, Message, MessageState,
    Subject, Told, Warned, from_number, is_next, key, number, plan,
};

const JOB: &str = "notices";
const BEGIN: &str = "INSERT INTO job_run (job, day, holder, until) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (job, day) DO UPDATE SET holder = excluded.holder, until = excluded.until \
    WHERE job_run.done IS NULL AND (job_run.until <= $5 OR job_run.until > $6 \
        OR job_run.holder = excluded.holder)";
const DONE: &str = "UPDATE job_run SET done = $1 \
    WHERE job = $2 AND day = $3 AND holder = $4 AND done IS NULL";
const NEWEST: &str = "SELECT MAX(day) FROM notice_message WHERE recipient = $1 AND channel = $2";
const SUPERSEDE: &str = "UPDATE notice_message SET state = 'superseded', claimed_until = NULL \
    WHERE recipient = $1 AND channel = $2 AND state = 'queued' \
    AND (claimed_until IS NULL OR claimed_until <= $3 OR claimed_until > $4)";
const UNTELL: &str = "DELETE FROM notice_item WHERE message IN (SELECT id FROM notice_message \
    WHERE recipient = $1 AND channel = $2 AND state = 'superseded')";
const TOLD: &str =
    "SELECT subject, last_day, stage FROM notice_item WHERE recipient = $1 AND channel = $2";
const ADD: &str = "INSERT INTO notice_message (id, recipient, recipient_name, channel, \
    channel_name, day, state, planned_at, next_at, n_attempts) \
    VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $7, 0)";
const ADD_ITEM: &str = "INSERT INTO notice_item \
    (subject, last_day, stage, recipient, channel, message) VALUES ($1, $2, $3, $4, $5, $6) \
    ON CONFLICT DO NOTHING";
const ITEMS: &str = "SELECT subject, last_day, stage FROM notice_item WHERE message = $1";
const REMOVE_ITEMS: &str = "DELETE FROM notice_item WHERE message = $1";
const CHANNELS: &str =
    "SELECT DISTINCT channel FROM notice_message WHERE state = 'queued' ORDER BY channel";
const RECENT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM notice_message \
    WHERE channel = $1 AND tried_at > $2 AND tried_at <= $3";
const NEXT: &str = "SELECT id FROM notice_message WHERE channel = $1 AND state = 'queued' \
    AND (next_at <= $2 OR next_at > $3) \
    AND (claimed_until IS NULL OR claimed_until <= $2 OR claimed_until > $4) \
    ORDER BY planned_at, id LIMIT 1";
const CLAIM_ONE: &str = "UPDATE notice_message \
    SET claimed_until = $1, tried_at = $2, n_attempts = n_attempts + 1 WHERE id = $3";
const DROP: &str = "UPDATE notice_message SET state = 'dropped', claimed_until = NULL \
    WHERE id = $1 AND state = 'queued'";
const SENT: &str = "UPDATE notice_message SET state = 'sent', sent_at = $1, title = $2, said = $3, \
    failure = NULL, claimed_until = NULL WHERE id = $4";
const FAILED: &str = "UPDATE notice_message SET failure = $1, next_at = $2, claimed_until = NULL \
    WHERE id = $3 AND state = 'queued'";
const RESEND: &str = "UPDATE notice_message \
    SET state = 'queued', next_at = $1, n_attempts = 0, failure = NULL \
    WHERE id = $2 AND state IN ('queued', 'sent') \
    AND (claimed_until IS NULL OR claimed_until <= $1 OR claimed_until > $3) \
    RETURNING recipient_name";
const COLUMNS: &str = "SELECT id, recipient, recipient_name, channel, channel_name, day, state, \
    sent_at, next_at, n_attempts, failure, title, said, (SELECT CAST(COUNT(*) AS BIGINT) \
    FROM notice_item WHERE message = notice_message.id) FROM notice_message WHERE id = $1";
const ALL: &str = "SELECT id, recipient, recipient_name, channel, channel_name, day, state, \
    sent_at, next_at, n_attempts, failure, title, said, (SELECT CAST(COUNT(*) AS BIGINT) \
    FROM notice_item WHERE message = notice_message.id) FROM notice_message \
    ORDER BY day DESC, planned_at DESC, id LIMIT $1";

/// The digests of a day, as they are to be made.
#[derive(Clone, Debug)]
pub(crate) struct Planned<'p> {
    /// The day.
    pub(crate) on: Day,
    /// The instant.
    pub(crate) at: DateTime<Utc>,
    /// Which server makes them.
    pub(crate) holder: &'p str,
    /// Everybody, and what ends for them.
    pub(crate) lists: &'p [Listed],
    /// An id for each of those listed, and the name of the channel.
    pub(crate) new: &'p [NewNotice],
}

/// What a digest is to be called.
#[derive(Clone, Debug)]
pub(crate) struct NewNotice {
    /// What names it.
    pub(crate) id: String,
    /// The name of its channel.
    pub(crate) channel_name: String,
}

impl Store {
    /// Takes the making of a day's digests; `false` if it is done or another does it.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn begin_notices(
        &self,
        on: Day,
        at: DateTime<Utc>,
        holder: &str,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin_note().await?;
        let until = instant(at + LEASE);
        let begin = sqlx::query(BEGIN)
            .bind(JOB)
            .bind(on.to_string())
            .bind(holder.to_owned())
            .bind(until.clone())
            .bind(instant(at))
            .bind(until);
        let taken = begin.execute(tx.connection()).await?.rows_affected() > 0;
        tx.commit().await?;
        Ok(taken)
    }

    /// Makes the digests of a day, in place of those that wait; how many. `None` if another server has
    /// made them.
    ///
    /// # Errors
    /// A database that failed; then nothing was made.
    pub(crate) async fn plan_notices(
        &self,
        planned: Planned<'_>,
    ) -> Result<Option<usize>, StoreError> {
        let Planned { on, at, .. } = planned;
        let mut tx = self.db.begin_note().await?;
        let done = sqlx::query(DONE)
            .bind(instant(at))
            .bind(JOB)
            .bind(on.to_string())
            .bind(planned.holder.to_owned());
        if done.execute(tx.connection()).await?.rows_affected() == 0 {
            return Ok(None);
        }
        let mut outbox = BTreeMap::new();
        for Listed { recipient, .. } in planned.lists {
            let of = key(&recipient.id, &recipient.channel);
            let told = told((&of.0, &of.1), on, at, tx.connection()).await?;
            outbox.insert(of, told);
        }
        let digests = plan(on, planned.lists, &outbox);
        let n_digests = digests.len();
        for digest in digests {
            let mut lists = planned.lists.iter().zip(planned.new);
            let of = |(listed, _): &(&Listed, &NewNotice)| listed.recipient == *digest.recipient;
            let Some((_, new)) = lists.find(of) else {
                continue;
            };
            let recipient = digest.recipient;
            let add = sqlx::query(ADD)
                .bind(new.id.clone())
                .bind(recipient.id.clone())
                .bind(recipient.name.clone())
                .bind(recipient.channel.id().to_owned())
                .bind(new.channel_name.clone())
                .bind(on.to_string())
                .bind(instant(at));
            add.execute(tx.connection()).await?;
            let of = (&*recipient.id, recipient.channel.id());
            put(&new.id, of, &digest.items, tx.connection()).await?;
        }
        tx.commit().await?;
        Ok(Some(n_digests))
    }

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
    /// or the robot was asked often enough within the last minute.
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
        if channel != Channel::MAIL {
            let recent = sqlx::query_scalar(RECENT)
                .bind(channel.to_owned())
                .bind(instant(at - TimeDelta::minutes(1)))
                .bind(now.clone());
            let n_recent: i64 = recent.fetch_one(tx.connection()).await?;
            if n_recent >= MOST_A_MINUTE {
                return Ok(None);
            }
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
        let row = sqlx::query(COLUMNS).bind(id.clone());
        let message = message(&row.fetch_one(tx.connection()).await?)?;
        let items = items(sqlx::query_as(ITEMS).bind(id), tx.connection()).await?;
        tx.commit().await?;
        Ok(Some((message, items)))
    }

    /// Lets a digest tell exactly this, but for what was told otherwise meanwhile; what it then tells.
    /// One that tells nothing is dropped.
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
        let recipient = (&*of.recipient, &*of.channel);
        let tells = put(&of.id, recipient, items, tx.connection()).await?;
        if tells.is_empty() {
            let drop = sqlx::query(DROP).bind(of.id.clone());
            drop.execute(tx.connection()).await?;
        }
        tx.commit().await?;
        Ok(tells)
    }

    /// Notes that a digest was taken by the other side, and what it said.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_sent(
        &self,
        id: &str,
        at: DateTime<Utc>,
        (title, said): (&str, &str),
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let sent = sqlx::query(SENT)
            .bind(instant(at))
            .bind(title.to_owned())
            .bind(said.to_owned())
            .bind(id.to_owned());
        sent.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes that a digest did not leave, why, and when it is tried again.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_failed(
        &self,
        id: &str,
        failure: Failure,
        next: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let failed = sqlx::query(FAILED)
            .bind(failure.stored())
            .bind(instant(next))
            .bind(id.to_owned());
        failed.execute(tx.connection()).await?;
        tx.commit().await?;
        Ok(())
    }

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
        let told = ToldOf {
            act: "notice.resend",
            subject: Some(subject),
            ..ToldOf::default()
        };
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The newest digests, the newest first.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn notice_messages(&self, most: i64) -> Result<Vec<Message>, StoreError> {
        let mut tx = self.db.begin_read().await?;
        let rows = sqlx::query(ALL).bind(most).fetch_all(&mut *tx).await?;
        tx.commit().await?;
        rows.iter().map(message).collect()
    }
}

/// What somebody has been told, after what waits has made place for the digest of the day.
async fn told(
    (recipient, channel): (&str, &str),
    on: Day,
    at: DateTime<Utc>,
    connection: &mut AnyConnection,
) -> Result<Told, StoreError> {
    let newest = sqlx::query_scalar(NEWEST)
        .bind(recipient.to_owned())
        .bind(channel.to_owned());
    let newest: Option<String> = newest.fetch_one(&mut *connection).await?;
    let mut told = Told {
        newest: newest.as_deref().map(day).transpose()?,
        items: Vec::new(),
    };
    if is_next(&told, on) {
        let supersede = sqlx::query(SUPERSEDE)
            .bind(recipient.to_owned())
            .bind(channel.to_owned())
            .bind(instant(at))
            .bind(instant(at + CLAIM));
        supersede.execute(&mut *connection).await?;
        let untell = sqlx::query(UNTELL)
            .bind(recipient.to_owned())
            .bind(channel.to_owned());
        untell.execute(&mut *connection).await?;
    }
    let query = sqlx::query_as(TOLD)
        .bind(recipient.to_owned())
        .bind(channel.to_owned());
    told.items = items(query, connection).await?;
    Ok(told)
}

/// Writes what a digest tells; without what another tells already.
async fn put(
    message: &str,
    (recipient, channel): (&str, &str),
    items: &[Warned],
    connection: &mut AnyConnection,
) -> Result<Vec<Warned>, StoreError> {
    let mut tells = Vec::new();
    for item in items {
        let add = sqlx::query(ADD_ITEM)
            .bind(item.subject.key.clone())
            .bind(item.subject.last.to_string())
            .bind(number(item.stage))
            .bind(recipient.to_owned())
            .bind(channel.to_owned())
            .bind(message.to_owned());
        if add.execute(&mut *connection).await?.rows_affected() > 0 {
            tells.push(item.clone());
        }
    }
    Ok(tells)
}

type ItemRow = (String, String, i64);

async fn items(
    query: sqlx::query::QueryAs<'_, sqlx::Any, ItemRow, sqlx::any::AnyArguments>,
    connection: &mut AnyConnection,
) -> Result<Vec<Warned>, StoreError> {
    let rows = query.fetch_all(connection).await?;
    let read = |(key, last, stage): ItemRow| {
        let last = day(&last)?;
        Ok(Warned {
            subject: Subject { key, last },
            stage: from_number(stage),
        })
    };
    rows.into_iter().map(read).collect()
}

fn message(row: &AnyRow) -> Result<Message, StoreError> {
    let (of, word): (String, String) = (row.try_get(5)?, row.try_get(6)?);
    let failure: Option<String> = row.try_get(10)?;
    let mut states = MessageState::ALL.into_iter();
    let state = states.find(|state| state.word() == word);
    Ok(Message {
        id: row.try_get(0)?,
        recipient: row.try_get(1)?,
        recipient_name: row.try_get(2)?,
        channel: row.try_get(3)?,
        channel_name: row.try_get(4)?,
        day: day(&of)?,
        state: state.ok_or_else(|| decode(format!("no state `{word}`")))?,
        sent_at: row.try_get(7)?,
        next_at: row.try_get(8)?,
        n_attempts: row.try_get(9)?,
        failure: failure.as_deref().and_then(Failure::from_stored),
        title: row.try_get(11)?,
        said: row.try_get(12)?,
        n_items: row.try_get(13)?,
    })
}

fn day(text: &str) -> Result<Day, StoreError> {
    Ok(Day::parse(text).ok_or_else(|| decode(format!("no day `{text}`")))?)
}
