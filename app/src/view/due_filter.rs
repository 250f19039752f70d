//! The filter of the list of what ends.

use registry::due::query::{Query, key, kind_word};
use registry::due::{Due, What};

use super::due::{Told, stage_labels};
use super::staff::FilterField;
use crate::wording::Voice;

/// The fields of the filter besides the text and the box, with what is chosen.
#[must_use]
pub fn fields(told: &Told<'_>, query: &Query, listed: &[Due]) -> Vec<FilterField> {
    let lang = told.voice.lang;
    let words = lang.words();
    let chosen = query.pairs();
    let field = |key: &'static str, label, choices: Vec<(String, String)>| {
        FilterField::of((key, label), choices, &chosen)
    };
    let departments = told.seen.departments().map(|department| {
        let name = department.name.clone();
        (
            department.id.clone(),
            name.unwrap_or_else(|| department.id.clone()),
        )
    });
    let stages = stage_labels(lang).into_iter();
    let stages = stages.map(|(stage, label)| (stage.word(), label));
    let rests = [
        ("without", words.due.rests_not),
        ("only", words.due.rests_only),
    ];
    let rests = rests.map(|(value, label)| (value.to_owned(), label.to_owned()));
    vec![
        field(
            key::DEPARTMENT,
            words.staff.department,
            departments.collect(),
        ),
        field(key::KIND, words.due.kind, kinds(told.voice, query, listed)),
        field(key::STAGE, words.due.stage, stages.collect()),
        field(key::REST, words.due.rests, rests.into()),
    ]
}

/// What the kind of what is due is called, after the word for such things.
#[must_use]
pub fn kind_label(voice: Voice<'_>, what: &What) -> String {
    let words = voice.lang.words();
    let (wide, kind) = match what {
        What::Credential { kind, .. } => (words.due.credentials, voice.credential(kind)),
        What::InstitutionPaper { kind } => (words.due.papers, voice.paper(kind)),
        What::Duty { duty, .. } => (words.due.duties, voice.duty(duty)),
        What::Licence { .. } => return words.staff.licence.to_owned(),
        What::Filing => return words.staff.filing.to_owned(),
        What::Break { .. } => return words.due.breaks.to_owned(),
    };
    format!("{wide}{}{kind}", words.colon)
}

/// The kinds of what is listed, and the one that is asked for.
fn kinds(voice: Voice<'_>, query: &Query, listed: &[Due]) -> Vec<(String, String)> {
    let words = voice.lang.words();
    let wide = [
        ("credential", words.due.credentials),
        ("licence", words.staff.licence),
        ("filing", words.staff.filing),
        ("paper", words.due.papers),
        ("duty", words.due.duties),
        ("break", words.due.breaks),
    ];
    let mut kinds: Vec<(String, String)> = Vec::new();
    for (word, label) in wide {
        kinds.push((word.to_owned(), label.to_owned()));
        let mut own: Vec<(String, String)> = Vec::new();
        for due in listed.iter().filter(|due| due.what.word() == word) {
            if due.what.kind().is_none() {
                continue;
            }
            let value = kind_word(&due.what);
            if own.iter().all(|(known, _)| *known != value) {
                own.push((value, kind_label(voice, &due.what)));
            }
        }
        own.sort();
        kinds.extend(own);
    }
    if let Some(asked) = &query.kind
        && kinds.iter().all(|(known, _)| known != asked)
    {
        kinds.push((asked.clone(), asked.clone()));
    }
    kinds
}
