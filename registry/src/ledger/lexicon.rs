//! Words of a ledger and what they mean: labels of the catalogue in both languages, their ids, what
//! else they are called, and the names of what the hospital has recorded.

use std::collections::BTreeMap;

use eligibility::catalogue::{Catalogue, Vocabulary};
use eligibility::facts::Hospital;
use eligibility::file::Thing;

use super::fault::Fault;
use super::kinds::Closed;
use super::text::{key, short, without_brackets};

/// What else the words of the catalogue are called, by list and id.
const ALSO: &[(Vocabulary, &str, &[&str])] = &[
    (
        Vocabulary::Profession,
        "physician",
        &["医师", "医生", "医疗"],
    ),
    (Vocabulary::Profession, "assistant-physician", &["助理医师"]),
    (
        Vocabulary::Profession,
        "technologist",
        &["技术人员", "医技"],
    ),
    (Vocabulary::Profession, "nurse", &["护理", "护理人员"]),
    (Vocabulary::Profession, "physicist", &["医学物理师"]),
    (Vocabulary::Profession, "radiochemist", &["医学化学师"]),
    (Vocabulary::Discipline, "imaging", &["放射", "放射诊断"]),
    (Vocabulary::Discipline, "radiotherapy", &["放疗"]),
    (
        Vocabulary::TitleSeries,
        "medical",
        &["卫生（医疗）", "临床", "医师系列"],
    ),
    (Vocabulary::TitleSeries, "technical", &["医技", "卫生技术"]),
    (Vocabulary::TitleSeries, "research", &["研究"]),
    (Vocabulary::TitleSeries, "teaching", &["教学", "教师"]),
    (
        Vocabulary::Scope,
        "imaging-and-radiotherapy",
        &["医学影像和放射治疗"],
    ),
    (
        Vocabulary::CredentialKind,
        "radiation-training",
        &["放射防护培训"],
    ),
    (
        Vocabulary::CredentialKind,
        "radiation-health-check",
        &["职业健康检查", "放射体检"],
    ),
    (
        Vocabulary::CredentialKind,
        "physician-qualification",
        &["医师资格证"],
    ),
    (
        Vocabulary::CredentialKind,
        "radiation-worker",
        &["放射人员证", "放射工作证"],
    ),
    (
        Vocabulary::CredentialKind,
        "nurse-licence",
        &["护士执业证", "护士证"],
    ),
    (Vocabulary::CredentialKind, "bls", &["BLS"]),
    (Vocabulary::CredentialKind, "acls", &["ACLS"]),
];

/// One list of words: what is written, folded, and the ids it may mean.
type Words = BTreeMap<String, Vec<String>>;

/// Everything a word of a ledger can mean.
#[derive(Debug)]
pub struct Lexicon<'c> {
    catalogue: &'c Catalogue,
    vocabularies: Vec<Words>,
    departments: Names,
    programmes: Names,
    institution: Option<String>,
}

/// The ids of recorded things by id and by name.
#[derive(Debug, Default)]
struct Names {
    by_id: BTreeMap<String, String>,
    by_name: Words,
    /// How they are shown, in the hospital's order.
    shown: Vec<String>,
}

impl Names {
    fn add(&mut self, id: &str, name: Option<&str>) {
        self.by_id.insert(key(id), id.to_owned());
        if let Some(name) = name {
            let ids = self.by_name.entry(key(name)).or_default();
            ids.push(id.to_owned());
        }
        self.shown.push(name.unwrap_or(id).to_owned());
    }

    fn find(&self, what: Thing, text: &str) -> Result<String, Fault> {
        let folded = key(text);
        if let Some(id) = self.by_id.get(&folded) {
            return Ok(id.clone());
        }
        let found = short(text);
        match self.by_name.get(&folded).map(Vec::as_slice) {
            Some([id]) => Ok(id.clone()),
            Some(ids) if !ids.is_empty() => Err(Fault::SeveralMeant {
                what,
                found,
                ids: ids.to_vec(),
            }),
            _ => Err(Fault::NotRecorded {
                what,
                found,
                recorded: self.shown.iter().take(40).cloned().collect(),
            }),
        }
    }

    /// The name, where it means the id and nothing else; else the id.
    fn say(&self, id: &str, name: Option<&str>) -> String {
        let is_own = |name: &&str| {
            let folded = key(name);
            let by_id = self.by_id.get(&folded).is_none_or(|other| other == id);
            let by_name = self.by_name.get(&folded);
            by_id && by_name.is_some_and(|ids| ids.len() == 1) && name.trim() == *name
        };
        name.filter(is_own).unwrap_or(id).to_owned()
    }
}

impl<'c> Lexicon<'c> {
    /// The words of a catalogue, and the names a hospital has recorded.
    #[must_use]
    pub fn new(catalogue: &'c Catalogue, hospital: &Hospital) -> Self {
        let of = |vocabulary: &Vocabulary| words(catalogue, *vocabulary);
        let (mut departments, mut programmes) = (Names::default(), Names::default());
        for department in &hospital.institution.departments {
            departments.add(&department.id, department.name.as_deref());
        }
        for programme in &hospital.programmes {
            programmes.add(&programme.id, programme.name.as_deref());
        }
        Self {
            catalogue,
            vocabularies: Vocabulary::ALL.iter().map(of).collect(),
            departments,
            programmes,
            institution: hospital.institution.name.as_deref().map(key),
        }
    }

    /// The catalogue behind.
    #[must_use]
    pub const fn catalogue(&self) -> &'c Catalogue {
        self.catalogue
    }

    /// Adds a department that the file itself brings.
    pub fn add_department(&mut self, id: &str, name: Option<&str>) {
        if !self.departments.by_id.contains_key(&key(id)) {
            self.departments.add(id, name);
        }
    }

    /// The id of a word of the catalogue.
    ///
    /// # Errors
    /// That there is none, or that there are several.
    pub fn word(&self, vocabulary: Vocabulary, text: &str) -> Result<String, Fault> {
        let place = Vocabulary::ALL.iter().position(|one| *one == vocabulary);
        let words = place.and_then(|place| self.vocabularies.get(place));
        let folded = key(text);
        let ids = words.and_then(|words| {
            let bare = || words.get(&without_brackets(&folded));
            words.get(&folded).or_else(bare)
        });
        let (what, found) = (Thing::Of(vocabulary), short(text));
        match ids.map(Vec::as_slice) {
            Some([id]) => Ok(id.clone()),
            Some(ids) if !ids.is_empty() => Err(Fault::SeveralMeant {
                what,
                found,
                ids: ids.to_vec(),
            }),
            _ => Err(Fault::UnknownWord {
                what,
                found,
                allowed: self.choices(vocabulary),
            }),
        }
    }

    /// The words of a list as they are offered: Chinese, English.
    #[must_use]
    pub fn choices(&self, vocabulary: Vocabulary) -> Vec<(String, String)> {
        let ids = self.catalogue.ids(vocabulary).into_iter();
        let labels = ids.filter_map(|id| self.catalogue.label(vocabulary, id));
        labels
            .map(|label| (label.zh.to_owned(), label.en.to_owned()))
            .collect()
    }

    /// The Chinese label of an id, where it means that id and nothing else; else the id.
    #[must_use]
    pub fn label(&self, vocabulary: Vocabulary, id: &str) -> String {
        let label = self.catalogue.label(vocabulary, id).map(|label| label.zh);
        let is_own = |zh: &&str| self.word(vocabulary, zh).is_ok_and(|found| found == id);
        label.filter(is_own).unwrap_or(id).to_owned()
    }

    /// The id of a department by id or name.
    ///
    /// # Errors
    /// That there is none, or that there are several.
    pub fn department(&self, text: &str) -> Result<String, Fault> {
        self.departments.find(Thing::Department, text)
    }

    /// How a department is written.
    #[must_use]
    pub fn say_department(&self, hospital: &Hospital, id: &str) -> String {
        let department = hospital.department(id);
        let name = department.and_then(|department| department.name.as_deref());
        self.departments.say(id, name)
    }

    /// The id of a programme by id or name.
    ///
    /// # Errors
    /// That there is none, or that there are several.
    pub fn programme(&self, text: &str) -> Result<String, Fault> {
        self.programmes.find(Thing::Programme, text)
    }

    /// How a programme is written.
    #[must_use]
    pub fn say_programme(&self, id: &str, name: Option<&str>) -> String {
        self.programmes.say(id, name)
    }

    /// Whether a text is the name of this institution.
    #[must_use]
    pub fn is_this_institution(&self, text: &str) -> bool {
        self.institution
            .as_ref()
            .is_some_and(|own| *own == key(text))
    }
}

/// The words of a list of the catalogue. What only some of a label says (before or in its brackets,
/// without 专业) is taken where it means one id.
fn words(catalogue: &Catalogue, vocabulary: Vocabulary) -> Words {
    let (mut words, mut partial) = (Words::new(), Words::new());
    for id in catalogue.ids(vocabulary) {
        let Some(label) = catalogue.label(vocabulary, id) else {
            continue;
        };
        for text in [label.zh, label.en, id] {
            add(&mut words, key(text), id);
        }
        let zh = key(label.zh);
        let outside = without_brackets(&zh);
        let inside = zh
            .split_once('(')
            .and_then(|(_, rest)| rest.strip_suffix(')'));
        let inside = inside.filter(|inside| !inside.contains(|c: char| c.is_ascii_digit()));
        for text in inside.into_iter().chain([&*outside]) {
            add(&mut partial, text.to_owned(), id);
            if let Some(short) = text.strip_suffix("专业") {
                add(&mut partial, short.to_owned(), id);
            }
        }
        for (_, _, also) in ALSO
            .iter()
            .filter(|(of, known, _)| *of == vocabulary && *known == id)
        {
            for text in *also {
                add(&mut partial, key(text), id);
            }
        }
    }
    for (text, ids) in partial {
        words.entry(text).or_insert(ids);
    }
    words
}

fn add(words: &mut Words, text: String, id: &str) {
    let ids = words.entry(text).or_default();
    if !ids.iter().any(|known| known == id) {
        ids.push(id.to_owned());
    }
}

/// The id of a word of a closed set.
///
/// # Errors
/// That there is none.
pub fn closed(set: &Closed, text: &str) -> Result<&'static str, Fault> {
    let folded = key(text);
    let is_meant = |word: &&super::kinds::Word| {
        let texts = [word.id, word.zh, word.en].into_iter();
        let mut texts = texts.chain(word.also.iter().copied());
        texts.any(|text| key(text) == folded)
    };
    let found = set.words.iter().find(is_meant);
    found.map(|word| word.id).ok_or_else(|| Fault::UnknownWord {
        what: set.what,
        found: short(text),
        allowed: set
            .words
            .iter()
            .map(|word| (word.zh.to_owned(), word.en.to_owned()))
            .collect(),
    })
}

/// The Chinese label of a word of a closed set.
#[must_use]
pub fn say_closed(set: &Closed, id: &str) -> String {
    let word = set.words.iter().find(|word| word.id == id);
    word.map_or(id, |word| word.zh).to_owned()
}
