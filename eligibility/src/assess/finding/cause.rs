//! Why a condition does not hold, as data.

use serde::Serialize;

use crate::assess::world::OwnInterval;
use crate::catalogue::{
    CredentialKindId, DisciplineId, DutyId, FieldId, LicenceCategoryId, PostId, ProfessionId,
    ScopeId, TechniqueId, TitleSeriesId, TrainingKindId,
};
use crate::day::Day;
use crate::facts::{AbsenceKind, Level, LicenceLevel};
use crate::standard::{CaseSort, ClauseId};

/// Why a condition does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the fields say what was found and what was asked"
)]
pub enum Cause {
    NotEmployed {
        until: Option<Day>,
    },
    Suspended {
        from: Option<Day>,
        to: Option<Day>,
    },
    Absent {
        kind: AbsenceKind,
        from: Day,
        to: Option<Day>,
    },
    NotMember,
    NotPosted {
        post: PostId,
    },
    NotFullTime {
        post: PostId,
    },
    /// Posted on a post whose people do not count here.
    PostedAs {
        post: PostId,
    },
    FullTimeElsewhere {
        post: PostId,
        programme: Option<String>,
    },
    WrongProfession {
        held: Vec<ProfessionId>,
        asked: Vec<ProfessionId>,
    },
    WrongDiscipline {
        held: Vec<DisciplineId>,
        asked: Vec<DisciplineId>,
    },
    NoLicence {
        asked: LicenceLevel,
    },
    LicenceLevel {
        held: LicenceLevel,
        asked: LicenceLevel,
    },
    LicenceCategory {
        held: LicenceCategoryId,
        asked: Vec<LicenceCategoryId>,
    },
    LicenceScope {
        held: Vec<ScopeId>,
        asked: Vec<ScopeId>,
    },
    LicenceNotYet {
        from: Day,
    },
    LicenceEnded {
        to: Day,
    },
    LicenceSuspended {
        from: Day,
        to: Option<Day>,
    },
    LicenceCancelled {
        from: Day,
    },
    NotRegisteredHere,
    FilingNotYet {
        from: Day,
    },
    FilingEnded {
        to: Day,
    },
    AssessmentFailed {
        on: Day,
    },
    NoTitle {
        asked: Level,
    },
    TitleSeries {
        held: TitleSeriesId,
        asked: Vec<TitleSeriesId>,
    },
    TitleLevel {
        held: Level,
        asked: Level,
    },
    TitleDiscipline {
        held: DisciplineId,
        asked: Vec<DisciplineId>,
    },
    TitleNotYet {
        level: Level,
        qualified: Day,
    },
    TitleTooShort {
        held_since: Day,
        months: u32,
        reaches: Day,
    },
    NoCredential {
        asked: Vec<CredentialKindId>,
    },
    CredentialNotYet {
        kind: CredentialKindId,
        issued: Day,
    },
    CredentialExpired {
        kind: CredentialKindId,
        on: Day,
        own_interval: Option<OwnInterval>,
    },
    CredentialRevoked {
        kind: CredentialKindId,
        from: Day,
    },
    CredentialSuspended {
        kind: CredentialKindId,
        from: Day,
    },
    CredentialForOther {
        kind: CredentialKindId,
        category: Option<ProfessionId>,
        held: Vec<ProfessionId>,
    },
    NoExperience {
        fields: Vec<FieldId>,
    },
    ExperienceTooShort {
        fields: Vec<FieldId>,
        inside: Vec<FieldId>,
        months: u32,
        needed: u32,
        reaches: Option<Day>,
    },
    NoTraining {
        kind: TrainingKindId,
    },
    TrainingTooShort {
        kind: TrainingKindId,
        months: u32,
        needed: u32,
        reaches: Option<Day>,
    },
    TrainingFailed {
        kind: TrainingKindId,
    },
    /// The examination recorded as passed is of a later day.
    NotYetExamined {
        kind: TrainingKindId,
        on: Day,
    },
    TooFewCourses {
        kind: TrainingKindId,
        courses: u32,
        needed: u32,
    },
    TooFewTrainingCases {
        kind: TrainingKindId,
        sort: CaseSort,
        cases: u32,
        needed: u32,
    },
    /// The base was not filed with the province for the technique on all days of the training;
    /// `with_another` if it was filed with another authority only.
    BaseNotFiled {
        base: String,
        technique: Option<TechniqueId>,
        with_another: bool,
    },
    /// No exemption from base training is recorded; `criteria_met` if its criteria are met all the
    /// same, so that it could be granted.
    NotExempted {
        technique: TechniqueId,
        criteria_met: bool,
    },
    /// An exemption is recorded and does not count, since these of its criteria are not met.
    ExemptionRefused {
        technique: TechniqueId,
        granted: Option<Day>,
        criteria: Vec<Cause>,
    },
    TooFewCases {
        technique: TechniqueId,
        from: Day,
        to: Day,
        cases: u32,
        needed: u32,
        each: bool,
    },
    /// The hospital's own figure is too small for anybody to have done so many.
    CasesBeyondHospital {
        technique: TechniqueId,
        from: Day,
        to: Day,
        cases: u64,
        needed: u64,
    },
    SeriousEvent {
        technique: TechniqueId,
        on: Option<Day>,
    },
    NoRadiationWork,
    /// None of these is dated on or before the day the work began.
    NotBeforeEntry {
        asked: Vec<CredentialKindId>,
        entry: Day,
    },
    DutyOverdue {
        duty: DutyId,
        last: Day,
        due: Day,
        own_interval: Option<OwnInterval>,
    },
    AttestedUnable {
        by: String,
        on: Day,
    },
    CountedElsewhere {
        clause: ClauseId,
    },
}

impl Cause {
    /// A stable kebab-case code, the one of the JSON output.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotEmployed { .. } => "not-employed",
            Self::Suspended { .. } => "suspended",
            Self::Absent { .. } => "absent",
            Self::NotMember => "not-member",
            Self::NotPosted { .. } => "not-posted",
            Self::NotFullTime { .. } => "not-full-time",
            Self::PostedAs { .. } => "posted-as",
            Self::FullTimeElsewhere { .. } => "full-time-elsewhere",
            Self::WrongProfession { .. } => "wrong-profession",
            Self::WrongDiscipline { .. } => "wrong-discipline",
            Self::NoLicence { .. } => "no-licence",
            Self::LicenceLevel { .. } => "licence-level",
            Self::LicenceCategory { .. } => "licence-category",
            Self::LicenceScope { .. } => "licence-scope",
            Self::LicenceNotYet { .. } => "licence-not-yet",
            Self::LicenceEnded { .. } => "licence-ended",
            Self::LicenceSuspended { .. } => "licence-suspended",
            Self::LicenceCancelled { .. } => "licence-cancelled",
            Self::NotRegisteredHere => "not-registered-here",
            Self::FilingNotYet { .. } => "filing-not-yet",
            Self::FilingEnded { .. } => "filing-ended",
            Self::AssessmentFailed { .. } => "assessment-failed",
            Self::NoTitle { .. } => "no-title",
            Self::TitleSeries { .. } => "title-series",
            Self::TitleLevel { .. } => "title-level",
            Self::TitleDiscipline { .. } => "title-discipline",
            Self::TitleNotYet { .. } => "title-not-yet",
            Self::TitleTooShort { .. } => "title-too-short",
            Self::NoCredential { .. } => "no-credential",
            Self::CredentialNotYet { .. } => "credential-not-yet",
            Self::CredentialExpired { .. } => "credential-expired",
            Self::CredentialRevoked { .. } => "credential-revoked",
            Self::CredentialSuspended { .. } => "credential-suspended",
            Self::CredentialForOther { .. } => "credential-for-other",
            Self::NoExperience { .. } => "no-experience",
            Self::ExperienceTooShort { .. } => "experience-too-short",
            Self::NoTraining { .. } => "no-training",
            Self::TrainingTooShort { .. } => "training-too-short",
            Self::TrainingFailed { .. } => "training-failed",
            Self::NotYetExamined { .. } => "not-yet-examined",
            Self::TooFewCourses { .. } => "too-few-courses",
            Self::TooFewTrainingCases { .. } => "too-few-training-cases",
            Self::BaseNotFiled { .. } => "base-not-filed",
            Self::NotExempted { .. } => "not-exempted",
            Self::ExemptionRefused { .. } => "exemption-refused",
            Self::TooFewCases { .. } => "too-few-cases",
            Self::CasesBeyondHospital { .. } => "cases-beyond-hospital",
            Self::SeriousEvent { .. } => "serious-event",
            Self::NoRadiationWork => "no-radiation-work",
            Self::NotBeforeEntry { .. } => "not-before-entry",
            Self::DutyOverdue { .. } => "duty-overdue",
            Self::AttestedUnable { .. } => "attested-unable",
            Self::CountedElsewhere { .. } => "counted-elsewhere",
        }
    }
}
