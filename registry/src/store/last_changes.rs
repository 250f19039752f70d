//! When records were last changed, by the audit log.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::AssertSqlSafe;

use super::Store;
use super::error::StoreError;
use super::record::RecordId;

/// How many records are asked for at once; both engines take far more parameters.
const AT_ONCE: usize = 500;

impl Store {
    /// The instant of the last change of each record, in UTC as the log has it; missing for records no
    /// entry tells of, which came with a whole hospital. Attaching a scan changes no record.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn last_changes(
        &self,
        records: &BTreeSet<&RecordId>,
    ) -> Result<BTreeMap<RecordId, String>, StoreError> {
        let asked: Vec<&RecordId> = records.iter().copied().collect();
        let mut found = BTreeMap::new();
        let mut tx = self.db.begin_read().await?;
        for some in asked.chunks(AT_ONCE) {
            let places: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
            let statement = format!(
                "SELECT record, MAX(at) FROM audit WHERE record IN ({}) \
                 AND substr(act, 1, 7) = 'record.' GROUP BY record",
                places.join(", ")
            );
            let mut query = sqlx::query_as(AssertSqlSafe(statement));
            for record in some {
                query = query.bind(record.to_string());
            }
            let rows: Vec<(String, String)> = query.fetch_all(&mut *tx).await?;
            let known = rows
                .into_iter()
                .filter_map(|(record, at)| Some((RecordId::parse(&record)?, at)));
            found.extend(known);
        }
        tx.commit().await?;
        Ok(found)
    }
}
