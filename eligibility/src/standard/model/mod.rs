//! The checked types of a standard; what the engine sees.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

mod institution;
mod people;

use crate::catalogue::{DeclaredFactId, EquipmentKindId, InstitutionKindId};
use crate::day::Day;
use crate::file::{record, word_enum};
use crate::standard::Condition;

pub use institution::{
    About, Attest, Current, EveryItem, EveryRoom, Floor, InService, Installed, Interval,
    ItemCondition, PaperRule, Periodic, Share, Total, Yearly,
};
pub use people::{
    Every, Headcount, HeadcountRef, Leader, Need, NeedTerm, PeopleSet, Pool, SetScope,
};

record! {
    /// A text in both languages.
    pub struct Text {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    }
}

/// The full id of a clause, such as `sx2025.petct.4.1a`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ClauseId(Arc<str>);

impl ClauseId {
    pub(crate) fn new(standard: &str, local: &str) -> Self {
        Self(format!("{standard}.{local}").into())
    }

    /// The full id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

word_enum! {
    /// What a clause is about.
    pub enum Flag (Flag) {
        /// A personnel clause.
        Personnel = "P",
        /// It names a function or ability without a headcount.
        Quasi = "Q",
        /// It is not about people.
        NonPersonnel = "NP",
        /// It decides what is assessed and has no verdict of its own.
        Waiver = "W",
        /// It addresses the authorities and is not assessed.
        Authority = "X",
    }
}

word_enum! {
    /// How the tests of a clause combine.
    #[derive(Default)]
    pub enum Combine (Combination) {
        /// All must hold.
        #[default]
        All = "all",
        /// One is enough.
        Any = "any",
    }
}

word_enum! {
    /// What an `every` clause says of an empty set.
    #[derive(Default)]
    pub enum WhenEmpty (WhenEmpty) {
        /// Short: nobody is not everybody.
        #[default]
        Short = "short",
        /// Not applicable.
        NotApplicable = "not-applicable",
        /// Passed over with a note (R-07 for a programme without postings).
        PassedOver = "passed-over",
    }
}

word_enum! {
    /// A stretch of the calendar.
    pub enum Calendar (Calendar) {
        /// From Monday to Sunday.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// A calendar quarter.
        Quarter = "quarter",
    }
}

word_enum! {
    /// Something a room must have.
    pub enum RoomFeature (RoomFeature) {
        /// A control room and auxiliary rooms.
        ControlRoom = "control-room",
        /// Protective gear.
        ProtectiveGear = "protective-gear",
        /// Rescue equipment.
        RescueEquipment = "rescue-equipment",
        /// A defibrillator.
        Defibrillator = "defibrillator",
    }
}

/// A regulation for one kind of equipment, centre or technique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The id, such as `sx2025.petct`.
    pub id: String,
    /// The id of the standard of which this is a form; its clauses keep their ids.
    pub form_of: Option<String>,
    /// What it is called.
    pub title: Text,
    /// Who issued it.
    pub issuer: Text,
    /// The document's number.
    pub document: String,
    /// Where in the document it stands.
    pub section: Option<String>,
    /// The equipment it is for.
    pub equipment: Vec<EquipmentKindId>,
    /// Its forms.
    pub forms: Vec<Form>,
    /// Its editions, in the order of time.
    pub editions: Vec<Edition>,
}

/// The same clauses with some facts taken as declared yes, under an id of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The whole id, such as `g07.base`.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// The facts.
    pub assume: Vec<DeclaredFactId>,
}

/// A version of a standard in force between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The id within the standard.
    pub id: String,
    /// The first day in force; `None` if the document does not say.
    pub from: Option<Day>,
    /// Whether `from` is only a placeholder, shown as "date unknown".
    pub from_approximate: bool,
    /// The last day in force; `None` if open.
    pub to: Option<Day>,
    /// What to know about the dates.
    pub note: Option<Text>,
    /// The clauses in document order.
    pub clauses: Vec<Clause>,
    /// The ambiguities that have alternatives.
    pub readings: Vec<Reading>,
}

/// Where a day stands to an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// The edition is in force.
    InForce,
    /// The day is before it.
    NotYet,
    /// The day is after it.
    Lapsed,
}

impl Edition {
    /// Where a day stands to the edition.
    #[must_use]
    pub fn force_on(&self, day: Day) -> Force {
        if self.from.is_some_and(|from| day < from) {
            Force::NotYet
        } else if self.to.is_some_and(|to| to < day) {
            Force::Lapsed
        } else {
            Force::InForce
        }
    }
}

impl Standard {
    /// The standard in one of its forms. Clauses keep their ids, so that what is attested for one
    /// form is attested for all.
    #[must_use]
    pub fn in_form(&self, form: &Form) -> Self {
        let mut standard = self.clone();
        let assume = |clause: &mut Clause| {
            clause.only_if.retain(|fact| !form.assume.contains(fact));
        };
        for edition in &mut standard.editions {
            edition.clauses.iter_mut().for_each(assume);
            let alternatives = edition.readings.iter_mut();
            let alternatives = alternatives.flat_map(|reading| &mut reading.alternatives);
            for (_, clause) in alternatives.flat_map(|alternative| &mut alternative.clauses) {
                assume(clause);
            }
        }
        standard.form_of = Some(std::mem::replace(&mut standard.id, form.id.clone()));
        standard.title = form.title.clone();
        standard.forms = Vec::new();
        standard
    }

    /// The edition for a day and where the day stands to it: the one in force, else the last one
    /// before the day, else the first.
    #[must_use]
    pub fn edition_on(&self, day: Day) -> Option<(&Edition, Force)> {
        let with_force = |edition| (edition, Edition::force_on(edition, day));
        let in_force = self
            .editions
            .iter()
            .map(with_force)
            .find(|(_, force)| *force == Force::InForce);
        let lapsed = || {
            self.editions
                .iter()
                .rev()
                .map(with_force)
                .find(|(_, force)| *force == Force::Lapsed)
        };
        in_force
            .or_else(lapsed)
            .or_else(|| self.editions.first().map(with_force))
    }
}

/// A numbered requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The full id.
    pub id: ClauseId,
    /// What it is about.
    pub flag: Flag,
    /// What lays corresponding clauses of two provinces side by side.
    pub topic: Option<String>,
    /// Where it stands in the document, as printed there.
    pub number: String,
    /// The requirement in our own short words.
    pub text: Text,
    /// What to know when reading it.
    pub note: Option<Text>,
    /// The declared facts it depends on, all of them.
    pub only_if: Vec<DeclaredFactId>,
    /// How its tests combine.
    pub combine: Combine,
    /// Its tests; none for a waiver or a clause that is not assessed.
    pub tests: Vec<Test>,
    /// What it waives, for a waiver.
    pub waivers: Vec<Waiver>,
    /// Whether a clause is waived only by what every declared type waives (A29's alternative).
    pub waive_by_all: bool,
}

impl Clause {
    /// Whether the clause gets a verdict.
    #[must_use]
    pub const fn is_assessed(&self) -> bool {
        !matches!(self.flag, Flag::Waiver | Flag::Authority)
    }

    /// The kind of clause: the kinds of its tests joined, or `any` where one of them is enough.
    #[must_use]
    pub fn kind(&self) -> String {
        match self.combine {
            Combine::All => self.kinds().join(" + "),
            Combine::Any => "any".to_owned(),
        }
    }

    /// The kinds of its tests in order, each once.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = Vec::new();
        for test in &self.tests {
            if !kinds.contains(&test.kind()) {
                kinds.push(test.kind());
            }
        }
        kinds
    }
}

/// Clauses that a type of institution is not assessed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The type.
    pub cause: WaiverCause,
    /// The clauses, by their place in the edition.
    pub clauses: Vec<usize>,
}

/// What makes a waiver apply.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverCause {
    /// A declared fact.
    Declared(DeclaredFactId),
    /// A kind of institution.
    Kind(InstitutionKindId),
}

/// One condition of a clause that can be tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// At least so many people.
    Headcount(Box<Headcount>),
    /// At least so many people in each of the programme's departments.
    EachDepartment(Box<Headcount>),
    /// The holder of a role meets conditions.
    Leader(Leader),
    /// Everybody of a set meets conditions.
    Every(Every),
    /// The institution's level, kind, subjects or papers.
    Paper(PaperRule),
    /// A service offered for so long.
    InService(InService),
    /// A figure of the last years.
    Yearly(Yearly),
    /// A ratio of the last complete calendar year.
    Share(Share),
    /// Equipment in use.
    Installed(Installed),
    /// A duty done again and again.
    Periodic(Box<Periodic>),
    /// A figure of the present.
    Current(Current),
    /// A sum of figures.
    Total(Total),
    /// Floor area.
    Floor(Floor),
    /// Every item of equipment meets a condition.
    EveryItem(EveryItem),
    /// Every room meets conditions.
    EveryRoom(EveryRoom),
    /// The worst verdict of other clauses, by their places in the edition.
    WorstOf(Vec<usize>),
    /// A judgement, attested.
    Attest(Attest),
}

impl Test {
    /// The conditions on people that it asks for, and those that narrow whom it asks about, list by list.
    pub(crate) fn conditions(&self) -> Vec<&[Condition]> {
        match self {
            Self::Headcount(headcount) | Self::EachDepartment(headcount) => {
                headcount.all_conditions().collect()
            }
            Self::Leader(rule) => vec![&rule.conditions],
            Self::Every(rule) => vec![&rule.conditions, &rule.set.of],
            Self::Periodic(rule) => match &rule.about {
                About::People(set) => vec![&rule.by, &set.of],
                About::Institution | About::Equipment { .. } => vec![&rule.by],
            },
            Self::Paper(_)
            | Self::InService(_)
            | Self::Yearly(_)
            | Self::Share(_)
            | Self::Installed(_)
            | Self::Current(_)
            | Self::Total(_)
            | Self::Floor(_)
            | Self::EveryItem(_)
            | Self::EveryRoom(_)
            | Self::WorstOf(_)
            | Self::Attest(_) => Vec::new(),
        }
    }

    /// The kind of clause the test belongs to.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Headcount(_) | Self::EachDepartment(_) => "headcount",
            Self::Leader(_) => "leader",
            Self::Every(_) | Self::EveryItem(_) | Self::EveryRoom(_) => "every",
            Self::Attest(_) => "attest",
            Self::Paper(_) => "paper",
            Self::Periodic(_) => "periodic",
            Self::WorstOf(_) => "all",
            Self::InService(_)
            | Self::Yearly(_)
            | Self::Share(_)
            | Self::Installed(_)
            | Self::Current(_)
            | Self::Total(_)
            | Self::Floor(_) => "measure",
        }
    }
}

/// A named interpretation of ambiguous words, with its alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The id: the number of the ambiguity, such as `A4`.
    pub id: String,
    /// What is ambiguous.
    pub question: Text,
    /// What the default says.
    pub default: Text,
    /// The alternatives.
    pub alternatives: Vec<Alternative>,
}

/// Another reading: clauses put in the place of the default ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The id within the reading.
    pub id: String,
    /// What it says.
    pub label: Text,
    /// The places of the clauses it changes, and what stands there instead.
    pub clauses: Vec<(usize, Clause)>,
}
