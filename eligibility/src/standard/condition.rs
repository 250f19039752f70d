//! What a clause asks of one person on one day.

use super::model::ClauseId;
use crate::catalogue::{
    CredentialKindId, DisciplineId, FieldId, LicenceCategoryId, ProfessionId, ScopeId,
    TitleSeriesId, TrainingKindId,
};
use crate::facts::{Level, LicenceLevel};

/// A condition on one person on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Works in one of the professions.
    Profession(Vec<ProfessionId>),
    /// Works in one of the disciplines.
    Discipline(Vec<DisciplineId>),
    /// May practise here.
    Licence(LicenceRule),
    /// Has obtained a title.
    Title(TitleRule),
    /// Holds one of the credentials, fitting the profession.
    Credential(Vec<CredentialKindId>),
    /// Has worked in a field for so long.
    Experience(ExperienceRule),
    /// Has been trained.
    Training(TrainingRule),
    /// Is attested as able, for a clause.
    Attested {
        /// The clause the attestation names.
        clause: ClauseId,
        /// Which part of it.
        item: Option<String>,
    },
    /// Meets all conditions of one of several lists.
    Any(Vec<Vec<Self>>),
}

/// A licence of the right level, category and scope, in force for this institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenceRule {
    /// The level.
    pub level: LicenceLevel,
    /// The categories; empty for any.
    pub category: Vec<LicenceCategoryId>,
    /// The scopes; empty for any.
    pub scope: Vec<ScopeId>,
    /// Disciplines whose people may count under another scope, so that it is flagged instead of
    /// refused.
    pub other_scope_unsure: Vec<DisciplineId>,
    /// Whether the main institution must be this one, so that a filing is not enough.
    pub main_here: bool,
}

/// A title of a series at or above a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleRule {
    /// The series that count.
    pub series: Vec<TitleSeriesId>,
    /// Whether another series may count, so that it is flagged instead of refused.
    pub other_series_unsure: bool,
    /// The least level.
    pub level: Level,
    /// The disciplines; empty for any.
    pub discipline: Vec<DisciplineId>,
    /// For how many months it has been held.
    pub months: u32,
}

/// Months of work in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExperienceRule {
    /// The field.
    pub field: FieldRule,
    /// A second field whose days must be common with the first (其中).
    pub inside: Option<FieldRule>,
    /// How many months; 0 asks for any experience at all.
    pub months: u32,
}

/// Which field of experience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldRule {
    /// Any of these, added together.
    Of(Vec<FieldId>),
    /// The discipline in which the person holds the title (本专业, A17), of titles at or above a level.
    OfTitle(Level),
}

/// Training of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingRule {
    /// The kind.
    pub kind: TrainingKindId,
    /// How many months in all.
    pub months: u32,
    /// Whether it must have been passed.
    pub passed: bool,
}
