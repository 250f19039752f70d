//! Identity numbers of a ledger: which of them are new, who else has one, and how they are kept.

use std::collections::BTreeMap;

use super::{PURPOSE, seal};
use crate::keys::{KeyError, Keys};
use crate::ledger::At;
use crate::ledger::fault::Warning;
use crate::ledger::preview::{Outcome, Preview, Warned};
use crate::snapshot::Snapshots;
use crate::store::{NewIdentity, StoreError};

/// Leaves the numbers in a preview that are not kept yet, and warns of those that somebody else has.
/// Without a key none is kept, as it is said of each.
///
/// # Errors
/// A database that failed.
pub(crate) async fn compare(
    snapshots: &Snapshots,
    preview: &mut Preview,
) -> Result<(), StoreError> {
    let mut planned = std::mem::take(&mut preview.identities);
    if planned.is_empty() {
        return Ok(());
    }
    let Ok(keys) = keys(snapshots).await? else {
        for one in &planned {
            preview.warn(&one.place, Warning::IdNumberNotKept);
        }
        return Ok(());
    };
    let recorded = snapshots.store().identities().await?;
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &recorded {
        let known = owners.entry(row.fingerprint.clone()).or_default();
        // Whoever gets another number by this file has the old one no longer.
        if !planned.iter().any(|one| one.staff == row.staff) {
            known.push(row.staff.clone());
        }
    }
    let mut all_prints = Vec::new();
    for one in &planned {
        // What is recorded may still be under an older key.
        let Ok(prints) = keys.fingerprints(PURPOSE, one.number.reveal()) else {
            return Ok(());
        };
        if let Some(newest) = prints.first() {
            let known = owners.entry(newest.clone()).or_default();
            known.push(one.staff.clone());
        }
        all_prints.push(prints);
    }
    for (one, prints) in planned.iter().zip(&all_prints) {
        let others = prints
            .iter()
            .filter_map(|print| owners.get(print))
            .flatten();
        let mut others = others.filter(|owner| **owner != one.staff);
        if let Some(staff) = others.next() {
            let staff = staff.clone();
            preview.warn(&one.place, Warning::IdNumberOfAnother { staff });
        }
    }
    let mut all_prints = all_prints.into_iter();
    planned.retain(|one| {
        let prints = all_prints.next().unwrap_or_default();
        let same = |row: &&crate::store::IdentityRow| {
            row.staff == one.staff && prints.contains(&row.fingerprint)
        };
        !recorded.iter().any(|row| same(&row))
    });
    for one in &planned {
        preview.changes_row(one.place.row);
    }
    preview.identities = planned;
    Ok(())
}

/// The numbers of a preview as they are kept; none without a key.
///
/// # Errors
/// A database that failed.
pub(crate) async fn sealed(
    snapshots: &Snapshots,
    preview: &Preview,
) -> Result<Vec<NewIdentity>, StoreError> {
    if preview.identities.is_empty() {
        return Ok(Vec::new());
    }
    let Ok(keys) = keys(snapshots).await? else {
        return Ok(Vec::new());
    };
    let good = |place: &Warned| {
        let row = preview.rows.get(place.row);
        row.is_some_and(|row| row.outcome != Outcome::Bad)
    };
    let kept = preview.identities.iter().filter(|one| good(&one.place));
    let kept = kept.map(|one| seal(&keys, &one.staff, &one.number));
    Ok(kept.collect::<Result<_, _>>().unwrap_or_default())
}

async fn keys(snapshots: &Snapshots) -> Result<Result<Keys, KeyError>, StoreError> {
    let in_use = snapshots.store().keys_in_use().await?;
    Ok(snapshots.keyring().load_or_make(&in_use))
}

impl Preview {
    fn warn(&mut self, place: &Warned, what: Warning) {
        if let Some(row) = self.rows.get_mut(place.row) {
            self.counts.warnings += 1;
            row.warnings.push(At {
                column: place.column,
                header: place.header.clone(),
                what,
            });
        }
    }

    /// A row whose records are all recorded changes something all the same.
    fn changes_row(&mut self, row: usize) {
        if let Some(row) = self.rows.get_mut(row)
            && row.outcome == Outcome::Unchanged
        {
            row.outcome = Outcome::Changed;
            self.counts.unchanged -= 1;
            self.counts.changed += 1;
        }
    }
}
