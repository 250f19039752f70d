//! The vocabulary: professions, titles, credentials and all other words of the field, as data.
//!
//! Files name things by the ids kept here; a file that uses an id the catalogue lacks does not
//! load. A hospital may extend the built-in catalogue by a file of its own.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::file::{
    Cx, Definitions, Fault, FaultKind, Faults, Node, Shape, Value, record, word_enum,
};

/// The built-in catalogue, as a file.
const BUILT_IN: &str = include_str!("../catalogue.toml");

word_enum! {
    /// How the validity of a credential ends when no expiry is printed on it.
    #[derive(Default)]
    pub enum Validity ("validity") {
        /// It never expires.
        #[default]
        Open = "open",
        /// It ends a fixed term after its issue.
        Fixed = "fixed",
        /// It has an end that must be entered; while blank the end is unknown.
        Dated = "dated",
        /// The next one is due an interval after the last; overdue the day after.
        Interval = "interval",
    }
}

record! {
    /// A word of the vocabulary.
    pub struct Term {
        /// The stable id used in files.
        id: String,
        /// The Chinese label.
        zh: String,
        /// The English label.
        en: String,
    }
}

record! {
    /// A kind of credential or institution paper.
    pub struct CredentialKind {
        /// The stable id used in files.
        id: String,
        /// The Chinese label.
        zh: String,
        /// The English label.
        en: String,
        /// Who issues it.
        issuer: Option<String>,
        /// What a blank expiry means.
        validity: Validity,
        /// The term or interval in months, for `fixed` and `interval`.
        months: Option<u32>,
        /// The professions the paper can be for when it does not say; empty for any.
        fits: Vec<String>,
        /// Whether the paper is examined for one profession, named on it as its category.
        by_category: Option<bool>,
        /// Days before the end at which to warn.
        lead_days: Vec<u32>,
    }
}

record! {
    /// A level of institution; the list in the catalogue ascends.
    pub struct InstitutionLevel {
        /// The stable id used in files.
        id: String,
        /// The Chinese label.
        zh: String,
        /// The English label.
        en: String,
        /// 1 for 一级, 2 for 二级, 3 for 三级.
        tier: u32,
    }
}

record! {
    /// A catalogue file. Every list may be left out; a hospital's own file adds to the built-in one.
    pub struct Catalogue {
        /// Kinds of institution.
        institution_kind: Vec<Term>,
        /// Levels of institution, ascending.
        institution_level: Vec<InstitutionLevel>,
        /// Kinds of department.
        department_kind: Vec<Term>,
        /// Professions.
        profession: Vec<Term>,
        /// Series of titles.
        title_series: Vec<Term>,
        /// Disciplines; each is also a field of experience.
        discipline: Vec<Term>,
        /// Fields of experience that are not disciplines.
        experience_field: Vec<Term>,
        /// Categories of a physician's licence (执业类别).
        licence_category: Vec<Term>,
        /// Scopes of practice (执业范围).
        scope: Vec<Term>,
        /// Registered clinical subjects of an institution (诊疗科目).
        subject: Vec<Term>,
        /// Kinds of credential a person holds.
        credential_kind: Vec<CredentialKind>,
        /// Kinds of paper an institution holds.
        paper_kind: Vec<CredentialKind>,
        /// Kinds of training.
        training_kind: Vec<Term>,
        /// Restricted techniques.
        technique: Vec<Term>,
        /// Kinds of equipment; each is also a service.
        equipment_kind: Vec<Term>,
        /// Services of an institution that are not kinds of equipment.
        service: Vec<Term>,
        /// Posts of a programme.
        post: Vec<Term>,
        /// Conditions a hospital declares.
        declared_fact: Vec<Term>,
        /// Figures a hospital records.
        figure: Vec<Term>,
    }
}

/// A list of the catalogue that ids are checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// The labels of a word of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'c> {
    /// Chinese.
    pub zh: &'c str,
    /// English.
    pub en: &'c str,
}

impl Catalogue {
    /// The catalogue that ships with the product.
    ///
    /// # Errors
    /// Never with the file as shipped; a test reads it.
    pub fn built_in() -> Result<Self, Faults> {
        Self::parse(BUILT_IN)
    }

    /// Reads a catalogue file.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        let node = Node::from_toml(text)?;
        let mut cx = Cx::new(None);
        let read = Self::read(&node, &mut cx);
        if let Some(catalogue) = &read {
            catalogue.check(&mut cx);
        }
        cx.finish(read)
    }

    /// This catalogue with a hospital's own words added.
    ///
    /// # Errors
    /// The ids that both define.
    pub fn extended_by(mut self, own: Self) -> Result<Self, Faults> {
        macro_rules! append {
            ($($list:ident),*) => { $( self.$list.extend(own.$list); )* };
        }
        append!(
            institution_kind,
            institution_level,
            department_kind,
            profession,
            title_series,
            discipline,
            experience_field,
            licence_category,
            scope,
            subject,
            credential_kind,
            paper_kind,
            training_kind,
            technique,
            equipment_kind,
            service,
            post,
            declared_fact,
            figure
        );
        let mut cx = Cx::new(None);
        self.check(&mut cx);
        cx.finish(Some(self))
    }

    fn check(&self, cx: &mut Cx<'_>) {
        for vocabulary in Vocabulary::ALL {
            let ids = self.ids(*vocabulary);
            for (index, id) in ids.iter().enumerate() {
                if ids.iter().take(index).any(|earlier| earlier == id) {
                    let what = format!("{} id", vocabulary.what());
                    cx.fault(FaultKind::Duplicate {
                        what,
                        found: (*id).to_owned(),
                    });
                }
            }
        }
        for kind in self.credential_kind.iter().chain(&self.paper_kind) {
            let termed = matches!(kind.validity, Validity::Fixed | Validity::Interval);
            if termed != kind.months.is_some() {
                cx.fault(FaultKind::NotAllowed {
                    why: format!("`{}`: `months` belongs to validity `fixed` and `interval`, and to no other", kind.id),
                });
            }
            for profession in &kind.fits {
                if self.label(Vocabulary::Profession, profession).is_none() {
                    cx.fault(FaultKind::Dangling {
                        what: "profession".to_owned(),
                        found: profession.clone(),
                    });
                }
            }
        }
    }

    /// All ids of a list, in the catalogue's order. Disciplines are fields of experience too, and
    /// kinds of equipment are services.
    #[must_use]
    pub fn ids(&self, vocabulary: Vocabulary) -> Vec<&str> {
        self.labels(vocabulary).map(|(id, _)| id).collect()
    }

    /// The labels of an id; `None` if the list lacks it.
    #[must_use]
    pub fn label(&self, vocabulary: Vocabulary, id: &str) -> Option<Label<'_>> {
        self.labels(vocabulary)
            .find(|(known, _)| *known == id)
            .map(|(_, label)| label)
    }

    fn labels(&self, vocabulary: Vocabulary) -> Box<dyn Iterator<Item = (&str, Label<'_>)> + '_> {
        fn terms(list: &[Term]) -> impl Iterator<Item = (&str, Label<'_>)> {
            list.iter().map(|t| {
                (
                    t.id.as_str(),
                    Label {
                        zh: &t.zh,
                        en: &t.en,
                    },
                )
            })
        }
        fn kinds(list: &[CredentialKind]) -> impl Iterator<Item = (&str, Label<'_>)> {
            list.iter().map(|k| {
                (
                    k.id.as_str(),
                    Label {
                        zh: &k.zh,
                        en: &k.en,
                    },
                )
            })
        }
        match vocabulary {
            Vocabulary::InstitutionKind => Box::new(terms(&self.institution_kind)),
            Vocabulary::InstitutionLevel => Box::new(self.institution_level.iter().map(|l| {
                (
                    l.id.as_str(),
                    Label {
                        zh: &l.zh,
                        en: &l.en,
                    },
                )
            })),
            Vocabulary::DepartmentKind => Box::new(terms(&self.department_kind)),
            Vocabulary::Profession => Box::new(terms(&self.profession)),
            Vocabulary::TitleSeries => Box::new(terms(&self.title_series)),
            Vocabulary::Discipline => Box::new(terms(&self.discipline)),
            Vocabulary::ExperienceField => {
                Box::new(terms(&self.discipline).chain(terms(&self.experience_field)))
            }
            Vocabulary::LicenceCategory => Box::new(terms(&self.licence_category)),
            Vocabulary::Scope => Box::new(terms(&self.scope)),
            Vocabulary::Subject => Box::new(terms(&self.subject)),
            Vocabulary::CredentialKind => Box::new(kinds(&self.credential_kind)),
            Vocabulary::PaperKind => Box::new(kinds(&self.paper_kind)),
            Vocabulary::TrainingKind => Box::new(terms(&self.training_kind)),
            Vocabulary::Technique => Box::new(terms(&self.technique)),
            Vocabulary::EquipmentKind => Box::new(terms(&self.equipment_kind)),
            Vocabulary::Service => {
                Box::new(terms(&self.equipment_kind).chain(terms(&self.service)))
            }
            Vocabulary::Post => Box::new(terms(&self.post)),
            Vocabulary::DeclaredFact => Box::new(terms(&self.declared_fact)),
            Vocabulary::Figure => Box::new(terms(&self.figure)),
        }
    }

    /// A kind of credential.
    #[must_use]
    pub fn credential(&self, id: &CredentialKindId) -> Option<&CredentialKind> {
        self.credential_kind.iter().find(|kind| kind.id == *id.0)
    }

    /// A kind of institution paper.
    #[must_use]
    pub fn paper(&self, id: &PaperKindId) -> Option<&CredentialKind> {
        self.paper_kind.iter().find(|kind| kind.id == *id.0)
    }

    /// Where an institution level stands in the ascending list, and its tier.
    #[must_use]
    pub fn level_rank(&self, id: &InstitutionLevelId) -> Option<(usize, u32)> {
        let mut levels = self.institution_level.iter().enumerate();
        levels
            .find(|(_, level)| level.id == *id.0)
            .map(|(rank, level)| (rank, level.tier))
    }
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
        }
    }
}

/// Declares an id type whose values exist in a list of the catalogue.
macro_rules! vocabulary_id {
    ($( $(#[doc = $doc:literal])* $name:ident in $vocabulary:ident ),* $(,)?) => { $(
        $(#[doc = $doc])*
        ///
        /// INVARIANT: made by reading against a catalogue that holds it.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id if the catalogue's list holds it.
            ///
            /// # Errors
            /// The fault of an unknown word, with the words allowed.
            pub fn of(catalogue: &Catalogue, id: &str) -> Result<Self, FaultKind> {
                let vocabulary = Vocabulary::$vocabulary;
                if catalogue.label(vocabulary, id).is_some() {
                    return Ok(Self(id.into()));
                }
                Err(FaultKind::UnknownWord {
                    what: vocabulary.what().to_owned(),
                    found: id.to_owned(),
                    allowed: catalogue.ids(vocabulary).into_iter().map(ToOwned::to_owned).collect(),
                })
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Shape for $name {
            fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
                let (Value::Text(id), Some(catalogue)) = (&node.value, cx.catalogue) else {
                    cx.wrong_kind(&format!("a {} id", Vocabulary::$vocabulary.what()), node);
                    return None;
                };
                match Self::of(catalogue, id) {
                    Ok(id) => Some(id),
                    Err(fault) => {
                        cx.fault(fault);
                        None
                    }
                }
            }

            fn write(&self) -> Node {
                Node::text(&*self.0)
            }

            fn schema(definitions: &mut Definitions) -> Node {
                definitions.vocabulary(Vocabulary::$vocabulary)
            }
        }
    )* };
}

vocabulary_id! {
    /// A kind of institution.
    InstitutionKindId in InstitutionKind,
    /// A level of institution.
    InstitutionLevelId in InstitutionLevel,
    /// A kind of department.
    DepartmentKindId in DepartmentKind,
    /// A profession (人员类别).
    ProfessionId in Profession,
    /// A series of titles (职称系列).
    TitleSeriesId in TitleSeries,
    /// A discipline (专业方向).
    DisciplineId in Discipline,
    /// A field of experience.
    FieldId in ExperienceField,
    /// A category of a physician's licence (执业类别).
    LicenceCategoryId in LicenceCategory,
    /// A scope of practice (执业范围).
    ScopeId in Scope,
    /// A registered clinical subject (诊疗科目).
    SubjectId in Subject,
    /// A kind of credential.
    CredentialKindId in CredentialKind,
    /// A kind of institution paper.
    PaperKindId in PaperKind,
    /// A kind of training.
    TrainingKindId in TrainingKind,
    /// A restricted technique.
    TechniqueId in Technique,
    /// A kind of equipment.
    EquipmentKindId in EquipmentKind,
    /// A service of the institution.
    ServiceId in Service,
    /// A post of a programme.
    PostId in Post,
    /// A condition the hospital declares.
    DeclaredFactId in DeclaredFact,
    /// A figure the hospital records.
    FigureId in Figure,
}

/// Every discipline is a field of experience.
impl From<&DisciplineId> for FieldId {
    fn from(discipline: &DisciplineId) -> Self {
        Self(Arc::clone(&discipline.0))
    }
}

/// Every kind of equipment is a service.
impl From<&EquipmentKindId> for ServiceId {
    fn from(kind: &EquipmentKindId) -> Self {
        Self(Arc::clone(&kind.0))
    }
}

/// A fault of the whole file, for callers that cannot read it at all.
#[must_use]
pub fn file_fault(message: String) -> Faults {
    Faults(vec![Fault {
        path: String::new(),
        line: None,
        kind: FaultKind::Syntax { message },
    }])
}
