//! The checked types of a standard; what the engine sees.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::condition::Condition;
use crate::catalogue::{
    DeclaredFactId, DepartmentKindId, EquipmentKindId, FigureId, InstitutionKindId,
    InstitutionLevelId, PaperKindId, PostId, ServiceId, SubjectId,
};
use crate::day::Day;
use crate::file::{record, word_enum};

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

/// A regulation for one kind of equipment, centre or technique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The id, such as `sx2025.petct`.
    pub id: String,
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
    /// Its editions, in the order of time.
    pub editions: Vec<Edition>,
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
    /// The declared fact it depends on.
    pub only_if: Option<DeclaredFactId>,
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
    /// The holder of a role meets conditions.
    Leader(Leader),
    /// Everybody on a post meets conditions.
    Every(Every),
    /// A judgement, attested.
    Attest(Attest),
    /// The institution's level, kind, subjects or papers.
    Paper(PaperRule),
    /// A service offered for so long.
    InService(InService),
    /// A figure of the last complete calendar years.
    Yearly(Yearly),
    /// A ratio of the last complete calendar year.
    Share(Share),
    /// Equipment in use.
    Installed(Installed),
}

impl Test {
    /// The kind of clause the test belongs to.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Headcount(_) => "headcount",
            Self::Leader(_) => "leader",
            Self::Every(_) => "every",
            Self::Attest(_) => "attest",
            Self::Paper(_) => "paper",
            Self::InService(_) | Self::Yearly(_) | Self::Share(_) | Self::Installed(_) => "measure",
        }
    }
}

/// At least `need` people of a pool who meet all conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headcount {
    /// How many.
    pub need: u32,
    /// The parallel group; one person fills at most one of them.
    pub group: Option<String>,
    /// The headcount of which this one is a part.
    pub within: Option<HeadcountRef>,
    /// Whether its people must be other ones than those of its siblings that are `apart` too.
    pub apart: bool,
    /// Who can count at all.
    pub pool: Pool,
    /// What they must meet, those of `within` included.
    pub conditions: Vec<Condition>,
}

/// A headcount by the places of its clause and test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HeadcountRef {
    /// The clause's place in the edition.
    pub clause: usize,
    /// The test's place in the clause.
    pub test: usize,
}

/// Who can count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pool {
    /// Members of the programme's departments.
    Members {
        /// Kinds of department whose members do not count.
        except: Vec<DepartmentKindId>,
    },
    /// People posted to the programme on a post; with `full_time` only those full-time on it.
    Posted {
        /// The post.
        post: PostId,
        /// Whether only full-time (专职) people count.
        full_time: bool,
    },
    /// Members, and people posted to the programme on a post.
    MembersOrPosted {
        /// The post.
        post: PostId,
    },
}

/// The holder of a role meets conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// The post that is the role.
    pub post: PostId,
    /// What the holder must meet.
    pub conditions: Vec<Condition>,
}

/// Everybody posted to a post meets conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Every {
    /// The post.
    pub post: PostId,
    /// What they must meet.
    pub conditions: Vec<Condition>,
    /// What an empty set means.
    pub when_empty: WhenEmpty,
}

/// A judgement nobody can compute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attest {
    /// The part of the clause, where several can be attested.
    pub item: Option<String>,
    /// The declared fact without which the attestation does not help.
    pub when: Option<DeclaredFactId>,
}

/// The institution's own papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperRule {
    /// At least a level.
    Level(InstitutionLevelId),
    /// Any level of a tier (3 for 三级) or above.
    Tier(u32),
    /// One of several kinds; `unsure` kinds may or may not be meant.
    Kind {
        /// The kinds that do.
        kinds: Vec<InstitutionKindId>,
        /// The kinds for which the text leaves it open.
        unsure: Vec<InstitutionKindId>,
    },
    /// All of several registered subjects.
    Subjects(Vec<SubjectId>),
    /// A valid paper of a kind.
    Paper(PaperKindId),
}

/// A service offered for at least so many months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InService {
    /// The service, or the kind of equipment whose use is the service.
    pub service: ServiceId,
    /// How many months.
    pub months: u32,
}

/// The average of a figure over the last complete calendar years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yearly {
    /// The figure.
    pub figure: FigureId,
    /// How many years.
    pub years: u32,
    /// The least average.
    pub at_least: u32,
}

/// A ratio of the last complete calendar year, compared without rounding, inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The figure.
    pub figure: FigureId,
    /// The numerator of the least ratio.
    pub numerator: u32,
    /// Its denominator.
    pub denominator: u32,
}

/// At least so many items of a kind of equipment in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The kind.
    pub equipment: EquipmentKindId,
    /// How many.
    pub at_least: u32,
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
