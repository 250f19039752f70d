//! What the forms of the what-if page let choose from.

use eligibility::catalogue::Vocabulary;
use eligibility::facts::{Directory, Hospital, Programme};

use crate::locale::Lang;
use crate::wording::Voice;

/// Values with their labels.
pub type Options = Vec<(String, String)>;

/// What there is to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The people the programme concerns; others are named by number.
    pub people: Options,
    /// Kinds of credentials.
    pub credentials: Options,
    /// Professions.
    pub professions: Options,
    /// Posts.
    pub posts: Options,
    /// Kinds of equipment.
    pub equipment: Options,
}

impl Choices {
    /// What a programme's page lets choose from; `hospital` holds the people who may be chosen.
    #[must_use]
    pub fn of(voice: Voice<'_>, hospital: &Hospital, programme: &Programme) -> Self {
        let people = Directory::of(hospital).concerned(programme);
        let person = |staff| (ToString::to_string(staff), voice.person(hospital, staff));
        let of = |vocabulary| labelled(voice, vocabulary);
        Self {
            people: people.iter().map(|one| person(&one.staff)).collect(),
            credentials: of(Vocabulary::CredentialKind),
            professions: of(Vocabulary::Profession),
            posts: of(Vocabulary::Post),
            equipment: of(Vocabulary::EquipmentKind),
        }
    }
}

fn labelled(voice: Voice<'_>, vocabulary: Vocabulary) -> Options {
    let ids = voice.catalogue.ids(vocabulary).into_iter();
    let label = |id: &str| match (voice.catalogue.label(vocabulary, id), voice.lang) {
        (Some(label), Lang::Zh) => label.zh.to_owned(),
        (Some(label), Lang::En) => label.en.to_owned(),
        (None, _) => id.to_owned(),
    };
    ids.map(|id| (id.to_owned(), label(id))).collect()
}
