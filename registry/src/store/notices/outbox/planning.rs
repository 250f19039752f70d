//! Making the digests of a day.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use eligibility::day::Day;
use sqlx::AnyConnection;

use super::rows::{day, items, put};
use crate::act::instant;
use crate::notices::{CLAIM, LEASE, Listed, Told, is_next, key, plan, recorded};
use crate::store::{Store, StoreError};

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
    WHERE recipient = $1 AND channel = $2 AND state IN ('superseded', 'failed')) AND told = 0";
/// Also what digests told that are no longer kept.
const TOLD: &str = "SELECT subject, last_day, stage FROM notice_item \
    WHERE recipient = $1 AND channel = $2 UNION ALL SELECT subject, last_day, stage \
    FROM notice_told WHERE recipient = $1 AND channel = $2";
/// That it was told stays in the history, under a name that nothing has again.
const FORGET: &str = "UPDATE notice_item SET subject = 'past-' || message || '-' || subject \
    WHERE recipient = $1 AND channel = $2 AND subject = $3 AND told = 1";
const FORGET_KEPT: &str =
    "DELETE FROM notice_told WHERE recipient = $1 AND channel = $2 AND subject = $3";
const ADD: &str = "INSERT INTO notice_message (id, recipient, recipient_name, channel, \
    channel_name, day, state, planned_at, next_at, n_attempts) \
    VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $7, 0)";

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
        for Listed { recipient, present } in planned.lists {
            let of = key(&recipient.id, &recipient.channel);
            let told = told((&of.0, &of.1), on, at, tx.connection()).await?;
            if is_next(&told, on) {
                forget((&of.0, &of.1), &recorded(present, &told), tx.connection()).await?;
            }
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
}

/// Lets somebody be told anew of what was recorded since it was told that it never was.
async fn forget(
    (recipient, channel): (&str, &str),
    keys: &[&str],
    connection: &mut AnyConnection,
) -> Result<(), StoreError> {
    for key in keys {
        for statement in [FORGET, FORGET_KEPT] {
            let forget = sqlx::query(statement)
                .bind(recipient.to_owned())
                .bind(channel.to_owned())
                .bind((*key).to_owned());
            forget.execute(&mut *connection).await?;
        }
    }
    Ok(())
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
