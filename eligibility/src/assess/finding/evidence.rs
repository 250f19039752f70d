//! Records that count, as data.

use serde::Serialize;

use crate::assess::world::OwnInterval;
use crate::catalogue::{
    CredentialKindId, DisciplineId, DutyId, FieldId, PostId, ScopeId, TechniqueId, TitleSeriesId,
    TrainingKindId,
};
use crate::day::Day;
use crate::facts::{AbsenceKind, Level, LicenceLevel, StaffNumber};
use crate::standard::CaseSort;

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
