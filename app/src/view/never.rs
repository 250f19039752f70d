//! What was never recorded, as shown below the list of what ends.

use eligibility::assess::Recurring;
use registry::due::Never;

use super::due::{Linked, Told};
use crate::wording;

/// How many people or items of equipment are named.
const MOST_NAMED: usize = 8;

/// Something that was never recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeverRow {
    /// What names it.
    pub key: String,
    /// The programme.
    pub whose: Linked,
    /// The departments.
    pub departments: String,
    /// What it is, and for how many.
    pub what: String,
    /// The clauses that ask for it.
    pub clauses: Vec<Linked>,
    /// For whom or what, as far as they may be seen.
    pub concerned: Vec<Linked>,
    /// How many more there are than are named.
    pub n_more: usize,
    /// That some were done by people who may not.
    pub by_other: Option<String>,
    /// What can be done about it.
    pub act: Option<Linked>,
}

impl Told<'_> {
    /// Something that was never recorded, in words.
    #[must_use]
    pub fn never(&self, never: &Never) -> NeverRow {
        let sheet = self.address.sheet(&never.programme).at(self.on);
        let clause = |id| {
            let found = self.clause(&never.programme, id, self.on);
            let name =
                found.map(|(edition, clause)| wording::due::clause(self.voice, edition, clause));
            Linked {
                text: name.unwrap_or_else(|| id.to_string()),
                href: Some(format!("{sheet}#{id}")),
            }
        };
        let items = never.items.iter().map(|item| {
            let kind = self.voice.equipment(&item.kind);
            Linked {
                text: item.name.clone().unwrap_or_else(|| kind.to_owned()),
                href: None,
            }
        });
        let people = never.people.iter().map(|staff| self.person(staff));
        let concerned: Vec<_> = people.chain(items).take(MOST_NAMED).collect();
        let n_all = never.n_people() + never.items.len();
        NeverRow {
            key: never.key.clone(),
            whose: Linked {
                text: self.programme(&never.programme).to_owned(),
                href: Some(self.address.sheet(&never.programme).to_string()),
            },
            departments: self.departments(&never.departments),
            what: wording::due::never(self.voice, never),
            clauses: never.clauses.iter().map(clause).collect(),
            n_more: n_all - concerned.len(),
            concerned,
            by_other: wording::due::by_other(self.voice.lang, never.n_by_other),
            act: self.record(never),
        }
    }

    /// Papers are recorded in the files of the people, to which their names lead.
    fn record(&self, never: &Never) -> Option<Linked> {
        let Recurring::Duty(duty) = &never.what else {
            return None;
        };
        self.actor.editing().is_ok().then(|| {
            let records = self.address.records(&never.programme);
            let known = vec![("add", "duty".to_owned()), ("duty", duty.to_string())];
            let add = records.with_own(known);
            Linked {
                text: self.voice.lang.words().due.record_duty.to_owned(),
                href: Some(format!("{add}#duty")),
            }
        })
    }
}
