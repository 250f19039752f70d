//! The lists of the catalogue.

use serde::Serialize;

/// A list of the catalogue that ids are checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each names the list of the catalogue it stands for"
)]
pub enum Vocabulary {
    InstitutionKind,
    InstitutionLevel,
    DepartmentKind,
    Profession,
    TitleSeries,
    Discipline,
    ExperienceField,
    LicenceCategory,
    Scope,
    Subject,
    CredentialKind,
    PaperKind,
    TrainingKind,
    Technique,
    EquipmentKind,
    Service,
    Post,
    DeclaredFact,
    Figure,
    RoomKind,
    Duty,
}

impl Vocabulary {
    /// Every list.
    pub const ALL: &'static [Self] = &[
        Self::InstitutionKind,
        Self::InstitutionLevel,
        Self::DepartmentKind,
        Self::Profession,
        Self::TitleSeries,
        Self::Discipline,
        Self::ExperienceField,
        Self::LicenceCategory,
        Self::Scope,
        Self::Subject,
        Self::CredentialKind,
        Self::PaperKind,
        Self::TrainingKind,
        Self::Technique,
        Self::EquipmentKind,
        Self::Service,
        Self::Post,
        Self::DeclaredFact,
        Self::Figure,
        Self::RoomKind,
        Self::Duty,
    ];

    /// What an id of the list is called in messages.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::InstitutionKind => "kind of institution",
            Self::InstitutionLevel => "institution level",
            Self::DepartmentKind => "kind of department",
            Self::Profession => "profession",
            Self::TitleSeries => "title series",
            Self::Discipline => "discipline",
            Self::ExperienceField => "experience field",
            Self::LicenceCategory => "licence category",
            Self::Scope => "scope of practice",
            Self::Subject => "registered subject",
            Self::CredentialKind => "credential kind",
            Self::PaperKind => "paper kind",
            Self::TrainingKind => "training kind",
            Self::Technique => "technique",
            Self::EquipmentKind => "equipment kind",
            Self::Service => "service",
            Self::Post => "post",
            Self::DeclaredFact => "declared fact",
            Self::Figure => "figure",
            Self::RoomKind => "kind of room",
            Self::Duty => "duty",
        }
    }
}
