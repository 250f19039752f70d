//! What calendars have told of each thing.

use std::collections::BTreeMap;

use eligibility::day::Day;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::Store;
use super::error::StoreError;

const NOTED: &str = "SELECT version, day FROM calendar_told_of WHERE id = 1";
const NOTE: &str = "INSERT INTO calendar_told_of (id, version, day) VALUES (1, $1, $2) \
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, day = excluded.day";
const ROWS: &str = "SELECT key, day, was, n, since, CAST(gone AS BIGINT), said, thing \
    FROM calendar_told";
const N_COLUMNS: usize = 8;
/// How many rows are written at once.
const AT_ONCE: usize = 200;

/// A version of the hospital and a day.
pub(crate) type Noted = (i64, Day);

/// What calendars have told of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToldRow {
    /// What names it.
    pub(crate) key: String,
    /// The last good day.
    pub(crate) day: Day,
    /// What that was before it moved, if it did.
    pub(crate) was: Option<Day>,
    /// How often what is told of it has changed.
    pub(crate) n: i64,
    /// Since when it is as it is, in UTC.
    pub(crate) since: String,
    /// Whether it is not due any more.
    pub(crate) is_gone: bool,
    /// A digest of what is told.
    pub(crate) said: String,
    /// What is needed to tell that it is gone.
    pub(crate) thing: String,
}

impl Store {
    /// Notes what calendars tell from now on, as of a version of the hospital and a day, unless that or
    /// something newer was noted already; as of when what was told then is noted, and all of it.
    ///
    /// `known` is an earlier answer, which spares reading everything where nobody else has written.
    /// `changed` says which rows change.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn note_told(
        &self,
        of: Noted,
        known: Option<(Noted, BTreeMap<String, ToldRow>)>,
        changed: impl FnOnce(&BTreeMap<String, ToldRow>) -> Vec<ToldRow>,
    ) -> Result<(Noted, BTreeMap<String, ToldRow>), StoreError> {
        let mut tx = self.db.begin_note().await?;
        let noted = noted(tx.connection()).await?;
        let known = known.filter(|(known, _)| Some(*known) == noted);
        let mut rows = match known {
            Some((_, rows)) => rows,
            None => read(tx.connection()).await?,
        };
        if let Some(noted) = noted.filter(|noted| of <= *noted) {
            return Ok((noted, rows));
        }
        let changed = changed(&rows);
        for some in changed.chunks(AT_ONCE) {
            write(some, tx.connection()).await?;
        }
        let (version, day) = of;
        let note = sqlx::query(NOTE).bind(version).bind(day.to_string());
        note.execute(tx.connection()).await?;
        tx.commit().await?;
        rows.extend(changed.into_iter().map(|row| (row.key.clone(), row)));
        Ok((of, rows))
    }
}

async fn noted(connection: &mut AnyConnection) -> Result<Option<Noted>, StoreError> {
    let row: Option<(i64, String)> = sqlx::query_as(NOTED).fetch_optional(connection).await?;
    Ok(row.and_then(|(version, day)| Some((version, Day::parse(&day)?))))
}

async fn read(connection: &mut AnyConnection) -> Result<BTreeMap<String, ToldRow>, StoreError> {
    let rows = sqlx::query(ROWS).fetch_all(connection).await?;
    let mut told = BTreeMap::new();
    for row in &rows {
        if let Some(row) = told_row(row)? {
            told.insert(row.key.clone(), row);
        }
    }
    Ok(told)
}

/// A row; `None` where no day stands in it, which no server writes.
fn told_row(row: &AnyRow) -> Result<Option<ToldRow>, StoreError> {
    let (day, was): (String, Option<String>) = (row.try_get(1)?, row.try_get(2)?);
    let Some(day) = Day::parse(&day) else {
        return Ok(None);
    };
    let gone: i64 = row.try_get(5)?;
    Ok(Some(ToldRow {
        key: row.try_get(0)?,
        day,
        was: was.as_deref().and_then(Day::parse),
        n: row.try_get(3)?,
        since: row.try_get(4)?,
        is_gone: gone != 0,
        said: row.try_get(6)?,
        thing: row.try_get(7)?,
    }))
}

async fn write(rows: &[ToldRow], connection: &mut AnyConnection) -> Result<(), StoreError> {
    let values: Vec<String> = (0..rows.len())
        .map(|row| {
            let places = (1..=N_COLUMNS).map(|n| format!("${}", row * N_COLUMNS + n));
            format!("({})", places.collect::<Vec<_>>().join(", "))
        })
        .collect();
    let statement = format!(
        "INSERT INTO calendar_told (key, day, was, n, since, gone, said, thing) VALUES {} \
         ON CONFLICT (key) DO UPDATE SET day = excluded.day, was = excluded.was, n = excluded.n, \
         since = excluded.since, gone = excluded.gone, said = excluded.said, thing = excluded.thing",
        values.join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for row in rows {
        query = query
            .bind(row.key.clone())
            .bind(row.day.to_string())
            .bind(row.was.map(|day| day.to_string()))
            .bind(row.n)
            .bind(row.since.clone())
            .bind(i64::from(row.is_gone))
            .bind(row.said.clone())
            .bind(row.thing.clone());
    }
    query.execute(connection).await?;
    Ok(())
}
