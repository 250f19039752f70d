//! When credentials end, by what the programmes of a hospital ask of them: the one answer of lists,
//! files and reminders, which is that of the clauses.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{Ends, credential_ends, ends};
use super::world::is_of;
use crate::catalogue::{Catalogue, CredentialKindId};
use crate::day::Day;
use crate::facts::{Hospital, Person, Programme, StaffNumber};
use crate::standard::{Condition, Edition, Force, Standard, Test};

/// When credentials end as of a day.
///
/// Most kinds say so themselves. One that a clause has done again at the hospital's own interval (A40)
/// ends for the people of that programme when the interval has passed, if the hospital has set one.
#[derive(Debug)]
pub struct PaperEnds<'a> {
    catalogue: &'a Catalogue,
    /// The hospital's own interval, in months.
    own_months: Option<u32>,
    programmes: Vec<Asking<'a>>,
}

/// What a programme asks for, and of whom.
#[derive(Debug)]
struct Asking<'a> {
    programme: &'a Programme,
    posted: BTreeSet<&'a StaffNumber>,
    kinds: BTreeMap<&'a CredentialKindId, Ways>,
}

/// In which ways a kind is asked for.
#[derive(Clone, Copy, Debug, Default)]
struct Ways {
    /// At the hospital's own interval.
    set_here: bool,
    /// As long as its kind says.
    by_kind: bool,
}

impl<'a> PaperEnds<'a> {
    /// By the programmes of a hospital and their standards: what the editions ask for that are in force
    /// on a day or come after it.
    #[must_use]
    pub fn of(
        on: Day,
        catalogue: &'a Catalogue,
        hospital: &'a Hospital,
        standards: impl IntoIterator<Item = (&'a Programme, &'a Standard)>,
    ) -> Self {
        let own_months = hospital.institution.own_interval_months;
        let mut programmes = Vec::new();
        // Without an interval of the hospital's own both ways end on the same day.
        if own_months.is_some() {
            let asking = |(programme, standard)| asking(on, programme, standard);
            programmes.extend(standards.into_iter().filter_map(asking));
        }
        Self {
            catalogue,
            own_months,
            programmes,
        }
    }

    /// As the kinds say, where no programme asks for anything.
    #[must_use]
    pub const fn by_kind(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            own_months: None,
            programmes: Vec::new(),
        }
    }

    /// The vocabulary.
    #[must_use]
    pub const fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// The last valid day of a person's credential. Where the person's programmes ask for its kind both
    /// at the hospital's own interval and as long as the kind says, it is the earlier of the two, since
    /// something is not met any more from then on.
    #[must_use]
    pub fn ends(
        &self,
        person: &Person,
        kind: &CredentialKindId,
        (issued, expires): (Option<Day>, Option<Day>),
    ) -> Ends {
        let known = self.catalogue.credential(kind);
        let by_kind = ends(known, issued, expires);
        let ways = self.ways(person, kind);
        if !ways.set_here {
            return by_kind;
        }
        let set_here = credential_ends(known, (issued, expires), self.own_months);
        match (set_here, by_kind) {
            (Ends::After(own), Ends::After(term)) if ways.by_kind => Ends::After(own.min(term)),
            _ => set_here,
        }
    }

    fn ways(&self, person: &Person, kind: &CredentialKindId) -> Ways {
        let mut all = Ways::default();
        for one in &self.programmes {
            if let Some(ways) = one.kinds.get(kind)
                && is_of(person, one.programme, &one.posted)
            {
                all.add(*ways);
            }
        }
        all
    }
}

impl Ways {
    fn add(&mut self, other: Self) {
        self.set_here |= other.set_here;
        self.by_kind |= other.by_kind;
    }
}

fn asking<'a>(on: Day, programme: &'a Programme, standard: &'a Standard) -> Option<Asking<'a>> {
    let mut kinds = BTreeMap::new();
    let editions = standard.editions.iter();
    for edition in editions.filter(|edition| edition.force_on(on) != Force::Lapsed) {
        for conditions in conditions_of(edition) {
            collect(conditions, &mut kinds);
        }
    }
    let postings = programme.postings.iter();
    (!kinds.is_empty()).then(|| Asking {
        programme,
        posted: postings.map(|posting| &posting.staff).collect(),
        kinds,
    })
}

/// The conditions on people of the assessed clauses of an edition, list by list.
fn conditions_of(edition: &Edition) -> impl Iterator<Item = &[Condition]> {
    let clauses = edition.clauses.iter().filter(|clause| clause.is_assessed());
    clauses
        .flat_map(|clause| &clause.tests)
        .flat_map(Test::conditions)
}

/// Adds the kinds that conditions ask for, those inside of others too.
fn collect<'a>(conditions: &'a [Condition], kinds: &mut BTreeMap<&'a CredentialKindId, Ways>) {
    let mut add = |asked: &'a [CredentialKindId], set_here: bool| {
        for kind in asked {
            kinds.entry(kind).or_default().add(Ways {
                set_here,
                by_kind: !set_here,
            });
        }
    };
    for condition in conditions {
        match condition {
            Condition::Credential(asked) => add(asked, false),
            Condition::CredentialSetHere(asked) => add(asked, true),
            _ => {}
        }
    }
    for condition in conditions {
        match condition {
            Condition::BaseTraining(rule) => {
                collect(&rule.trained, kinds);
                collect(&rule.exempt, kinds);
            }
            Condition::OnFirstDay(rule) | Condition::OnGrant(rule) => {
                collect(&rule.conditions, kinds);
            }
            Condition::Any(alternatives) => {
                for all in alternatives {
                    collect(all, kinds);
                }
            }
            // Those of the first loop; what must have been held once does not end by its interval; and
            // what asks for no paper.
            Condition::Credential(_)
            | Condition::CredentialSetHere(_)
            | Condition::OnEntry(_)
            | Condition::Profession(_)
            | Condition::Discipline(_)
            | Condition::Licence(_)
            | Condition::Title(_)
            | Condition::Experience(_)
            | Condition::Training(_)
            | Condition::Attested { .. }
            | Condition::Posted(_)
            | Condition::NotPosted(_)
            | Condition::RadiationWork
            | Condition::Cases(_)
            | Condition::NoSeriousEvent(_)
            | Condition::Exempted(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
