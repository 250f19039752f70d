//! What a clause asks of one person on one day.

use serde::Serialize;

use super::model::ClauseId;
use crate::catalogue::{
    CredentialKindId, DisciplineId, FieldId, FigureId, LicenceCategoryId, PostId, ProfessionId,
    ScopeId, TechniqueId, TitleSeriesId, TrainingKindId,
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
    /// Is posted on a post of the programme.
    Posted(PostId),
    /// Does radiation work.
    RadiationWork,
    /// Holds one of the credentials, done again at the hospital's own interval (A40).
    CredentialSetHere(Vec<CredentialKindId>),
    /// Held one of the credentials before the radiation work, else the employment, began.
    OnEntry(Vec<CredentialKindId>),
    /// Has done so many cases independently.
    Cases(CaseRule),
    /// Had no serious adverse event.
    NoSeriousEvent(EventRule),
    /// Is trained at a base for a technique, or exempt from it.
    BaseTraining(BaseTrainingRule),
    /// Has a recorded exemption from base training for a technique.
    Exempted(TechniqueId),
    /// Is posted on none of these posts of the programme.
    NotPosted(Vec<PostId>),
    /// Met conditions on the first day of a technique's base training; without one, on the day.
    OnFirstDay(FirstDayRule),
    /// Met conditions on the day of an exemption from base training; without one, on the day.
    OnGrant(FirstDayRule),
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
    /// Whether no higher level counts (the literal reading of A6).
    pub exactly: bool,
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
    /// The own discipline (本专业, A17): that of the title which meets the rule. Of the rule only the
    /// series, the level and the disciplines matter.
    OfTitle(TitleRule),
}

impl ExperienceRule {
    /// The title whose discipline is a field of the rule, if one is.
    #[must_use]
    pub fn own_title(&self) -> Option<&TitleRule> {
        let fields = std::iter::once(&self.field).chain(&self.inside);
        let mut titles = fields.filter_map(|field| match field {
            FieldRule::Of(_) => None,
            FieldRule::OfTitle(title) => Some(title),
        });
        titles.next()
    }
}

/// Training of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the file and independent of the others"
)]
pub struct TrainingRule {
    /// The kind.
    pub kind: TrainingKindId,
    /// The technique it must be for.
    pub technique: Option<TechniqueId>,
    /// How many months in all.
    pub months: u32,
    /// Whether it must have been passed.
    pub passed: bool,
    /// How many trainings.
    pub courses: u32,
    /// How many cases of each sort, all trainings together.
    pub cases: Vec<(CaseSort, u32)>,
    /// Whether it counts only at a base filed for the technique on all its days.
    pub filed_base: bool,
    /// Whether the months must be of one stay (A47's alternative).
    pub one_stay: bool,
    /// Whether it counts only from the first day of employment on.
    pub after_entry: bool,
    /// Whether it counts only under an instructor.
    pub instructed: bool,
}

/// A sort of case in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseSort {
    /// Taken part in.
    TakenPart,
    /// Managed throughout.
    Managed,
    /// Done alone under supervision.
    Done,
}

/// Cases of a technique done independently in the last years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRule {
    /// The technique.
    pub technique: TechniqueId,
    /// How many years.
    pub years: u32,
    /// How many cases.
    pub at_least: u32,
    /// Whether in each of the years.
    pub each: bool,
    /// Whether each year is a 12-month window ending on the day and not a calendar year.
    pub rolling: bool,
    /// The hospital's own figure, which nobody's cases can exceed.
    pub ceiling: Option<FigureId>,
}

/// No serious adverse event with a technique (A25).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRule {
    /// The technique.
    pub technique: TechniqueId,
    /// In how many last years; `None` for ever.
    pub years: Option<u32>,
    /// Whether the years are complete calendar years, and the time since.
    pub calendar: bool,
}

/// Trained at a base for a technique, or exempt from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseTrainingRule {
    /// The technique.
    pub technique: TechniqueId,
    /// What training is enough.
    pub trained: Vec<Condition>,
    /// The criteria a recorded exemption rests on.
    pub exempt: Vec<Condition>,
    /// Whether they are judged on the day of the grant (A36's alternative).
    pub on_grant: bool,
}

/// What was so on the first day of a technique's base training (A46), or on the day of an exemption
/// from it (A36's alternative).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstDayRule {
    /// The technique.
    pub technique: TechniqueId,
    /// The kinds of training that are meant; empty for any.
    pub kinds: Vec<TrainingKindId>,
    /// The conditions.
    pub conditions: Vec<Condition>,
}
