//! Why a person counts, does not count or may count: codes with data, no prose.

use serde::Serialize;

use super::truth::Truth;
use crate::catalogue::{
    CredentialKindId, DisciplineId, FieldId, LicenceCategoryId, PostId, ProfessionId, ScopeId,
    TitleSeriesId, TrainingKindId,
};
use crate::day::Day;
use crate::facts::{AbsenceKind, Level, LicenceLevel};
use crate::standard::ClauseId;

/// The outcome of one condition for one person on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Finding {
    /// It holds, on these records.
    Held {
        /// The records that count.
        evidence: Vec<Evidence>,
    },
    /// It does not hold.
    Failed {
        /// Why.
        cause: Cause,
    },
    /// A fact is missing without which it cannot be told.
    Unknown {
        /// The fact and the field to fill.
        missing: Missing,
    },
}

impl Finding {
    /// Held without a record worth showing.
    #[must_use]
    pub const fn held() -> Self {
        Self::Held {
            evidence: Vec::new(),
        }
    }

    /// Held on one record.
    #[must_use]
    pub fn on(evidence: Evidence) -> Self {
        Self::Held {
            evidence: vec![evidence],
        }
    }

    /// Whether it holds.
    #[must_use]
    pub const fn truth(&self) -> Truth {
        match self {
            Self::Held { .. } => Truth::Yes,
            Self::Failed { .. } => Truth::No,
            Self::Unknown { .. } => Truth::Maybe,
        }
    }

    /// The stable code of a cause or a missing fact; `None` when it holds.
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Held { .. } => None,
            Self::Failed { cause } => Some(cause.code()),
            Self::Unknown { .. } => Some("fact-missing"),
        }
    }
}

impl From<Cause> for Finding {
    fn from(cause: Cause) -> Self {
        Self::Failed { cause }
    }
}

impl From<Missing> for Finding {
    fn from(missing: Missing) -> Self {
        Self::Unknown { missing }
    }
}

/// A record of the person that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the fields are those of the record of that name in `facts`"
)]
pub enum Evidence {
    Title {
        series: Option<TitleSeriesId>,
        level: Option<Level>,
        discipline: Option<DisciplineId>,
        qualified: Option<Day>,
        appointed: Option<Day>,
    },
    Licence {
        level: Option<LicenceLevel>,
        scopes: Vec<ScopeId>,
        number: Option<String>,
        multi_site_until: Option<Day>,
    },
    Credential {
        kind: CredentialKindId,
        number: Option<String>,
        issued: Option<Day>,
        ends: Option<Day>,
    },
    Experience {
        fields: Vec<FieldId>,
        inside: Vec<FieldId>,
        months: u32,
        needed: u32,
        reached: Option<Day>,
    },
    Training {
        kind: TrainingKindId,
        months: u32,
        base: Option<String>,
    },
    Attestation {
        by: String,
        on: Day,
        through: Day,
        item: Option<String>,
    },
    Posting {
        post: PostId,
        full_time: Option<bool>,
        from: Option<Day>,
        to: Option<Day>,
    },
    ShortAbsence {
        kind: AbsenceKind,
        from: Day,
        to: Day,
    },
}

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
            Self::AttestedUnable { .. } => "attested-unable",
            Self::CountedElsewhere { .. } => "counted-elsewhere",
        }
    }
}

/// A fact that is missing, by the field to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Missing {
    /// The list of the person's file, such as `credentials`.
    pub list: &'static str,
    /// The record's place in the list, from 0; `None` when no record stands there.
    pub index: Option<usize>,
    /// The field to fill; empty when a whole record is wanted.
    pub field: &'static str,
}

impl Missing {
    /// A blank field of a record.
    #[must_use]
    pub const fn field(list: &'static str, index: usize, field: &'static str) -> Self {
        Self {
            list,
            index: Some(index),
            field,
        }
    }

    /// A record that is not there though it may exist.
    #[must_use]
    pub const fn record(list: &'static str) -> Self {
        Self {
            list,
            index: None,
            field: "",
        }
    }
}
