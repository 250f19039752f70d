//! One person's file and its kinds of record.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::papers::{Credential, Licence, PeriodicAssessment};
use crate::catalogue::{
    DisciplineId, FieldId, ProfessionId, TechniqueId, TitleSeriesId, TrainingKindId,
};
use crate::day::Day;
use crate::file::{Cx, Definitions, FaultKind, Node, Shape, Thing, record, word_enum};

/// A staff number (工号), unique in the institution.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct StaffNumber(Arc<str>);

impl StaffNumber {
    /// The staff number of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The staff number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StaffNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Shape for StaffNumber {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        String::read(node, cx).map(|text| Self::new(text.trim()))
    }

    fn write(&self) -> Node {
        Node::text(&*self.0)
    }

    fn schema(definitions: &mut Definitions) -> Node {
        String::schema(definitions)
    }
}

word_enum! {
    /// The level of a title; a higher level fills a lower post of the same series.
    pub enum Level (TitleLevel) {
        /// 士
        Assistant = "assistant",
        /// 师
        Junior = "junior",
        /// 中级
        Intermediate = "intermediate",
        /// 副高
        DeputySenior = "deputy-senior",
        /// 正高
        Senior = "senior",
    }
}

word_enum! {
    /// What an absence is for.
    pub enum AbsenceKind (AbsenceKind) {
        /// 停职: never counted on its days.
        Suspension = "suspension",
        /// 休假.
        Leave = "leave",
        /// 外派.
        Secondment = "secondment",
        /// 外出进修.
        TrainingElsewhere = "training-elsewhere",
    }
}

word_enum! {
    /// A list of a person's file that may be marked incomplete.
    pub enum ListKind (ListKind) {
        /// Employment.
        Employment = "employment",
        /// Departments.
        Departments = "departments",
        /// Titles.
        Titles = "titles",
        /// Licences.
        Licences = "licences",
        /// Credentials.
        Credentials = "credentials",
        /// Experience.
        Experience = "experience",
        /// Training.
        Training = "training",
        /// Exemptions.
        Exemptions = "exemptions",
        /// Case volumes.
        Cases = "cases",
        /// Attestations of the person's abilities.
        Attestations = "attestations",
    }
}

record! {
    /// A stretch of employment here.
    pub struct Employment {
        /// First day; blank is unknown.
        from: Option<Day>,
        /// Last day; blank while employed.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// Days on which the person does not work here.
    pub struct Absence {
        /// What for.
        kind: AbsenceKind,
        /// First day; blank is unknown.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// Membership of a department.
    pub struct Membership {
        /// The department's id.
        department: String,
        /// First day; blank is unknown.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A profession (人员类别) in which the person works.
    pub struct ProfessionRecord {
        /// The profession.
        profession: ProfessionId,
        /// First day; blank means from the beginning.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A discipline (专业方向) in which the person works; not the scope of practice.
    pub struct DisciplineRecord {
        /// The discipline.
        discipline: DisciplineId,
        /// First day; blank means from the beginning.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A title obtained (职称), one record per title; earlier titles stay.
    pub struct Title {
        /// The series; blank is missing.
        series: Option<TitleSeriesId>,
        /// The level; blank is missing.
        level: Option<Level>,
        /// The discipline of the title (职称专业); blank is missing.
        discipline: Option<DisciplineId>,
        /// The day of the qualification (任职资格), which is the day that counts; blank is missing.
        qualified: Option<Day>,
        /// The day of the appointment (聘任), kept and shown.
        appointed: Option<Day>,
    }
}

record! {
    /// Work in a field, with any employer; years are computed.
    pub struct Experience {
        /// The field.
        field: FieldId,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
        /// The employer.
        employer: Option<String>,
    }
    in order (from, to)
}

record! {
    /// A training taken.
    pub struct Training {
        /// The kind.
        kind: TrainingKindId,
        /// The technique it is for.
        technique: Option<TechniqueId>,
        /// The base or organiser.
        base: Option<String>,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
        /// Who instructed.
        instructor: Option<String>,
        /// Cases taken part in.
        cases_taken_part: Option<u32>,
        /// Cases managed throughout.
        cases_managed: Option<u32>,
        /// Cases done alone under supervision.
        cases_done: Option<u32>,
        /// The day of the examination.
        examined: Option<Day>,
        /// Whether the examination was passed; blank is missing.
        passed: Option<bool>,
    }
    in order (from, to)
}

record! {
    /// An exemption from base training (免于培训), granted and recorded.
    pub struct Exemption {
        /// The technique.
        technique: TechniqueId,
        /// The day it was granted; blank is missing.
        granted: Option<Day>,
        /// By whom.
        by: Option<String>,
    }
}

record! {
    /// A serious adverse event.
    pub struct SeriousEvent {
        /// The day; blank is missing.
        on: Option<Day>,
    }
}

record! {
    /// The cases of a technique in a period; zero is stated, not implied.
    pub struct CaseVolume {
        /// The technique.
        technique: TechniqueId,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
        /// Cases done independently; blank is missing.
        independent: Option<u32>,
        /// Whether the adverse events of the period are recorded in full; blank is missing.
        events_recorded: Option<bool>,
        /// Serious adverse events of the period.
        serious_events: Vec<SeriousEvent>,
    }
    in order (from, to)
}

record! {
    /// Radiation work by its code of 照射种类 (2A diagnosis, 2B dental, 2C nuclear medicine, 2D radiotherapy, 2E intervention, 2F other).
    pub struct RadiationWork {
        /// The code.
        code: String,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
    check with known_code
}

fn known_code(work: &RadiationWork, cx: &mut Cx<'_>) {
    let known = ["2A", "2B", "2C", "2D", "2E", "2F"];
    if !known.contains(&work.code.as_str()) {
        cx.at_key("code", None, |cx| {
            cx.fault(FaultKind::UnknownWord {
                what: Thing::RadiationCode,
                found: work.code.clone(),
                allowed: known.iter().map(ToString::to_string).collect(),
            });
        });
    }
}

record! {
    /// One person's file (人员). Every list may be left out; a list without a fitting record means
    /// "not held" unless it is named in `incomplete`.
    pub struct Person {
        /// The staff number (工号), unique.
        staff: StaffNumber,
        /// The name; blank in files without names.
        name: Option<String>,
        /// Employment here.
        employment: Vec<Employment>,
        /// Absences.
        absences: Vec<Absence>,
        /// Departments.
        departments: Vec<Membership>,
        /// Professions (人员类别).
        professions: Vec<ProfessionRecord>,
        /// Disciplines (专业方向).
        disciplines: Vec<DisciplineRecord>,
        /// Titles (职称), one record per title obtained.
        titles: Vec<Title>,
        /// Licences (执业证).
        licences: Vec<Licence>,
        /// Periodic assessments of a physician (定期考核).
        assessments: Vec<PeriodicAssessment>,
        /// Credentials (证书, 上岗证).
        credentials: Vec<Credential>,
        /// Experience (经历).
        experience: Vec<Experience>,
        /// Training (培训).
        training: Vec<Training>,
        /// Exemptions (免于培训).
        exemptions: Vec<Exemption>,
        /// Case volumes (例数).
        cases: Vec<CaseVolume>,
        /// Radiation work (照射种类).
        radiation_work: Vec<RadiationWork>,
        /// The lists that are not complete: what is not in them may still be held.
        incomplete: Vec<ListKind>,
    }
}

impl Person {
    /// An empty file.
    #[must_use]
    pub const fn new(staff: StaffNumber) -> Self {
        Self {
            staff,
            name: None,
            employment: Vec::new(),
            absences: Vec::new(),
            departments: Vec::new(),
            professions: Vec::new(),
            disciplines: Vec::new(),
            titles: Vec::new(),
            licences: Vec::new(),
            assessments: Vec::new(),
            credentials: Vec::new(),
            experience: Vec::new(),
            training: Vec::new(),
            exemptions: Vec::new(),
            cases: Vec::new(),
            radiation_work: Vec::new(),
            incomplete: Vec::new(),
        }
    }

    /// Whether a list holds everything there is of its kind.
    #[must_use]
    pub fn is_complete(&self, list: ListKind) -> bool {
        !self.incomplete.contains(&list)
    }
}
