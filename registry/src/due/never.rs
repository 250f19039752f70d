//! What was never recorded: duties and papers that a programme's standard has done again and again and
//! of which there is nothing that counts. There is no day on which it was due, so it stands apart from
//! what is due: it is in no calendar and cannot be put off.

use eligibility::assess::{DutySubject, NeverRecorded, Recurring, never_recorded};
use eligibility::catalogue::{CredentialKindId, EquipmentKindId};
use eligibility::day::Day;
use eligibility::facts::{Programme, StaffNumber};
use eligibility::standard::ClauseId;

use super::Sight;
use super::list::Listing;
use crate::seen::Seen;

/// A duty, or papers, never recorded in a programme, for all it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Never {
    /// Names it for as long as the programme is there: `never-petct-sx-duty-emergency-drill`,
    /// `never-petct-sx-credential-dose-record`. No two in a list are the same, and nothing due has such a
    /// key.
    pub key: String,
    /// The programme's id.
    pub programme: String,
    /// The duty, or the papers of which one is needed.
    pub what: Recurring,
    /// The clauses that ask for it, in document order.
    pub clauses: Vec<ClauseId>,
    /// The departments whose heads it concerns: those of the programme.
    pub departments: Vec<String>,
    /// The people for whom it was never recorded, of those whose files may be read.
    pub people: Vec<StaffNumber>,
    /// How many others there are.
    pub n_others: usize,
    /// The items of equipment for which it was never recorded.
    pub items: Vec<NeverItem>,
    /// For how many of all it was recorded, but only by people who may not do it.
    pub n_by_other: usize,
}

/// An item of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeverItem {
    /// Its kind.
    pub kind: EquipmentKindId,
    /// Its name, if it has one.
    pub name: Option<String>,
}

impl Never {
    /// What every key begins with.
    pub const PREFIX: &'static str = "never-";

    /// How many people it concerns.
    #[must_use]
    pub const fn n_people(&self) -> usize {
        self.people.len() + self.n_others
    }

    /// The words by which it is asked for, as what is due is: of its kind with its ids, one by one.
    #[must_use]
    pub fn words(&self) -> (&'static str, Vec<&str>) {
        match &self.what {
            Recurring::Duty(duty) => ("duty", vec![duty.as_str()]),
            Recurring::Papers(kinds) => {
                let ids = kinds.iter().map(CredentialKindId::as_str);
                ("credential", ids.collect())
            }
        }
    }
}

/// What was never recorded as of a day, by programme and then in document order, through the eyes of
/// one actor. Editions that are not in force ask for nothing.
#[must_use]
pub fn never(seen: &Seen<'_>, on: Day) -> Vec<Never> {
    let everything = seen.everything_due(on);
    let sight = Sight::of(seen);
    let never = everything.never.iter();
    never.filter_map(|one| sight.of_never(one)).collect()
}

impl Sight<'_> {
    /// As it may be seen; `None` if the programme may not be read.
    fn of_never(&self, never: &Never) -> Option<Never> {
        if self.whole {
            return Some(never.clone());
        }
        if !self.programmes.contains(never.programme.as_str()) {
            return None;
        }
        let mut never = never.clone();
        let n_people = never.people.len();
        never.people.retain(|staff| self.people.contains(staff));
        never.n_others = n_people - never.people.len();
        Some(never)
    }
}

/// What was never recorded in a programme.
pub(super) fn of_programme(list: &Listing<'_>, programme: &Programme) -> Vec<Never> {
    let Some(standard) = list.standard(programme) else {
        return Vec::new();
    };
    let hospital = &list.snapshot.hospital;
    let never = never_recorded(list.on, list.catalogue(), standard, hospital, programme);
    let never = never.into_iter();
    never.map(|one| of_group(list, programme, one)).collect()
}

fn of_group(list: &Listing<'_>, programme: &Programme, group: NeverRecorded) -> Never {
    let mut never = Never {
        key: String::new(),
        programme: programme.id.clone(),
        what: group.what,
        clauses: group.clauses,
        departments: programme.departments.clone(),
        people: Vec::new(),
        n_others: 0,
        items: Vec::new(),
        n_by_other: group.n_by_other,
    };
    for subject in group.subjects {
        match subject {
            DutySubject::All => {}
            DutySubject::Person(staff) => never.people.push(staff),
            DutySubject::Item(place) => {
                let item = list.snapshot.hospital.equipment.get(place);
                never.items.extend(item.map(|item| NeverItem {
                    kind: item.kind.clone(),
                    name: item.name.clone(),
                }));
            }
        }
    }
    let (word, ids) = never.words();
    let (start, id) = (Never::PREFIX, &programme.id);
    let key = format!("{start}{id}-{word}-{}", ids.join("-"));
    Never { key, ..never }
}
