//! The labels of ids, and dates and durations in words.

use eligibility::catalogue::{
    Catalogue, CredentialKindId, DeclaredFactId, DepartmentKindId, DisciplineId, DutyId,
    EquipmentKindId, FieldId, FigureId, InstitutionKindId, InstitutionLevelId, LicenceCategoryId,
    PaperKindId, PostId, ProfessionId, RoomKindId, ScopeId, ServiceId, SubjectId, TechniqueId,
    TitleSeriesId, TrainingKindId, Vocabulary,
};
use eligibility::day::Day;
use eligibility::facts::{AbsenceKind, Hospital, Level, LicenceLevel, StaffNumber};
use eligibility::standard::{Calendar, CaseSort, RoomFeature, SetScope, Text};

use crate::locale::Lang;

/// A language, and the labels it has for ids.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// The language.
    pub lang: Lang,
    /// Where the labels stand.
    pub catalogue: &'a Catalogue,
}

/// Declares, for a type of id, the label of one and those of several joined by "or".
macro_rules! labels {
    ($( $one:ident, $several:ident: $id:ident in $vocabulary:ident; )*) => { $(
        #[doc = concat!("The label of a [`", stringify!($id), "`].")]
        #[must_use]
        pub fn $one<'l>(self, id: &'l $id) -> &'l str where 'a: 'l {
            self.label(Vocabulary::$vocabulary, id.as_str()).unwrap_or(id.as_str())
        }

        #[doc = concat!("The labels of several [`", stringify!($id), "`]s, joined by “or”.")]
        #[must_use]
        pub fn $several(self, ids: &[$id]) -> String {
            self.either(ids.iter().map(|id| self.$one(id)))
        }
    )* };
}

impl<'a> Voice<'a> {
    /// A language with the labels of a catalogue.
    #[must_use]
    pub const fn new(lang: Lang, catalogue: &'a Catalogue) -> Self {
        Self { lang, catalogue }
    }

    labels! {
        post, posts: PostId in Post;
        profession, professions: ProfessionId in Profession;
        discipline, disciplines: DisciplineId in Discipline;
        category, categories: LicenceCategoryId in LicenceCategory;
        scope, scopes: ScopeId in Scope;
        series, several_series: TitleSeriesId in TitleSeries;
        full_credential, full_credentials: CredentialKindId in CredentialKind;
        field, fields: FieldId in ExperienceField;
        training, trainings: TrainingKindId in TrainingKind;
        fact, facts: DeclaredFactId in DeclaredFact;
        institution_kind, institution_kinds: InstitutionKindId in InstitutionKind;
        institution_level, institution_levels: InstitutionLevelId in InstitutionLevel;
        subject, subjects: SubjectId in Subject;
        paper, papers: PaperKindId in PaperKind;
        service, services: ServiceId in Service;
        figure, figures: FigureId in Figure;
        equipment, several_equipment: EquipmentKindId in EquipmentKind;
        department_kind, department_kinds: DepartmentKindId in DepartmentKind;
        technique, techniques: TechniqueId in Technique;
        room, rooms: RoomKindId in RoomKind;
        duty, duties: DutyId in Duty;
    }

    pub(in crate::wording) fn label(self, vocabulary: Vocabulary, id: &str) -> Option<&'a str> {
        let label = self.catalogue.label(vocabulary, id)?;
        Some(match self.lang {
            Lang::Zh => label.zh,
            Lang::En => label.en,
        })
    }

    /// A credential's label without the remark in parentheses, for use inside a sentence.
    #[must_use]
    pub fn credential<'l>(self, id: &'l CredentialKindId) -> &'l str
    where
        'a: 'l,
    {
        let label = self.full_credential(id);
        label.split_once('（').map_or(label, |(short, _)| short)
    }

    /// Several credentials, joined by "or".
    #[must_use]
    pub fn credentials(self, ids: &[CredentialKindId]) -> String {
        self.either(ids.iter().map(|id| self.credential(id)))
    }

    fn either<'t>(self, texts: impl Iterator<Item = &'t str>) -> String {
        let texts: Vec<&str> = texts.collect();
        texts.join(match self.lang {
            Lang::Zh => "或",
            Lang::En => " or ",
        })
    }

    /// Of a text in both languages, the one to show.
    #[must_use]
    pub fn text(self, text: &Text) -> &str {
        match self.lang {
            Lang::Zh => &text.zh,
            Lang::En => &text.en,
        }
    }

    /// A title's level.
    #[must_use]
    pub const fn level(self, level: Level) -> &'static str {
        match (self.lang, level) {
            (Lang::Zh, Level::Assistant) => "士级",
            (Lang::Zh, Level::Junior) => "师级",
            (Lang::Zh, Level::Intermediate) => "中级",
            (Lang::Zh, Level::DeputySenior) => "副高",
            (Lang::Zh, Level::Senior) => "正高",
            (Lang::En, Level::Assistant) => "assistant",
            (Lang::En, Level::Junior) => "junior",
            (Lang::En, Level::Intermediate) => "intermediate",
            (Lang::En, Level::DeputySenior) => "deputy senior",
            (Lang::En, Level::Senior) => "senior",
        }
    }

    /// A licence's level.
    #[must_use]
    pub const fn licence(self, level: LicenceLevel) -> &'static str {
        match (self.lang, level) {
            (Lang::Zh, LicenceLevel::Physician) => "执业医师",
            (Lang::Zh, LicenceLevel::AssistantPhysician) => "执业助理医师",
            (Lang::Zh, LicenceLevel::Nurse) => "护士",
            (Lang::Zh, LicenceLevel::Pharmacist) => "药师",
            (Lang::En, LicenceLevel::Physician) => "physician",
            (Lang::En, LicenceLevel::AssistantPhysician) => "assistant physician",
            (Lang::En, LicenceLevel::Nurse) => "nurse",
            (Lang::En, LicenceLevel::Pharmacist) => "pharmacist",
        }
    }

    /// What an absence is for.
    #[must_use]
    pub const fn absence(self, kind: AbsenceKind) -> &'static str {
        match (self.lang, kind) {
            (Lang::Zh, AbsenceKind::Suspension) => "停职",
            (Lang::Zh, AbsenceKind::Leave) => "休假",
            (Lang::Zh, AbsenceKind::Secondment) => "外派",
            (Lang::Zh, AbsenceKind::TrainingElsewhere) => "外出进修",
            (Lang::En, AbsenceKind::Suspension) => "suspended",
            (Lang::En, AbsenceKind::Leave) => "on leave",
            (Lang::En, AbsenceKind::Secondment) => "seconded elsewhere",
            (Lang::En, AbsenceKind::TrainingElsewhere) => "away for training",
        }
    }

    /// A sort of case in training.
    #[must_use]
    pub const fn case_sort(self, sort: CaseSort) -> &'static str {
        match (self.lang, sort) {
            (Lang::Zh, CaseSort::TakenPart) => "参与",
            (Lang::Zh, CaseSort::Managed) => "全程管理",
            (Lang::Zh, CaseSort::Done) => "在指导下独立完成",
            (Lang::En, CaseSort::TakenPart) => "taken part in",
            (Lang::En, CaseSort::Managed) => "managed throughout",
            (Lang::En, CaseSort::Done) => "done alone under supervision",
        }
    }

    /// Something a room must have.
    #[must_use]
    pub const fn room_feature(self, feature: RoomFeature) -> &'static str {
        match (self.lang, feature) {
            (Lang::Zh, RoomFeature::ControlRoom) => "控制室和辅助用房",
            (Lang::Zh, RoomFeature::ProtectiveGear) => "防护用品",
            (Lang::Zh, RoomFeature::RescueEquipment) => "抢救设备",
            (Lang::Zh, RoomFeature::Defibrillator) => "除颤仪",
            (Lang::En, RoomFeature::ControlRoom) => "control room and auxiliary rooms",
            (Lang::En, RoomFeature::ProtectiveGear) => "protective gear",
            (Lang::En, RoomFeature::RescueEquipment) => "rescue equipment",
            (Lang::En, RoomFeature::Defibrillator) => "defibrillator",
        }
    }

    /// A stretch of the calendar.
    #[must_use]
    pub const fn calendar(self, calendar: Calendar) -> &'static str {
        match (self.lang, calendar) {
            (Lang::Zh, Calendar::Week) => "每周",
            (Lang::Zh, Calendar::Month) => "每月",
            (Lang::Zh, Calendar::Quarter) => "每季度",
            (Lang::En, Calendar::Week) => "each week",
            (Lang::En, Calendar::Month) => "each month",
            (Lang::En, Calendar::Quarter) => "each quarter",
        }
    }

    /// Where the people of a set are found; in Chinese what follows says how many there are.
    #[must_use]
    pub fn set_scope(self, scope: &SetScope) -> String {
        match (self.lang, scope) {
            (Lang::Zh, SetScope::Posted(posts)) => {
                let posts: Vec<_> = posts.iter().map(|post| self.post(post)).collect();
                format!("“{}”上", posts.join("”或“"))
            }
            (Lang::Zh, SetScope::Members { only }) if only.is_empty() => "本项目各科室中".into(),
            (Lang::Zh, SetScope::Members { only }) => {
                format!("本项目的{}中", self.department_kinds(only))
            }
            (Lang::En, SetScope::Posted(posts)) => format!("posted as {}", self.posts(posts)),
            (Lang::En, SetScope::Members { only }) if only.is_empty() => {
                "in the departments of this programme".into()
            }
            (Lang::En, SetScope::Members { only }) => {
                format!("in {} of this programme", self.department_kinds(only))
            }
        }
    }

    /// A stretch of days, either end of which may be open.
    #[must_use]
    pub fn period(self, from: Option<Day>, to: Option<Day>) -> String {
        match (self.lang, from, to) {
            (Lang::Zh, Some(from), Some(to)) => format!("{from} 至 {to}"),
            (Lang::Zh, Some(from), None) => format!("{from} 起"),
            (Lang::Zh, None, Some(to)) => format!("至 {to}"),
            (Lang::Zh, None, None) => "起止日期未填".to_owned(),
            (Lang::En, Some(from), Some(to)) => format!("{from} to {to}"),
            (Lang::En, Some(from), None) => format!("from {from}"),
            (Lang::En, None, Some(to)) => format!("until {to}"),
            (Lang::En, None, None) => "dates not recorded".to_owned(),
        }
    }

    /// Months as years and months.
    #[must_use]
    pub fn duration(self, months: u32) -> String {
        let (years, rest) = (months / 12, months % 12);
        let plural = |n: u32| if n == 1 { "" } else { "s" };
        match (self.lang, years, rest) {
            (Lang::Zh, 0, m) => format!("{m} 个月"),
            (Lang::Zh, y, 0) => format!("{y} 年"),
            (Lang::Zh, y, m) => format!("{y} 年 {m} 个月"),
            (Lang::En, 0, m) => format!("{m} month{}", plural(m)),
            (Lang::En, y, 0) => format!("{y} year{}", plural(y)),
            (Lang::En, y, m) => format!("{y} year{} {m} month{}", plural(y), plural(m)),
        }
    }

    /// A person by name and staff number, or by the number alone.
    #[must_use]
    pub fn person(self, hospital: &Hospital, staff: &StaffNumber) -> String {
        let words = self.lang.words();
        self.name(hospital, staff).map_or_else(
            || staff.to_string(),
            |name| format!("{name}{}{staff}{}", words.open, words.close),
        )
    }

    /// The name of a person. People are in the order of their staff numbers, so this is a short
    /// search.
    #[must_use]
    pub fn name<'h>(self, hospital: &'h Hospital, staff: &StaffNumber) -> Option<&'h str> {
        let people = &hospital.people;
        let place = people.binary_search_by(|person| person.staff.cmp(staff));
        people.get(place.ok()?)?.name.as_deref()
    }
}

/// Hundredths of a unit as a number of units, without zeros at its end.
pub(super) fn amount(hundredths: u64) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let text = format!("{whole}.{part:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
