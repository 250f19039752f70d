//! The what-if page: which changes are chosen, what differs with them, and the sheet as it would be.

pub mod chosen;
pub mod form;
pub mod options;

use std::collections::BTreeMap;

use eligibility::assess::{Question, assess};
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme, StaffNumber};
use eligibility::file::Faults;
use eligibility::standard::Standard;
use eligibility::whatif::{ClauseDifference, Standing, WhatIf, compare};
use registry::seen::SeenProgramme;

use super::address::Address;
use super::sheet::SheetView;
use crate::locale::Lang;
use crate::wording::what_if_text::changes;
use crate::wording::{self, Voice};
use chosen::{Chosen, Unread};

/// A what-if page as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIfView {
    /// The changes, in the order of the address.
    pub chosen: Vec<ChosenView>,
    /// What would be; `None` while nothing is chosen, or something that cannot be.
    pub then: Option<Then>,
}

/// One change that is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenView {
    /// What it is; as it stands in the address where it cannot be read.
    pub says: String,
    /// Why it cannot be read or made.
    pub problem: Option<String>,
    /// The address of the page without it.
    pub remove: String,
}

/// What would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Then {
    /// The clauses that differ.
    pub differences: Vec<DifferenceView>,
    /// The whole sheet.
    pub sheet: SheetView,
}

/// A clause that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceView {
    /// The full id.
    pub id: String,
    /// The number printed in the document.
    pub number: String,
    /// What it asks.
    pub requirement: String,
    /// How it stands before; `None` where it is not assessed.
    pub before: Option<Standing>,
    /// How it stands after; `None` where it is not assessed.
    pub after: Option<Standing>,
    /// Who newly counts.
    pub newly_counted: String,
    /// Who no longer does.
    pub no_longer_counted: String,
}

impl WhatIfView {
    /// Whether a change that is chosen cannot be read or made.
    #[must_use]
    pub fn has_problem(&self) -> bool {
        self.chosen.iter().any(|chosen| chosen.problem.is_some())
    }

    /// The changes of an address, and what would be; `None` while the programme names no standard
    /// we have.
    #[must_use]
    pub fn of(
        voice: Voice<'_>,
        seen: &SeenProgramme<'_>,
        address: &Address,
        on: Day,
    ) -> Option<Self> {
        let standard = seen.standard()?;
        let question = Question {
            as_if_in_force: address.as_if,
            ..Question::on(on)
        };
        let mut choice = Choice::read(voice, address);
        let hospital = seen.choosable();
        let made = choice.made(voice, &hospital, seen);
        let then = match made {
            Some((hospital, changed)) => {
                let before = seen.answer(question)?;
                let question = choice.what_if.question(question);
                let catalogue = voice.catalogue;
                let after = assess(question, catalogue, standard, &hospital, &changed)?;
                let differences = compare(&before, &after);
                let speaker =
                    |difference| DifferenceView::of(voice, standard, &hospital, difference);
                Some(Then {
                    differences: differences.iter().map(speaker).collect(),
                    sheet: SheetView::of(voice, &after, standard, &hospital, &changed)?,
                })
            }
            None => None,
        };
        Some(Self {
            chosen: choice.views(voice, &hospital, address),
            then,
        })
    }
}

/// The changes of an address.
struct Choice {
    read: Vec<Result<Chosen, Unread>>,
    /// What is wrong with them, by place.
    problems: BTreeMap<usize, String>,
    /// Those that change facts, by their place in the address, and the day of the rules.
    what_if: WhatIf,
    places: Vec<usize>,
}

impl Choice {
    fn read(voice: Voice<'_>, address: &Address) -> Self {
        let read: Vec<_> = address
            .changes
            .iter()
            .map(|text| Chosen::read(text, voice.catalogue))
            .collect();
        let (mut problems, mut places, mut facts) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut rules_on = None;
        for (place, chosen) in read.iter().enumerate() {
            match chosen {
                Err(unread) => {
                    problems.insert(place, not_read(voice.lang, unread));
                }
                Ok(Chosen::Facts(change)) => {
                    places.push(place);
                    facts.push((**change).clone());
                }
                Ok(Chosen::Rules(_)) if rules_on.is_some() => {
                    problems.insert(place, voice.lang.words().what_if.twice.to_owned());
                }
                Ok(Chosen::Rules(day)) => rules_on = Some(*day),
            }
        }
        let mut what_if = WhatIf::of(facts);
        what_if.rules_on = rules_on;
        Self {
            read,
            problems,
            what_if,
            places,
        }
    }

    /// The facts with all changes made; `None` if there are none or one of them cannot be, which is
    /// noted. Somebody who cannot be chosen is as unknown as somebody who does not exist.
    fn made(
        &mut self,
        voice: Voice<'_>,
        choosable: &Hospital,
        seen: &SeenProgramme<'_>,
    ) -> Option<(Hospital, Programme)> {
        if self.read.is_empty() || !self.problems.is_empty() {
            return None;
        }
        let whole = seen.hospital();
        let programme = whole.programme(&seen.programme().id)?;
        let (catalogue, what_if) = (voice.catalogue, &self.what_if);
        let tried = what_if.apply(catalogue, choosable, &programme);
        match tried.and_then(|_| what_if.apply(catalogue, whole, &programme)) {
            Ok(made) => Some(made),
            Err(faults) => {
                self.note(voice.lang, &faults);
                None
            }
        }
    }

    /// Notes faults at the changes they are of, which their paths name.
    fn note(&mut self, lang: Lang, faults: &Faults) {
        for fault in &faults.0 {
            let index = fault.path.split(['[', ']']).nth(1);
            let index = index.and_then(|index| index.parse::<usize>().ok());
            let place = index.and_then(|index| self.places.get(index));
            let says = wording::fault_kind(lang, &fault.kind);
            self.problems
                .insert(place.copied().unwrap_or_default(), says);
        }
    }

    fn views(&self, voice: Voice<'_>, hospital: &Hospital, address: &Address) -> Vec<ChosenView> {
        let one = |(place, (text, chosen)): (usize, (&String, &Result<Chosen, Unread>))| {
            let mut without = address.clone();
            without.changes.remove(place);
            ChosenView {
                says: match chosen {
                    Ok(Chosen::Facts(change)) => wording::change(voice, hospital, change),
                    Ok(Chosen::Rules(day)) => {
                        let mut rules = WhatIf::default();
                        rules.rules_on = Some(*day);
                        changes(voice, &rules, hospital).concat()
                    }
                    Err(_) => text.clone(),
                },
                problem: self.problems.get(&place).cloned(),
                remove: without.to_string(),
            }
        };
        let all = address.changes.iter().zip(&self.read).enumerate();
        all.map(one).collect()
    }
}

/// Why a change cannot be read.
#[must_use]
pub fn not_read(lang: Lang, unread: &Unread) -> String {
    match unread {
        Unread::Form => lang.words().what_if.unread.to_owned(),
        Unread::Value(kind) => wording::fault_kind(lang, kind),
    }
}

impl DifferenceView {
    fn of(
        voice: Voice<'_>,
        standard: &Standard,
        hospital: &Hospital,
        difference: &ClauseDifference,
    ) -> Self {
        // The later edition's words where several editions have the clause.
        let editions = standard.editions.iter().rev();
        let mut clauses = editions.flat_map(|edition| &edition.clauses);
        let clause = clauses.find(|clause| clause.id == difference.clause);
        let names = |staff: &[StaffNumber]| {
            let names = staff.iter().map(|staff| voice.person(hospital, staff));
            names.collect::<Vec<_>>().join(voice.lang.words().separator)
        };
        Self {
            id: difference.clause.to_string(),
            number: clause
                .map(|clause| clause.number.clone())
                .unwrap_or_default(),
            requirement: clause
                .map(|clause| voice.text(&clause.text).to_owned())
                .unwrap_or_default(),
            before: difference.before,
            after: difference.after,
            newly_counted: names(&difference.newly_counted),
            no_longer_counted: names(&difference.no_longer_counted),
        }
    }
}
