//! Ids that exist in the catalogue.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::{Catalogue, Vocabulary};
use crate::file::{Cx, Definitions, Expected, FaultKind, Node, Shape, Thing, Value};

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
                // The list's own text: thousands of records name the same few hundred words.
                if let Some(id) = catalogue.id(vocabulary, id) {
                    return Ok(Self(Arc::clone(id)));
                }
                Err(FaultKind::UnknownWord {
                    what: Thing::Of(vocabulary),
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
                    cx.wrong_kind(Expected::Word(Thing::Of(Vocabulary::$vocabulary)), node);
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
    /// A kind of room.
    RoomKindId in RoomKind,
    /// A duty that is done again and again.
    DutyId in Duty,
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
