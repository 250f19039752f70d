//! Digests and what they tell, as they stand in the database.

use eligibility::day::Day;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::super::decode;
use crate::notices::{Failure, Message, MessageState, Subject, Warned, from_number, number};
use crate::store::StoreError;

/// What [`message`] reads, of rows of `notice_message`.
pub(super) const COLUMNS: &str = "id, recipient, recipient_name, channel, channel_name, day, state, \
    sent_at, next_at, n_attempts, failure, title, said, (SELECT CAST(COUNT(DISTINCT subject) AS BIGINT) \
    FROM notice_item WHERE message = notice_message.id), answer";
/// Neither what another digest tells, nor what one told at this stage or a nearer one that is no longer
/// kept.
const ADD_ITEM: &str = "INSERT INTO notice_item \
    (subject, last_day, stage, recipient, channel, message) \
    SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT 1 FROM notice_told \
    WHERE recipient = $4 AND channel = $5 AND subject = $1 AND last_day = $2 AND stage <= $3) \
    ON CONFLICT DO NOTHING";

/// Writes what a digest tells; without what another tells already.
pub(super) async fn put(
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

/// Subject, last day and stage.
pub(super) type ItemRow = (String, String, i64);

/// What a statement finds that asks for subject, last day and stage.
pub(super) async fn items(
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

/// A digest of a row with [`COLUMNS`].
pub(super) fn message(row: &AnyRow) -> Result<Message, StoreError> {
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
        answer: row.try_get(14)?,
        title: row.try_get(11)?,
        said: row.try_get(12)?,
        n_items: row.try_get(13)?,
    })
}

/// A day as it is stored.
pub(super) fn day(text: &str) -> Result<Day, StoreError> {
    Ok(Day::parse(text).ok_or_else(|| decode(format!("no day `{text}`")))?)
}
