//! The identity numbers of a file, apart from the records.

use std::collections::BTreeMap;

use super::{Maker, Target, Warning};
use crate::identity::IdentityNumber;

/// Where something stands that is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warned {
    /// The place of the row in [`Preview::rows`].
    pub row: usize,
    /// The column.
    pub column: Option<u32>,
    /// Its header.
    pub header: Option<String>,
}

/// An identity number and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedIdentity {
    /// Where it stands.
    pub place: Warned,
    /// Whose it is.
    pub staff: String,
    /// The number.
    pub number: IdentityNumber,
}

impl Maker<'_> {
    /// The identity numbers of the good rows: one for each person, or none where rows differ.
    pub(super) fn identities(&mut self) -> Vec<PlannedIdentity> {
        let mut planned: BTreeMap<String, PlannedIdentity> = BTreeMap::new();
        let mut differing: BTreeMap<String, Vec<Warned>> = BTreeMap::new();
        let good = |row: &usize| self.is_good(*row);
        let good: Vec<_> = (0..self.rows.len()).filter(good).collect();
        for row in good {
            let place = self.place(row, Target::IdNumber);
            let read = self.rows.get_mut(row);
            let read = read.and_then(|row| Some((row.staff.clone()?, row.identity.take()?)));
            let Some((staff, (column, number))) = read else {
                continue;
            };
            let place = Warned {
                row,
                column: Some(column),
                header: place.1,
            };
            match planned.get(&staff) {
                Some(first) if first.number != number => {
                    differing.entry(staff).or_default().push(place);
                }
                Some(_) => {}
                None => {
                    let one = PlannedIdentity {
                        place,
                        staff: staff.clone(),
                        number,
                    };
                    planned.insert(staff, one);
                }
            }
        }
        for (staff, mut places) in differing {
            places.extend(planned.remove(&staff).map(|first| first.place));
            for place in places {
                let at = (place.column, place.header);
                self.warn(place.row, at, Warning::OtherIdNumber);
            }
        }
        planned.into_values().collect()
    }
}
