//! The vocabulary: professions, titles, credentials and all other words of the field, as data.
//!
//! Files name things by the ids kept here; a file that uses an id the catalogue lacks does not
//! load. A hospital may extend the built-in catalogue by a file of its own.

mod ids;
mod vocabulary;

pub use ids::{
    CredentialKindId, DeclaredFactId, DepartmentKindId, DisciplineId, DutyId, EquipmentKindId,
    FieldId, FigureId, InstitutionKindId, InstitutionLevelId, LicenceCategoryId, PaperKindId,
    PostId, ProfessionId, RoomKindId, ScopeId, ServiceId, SubjectId, TechniqueId, TitleSeriesId,
    TrainingKindId,
};
pub use vocabulary::Vocabulary;

use std::sync::Arc;

use crate::day::Day;
use crate::file::{Cx, FaultKind, Faults, Node, Rule, Shape, Thing, record, word_enum};

/// The built-in catalogue, as a file.
const BUILT_IN: &str = include_str!("../../catalogue.toml");

word_enum! {
    /// How the validity of a credential ends when no expiry is printed on it.
    #[derive(Default)]
    pub enum Validity (Validity) {
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
        /// The stable id used in files; every id of a fact shares this text.
        id: Arc<str>,
        /// The Chinese label.
        zh: String,
        /// The English label.
        en: String,
    }
}

record! {
    /// A post of a programme.
    pub struct PostTerm {
        /// The stable id used in files; every id of a fact shares this text.
        id: Arc<str>,
        /// The Chinese label.
        zh: String,
        /// The English label.
        en: String,
        /// Whether it is a full-time post (专职) whatever the standard: who fills it counts for
        /// nothing else, and whether a holder is full-time must be recorded.
        full_time: Option<bool>,
        /// Whether it is a role, which may be held beside any other post.
        role: Option<bool>,
    }
}

record! {
    /// A kind of credential or institution paper.
    pub struct CredentialKind {
        /// The stable id used in files; every id of a fact shares this text.
        id: Arc<str>,
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
        /// The term or interval in days, where it is not one of months.
        days: Option<u32>,
        /// The professions the paper can be for when it does not say; empty for any.
        fits: Vec<String>,
        /// Whether the paper is examined for one profession, named on it as its category.
        by_category: Option<bool>,
        /// Days before the end at which to warn.
        lead_days: Vec<u32>,
    }
}

impl CredentialKind {
    /// The last valid day of a paper without a printed one, by the day of its issue; `None` where the
    /// kind has no term.
    #[must_use]
    pub fn term_ends(&self, issued: Day) -> Option<Day> {
        let by_months = self.months.map(|months| issued.plus_months(months));
        by_months.or_else(|| self.days.map(|days| issued.plus_days(days)))
    }
}

record! {
    /// A level of institution; the list in the catalogue ascends.
    pub struct InstitutionLevel {
        /// The stable id used in files; every id of a fact shares this text.
        id: Arc<str>,
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
        post: Vec<PostTerm>,
        /// Conditions a hospital declares.
        declared_fact: Vec<Term>,
        /// Figures a hospital records.
        figure: Vec<Term>,
        /// Kinds of room.
        room_kind: Vec<Term>,
        /// Duties that are done again and again.
        duty: Vec<Term>,
    }
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
        let mut cx = Cx::of_file(&node, None);
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
            figure,
            room_kind,
            duty
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
                    cx.fault(FaultKind::Duplicate {
                        what: Thing::Of(*vocabulary),
                        found: (*id).to_owned(),
                    });
                }
            }
        }
        for kind in self.credential_kind.iter().chain(&self.paper_kind) {
            let termed = matches!(kind.validity, Validity::Fixed | Validity::Interval);
            let terms = usize::from(kind.months.is_some()) + usize::from(kind.days.is_some());
            if terms != usize::from(termed) {
                let kind = kind.id.to_string();
                cx.fault(Rule::MonthsAndValidity { kind });
            }
            for profession in &kind.fits {
                if self.label(Vocabulary::Profession, profession).is_none() {
                    cx.fault(FaultKind::Dangling {
                        what: Thing::Of(Vocabulary::Profession),
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
        self.labels(vocabulary).map(|(id, _)| &**id).collect()
    }

    /// The labels of an id; `None` if the list lacks it.
    #[must_use]
    pub fn label(&self, vocabulary: Vocabulary, id: &str) -> Option<Label<'_>> {
        self.find(vocabulary, id).map(|(_, label)| label)
    }

    /// The text of an id as the list holds it; `None` if the list lacks it.
    fn id(&self, vocabulary: Vocabulary, id: &str) -> Option<&Arc<str>> {
        self.find(vocabulary, id).map(|(id, _)| id)
    }

    fn find(&self, vocabulary: Vocabulary, id: &str) -> Option<(&Arc<str>, Label<'_>)> {
        self.labels(vocabulary).find(|(known, _)| ***known == *id)
    }

    fn labels(
        &self,
        vocabulary: Vocabulary,
    ) -> Box<dyn Iterator<Item = (&Arc<str>, Label<'_>)> + '_> {
        fn terms(list: &[Term]) -> impl Iterator<Item = (&Arc<str>, Label<'_>)> {
            list.iter().map(|t| {
                (
                    &t.id,
                    Label {
                        zh: &t.zh,
                        en: &t.en,
                    },
                )
            })
        }
        fn kinds(list: &[CredentialKind]) -> impl Iterator<Item = (&Arc<str>, Label<'_>)> {
            list.iter().map(|k| {
                (
                    &k.id,
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
                    &l.id,
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
            Vocabulary::Post => Box::new(self.post.iter().map(|post| {
                (
                    &post.id,
                    Label {
                        zh: &post.zh,
                        en: &post.en,
                    },
                )
            })),
            Vocabulary::DeclaredFact => Box::new(terms(&self.declared_fact)),
            Vocabulary::Figure => Box::new(terms(&self.figure)),
            Vocabulary::RoomKind => Box::new(terms(&self.room_kind)),
            Vocabulary::Duty => Box::new(terms(&self.duty)),
        }
    }

    /// A kind of credential.
    #[must_use]
    pub fn credential(&self, id: &CredentialKindId) -> Option<&CredentialKind> {
        self.credential_kind
            .iter()
            .find(|kind| *kind.id == *id.as_str())
    }

    /// Whether a post is a role, which may be held beside any other post.
    #[must_use]
    pub fn is_role(&self, id: &PostId) -> bool {
        let mut posts = self.post.iter();
        posts.any(|post| *post.id == *id.as_str() && post.role == Some(true))
    }

    /// A kind of institution paper.
    #[must_use]
    pub fn paper(&self, id: &PaperKindId) -> Option<&CredentialKind> {
        self.paper_kind.iter().find(|kind| *kind.id == *id.as_str())
    }

    /// Whether a post is a full-time one whatever the standard.
    #[must_use]
    pub fn is_full_time(&self, id: &PostId) -> bool {
        let mut posts = self.post.iter();
        posts.any(|post| *post.id == *id.as_str() && post.full_time == Some(true))
    }

    /// Where an institution level stands in the ascending list, and its tier.
    #[must_use]
    pub fn level_rank(&self, id: &InstitutionLevelId) -> Option<(usize, u32)> {
        let mut levels = self.institution_level.iter().enumerate();
        levels
            .find(|(_, level)| *level.id == *id.as_str())
            .map(|(rank, level)| (rank, level.tier))
    }
}
