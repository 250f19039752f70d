//! Records that count, as data.

use serde::Serialize;

use super::Cause;
use crate::assess::world::OwnInterval;
use crate::catalogue::{
    CredentialKindId, DisciplineId, DutyId, FieldId, PostId, ScopeId, TechniqueId, TitleSeriesId,
    TrainingKindId,
};
use crate::day::Day;
use crate::facts::{AbsenceKind, Level, LicenceLevel, StaffNumber};
use crate::standard::CaseSort;

/// How a person stands with the base training of a technique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrainingStanding {
    /// Trained and passed.
    Trained,
    /// Exempt.
    Exempt,
    /// Neither, and the exemption on record does not count.
    Refused,
    /// Neither.
    Untrained,
    /// A fact is missing.
    Open,
}

/// An exemption on record whose criteria are not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The day it was granted.
    pub granted: Option<Day>,
    /// Which criteria, and why.
    pub criteria: Vec<Cause>,
}

impl Evidence {
    /// Whether it is said of everybody, also of those who do not count: an exemption that is refused,
    /// and the day on which it was judged.
    #[must_use]
    pub const fn is_said_of_all(&self) -> bool {
        matches!(
            self,
            Self::Entry { .. }
                | Self::BaseTraining {
                    refused: Some(_),
                    ..
                }
        )
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
        own_interval: Option<OwnInterval>,
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
        courses: Option<u32>,
        cases: Vec<(CaseSort, u32)>,
        /// The day of the examination, where it had to be passed.
        passed_on: Option<Day>,
    },
    /// How it stands with base training and exemption, whatever the finding beside it.
    BaseTraining {
        technique: TechniqueId,
        standing: TrainingStanding,
        /// A recorded exemption that does not count, where another finding does not say it.
        refused: Option<Refusal>,
    },
    /// The day on which it was judged whether a training may begin: its first day, or while there is
    /// none the day of assessment.
    Entry {
        on: Option<Day>,
        begun: bool,
    },
    Exemption {
        technique: TechniqueId,
        granted: Day,
        by: Option<String>,
    },
    Cases {
        technique: TechniqueId,
        from: Day,
        to: Day,
        cases: u32,
        needed: u32,
        each: bool,
    },
    NoSeriousEvent {
        technique: TechniqueId,
        from: Day,
        to: Day,
    },
    RadiationWork {
        code: String,
        from: Option<Day>,
    },
    Duty {
        duty: DutyId,
        on: Day,
        by: Option<StaffNumber>,
        due: Day,
        own_interval: Option<OwnInterval>,
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
