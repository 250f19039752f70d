//! Scans as they are shown, record by record.

use eligibility::facts::Person;
use registry::act::local_minute;
use registry::attachments::{Attachment, ScansOfPerson};
use registry::store::RecordId;

use crate::wording::{Voice, file_size, record_text};

/// A scan as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanView {
    /// What names it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its length, who added it and when.
    pub told: String,
    /// Where it is read.
    pub href: String,
}

/// A record with its scans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordScans {
    /// The record's id, as it is written.
    pub record: String,
    /// What the record is, in a few words.
    pub label: String,
    /// Its scans, the oldest first.
    pub scans: Vec<ScanView>,
}

impl RecordScans {
    /// Every record of a person that may have scans.
    #[must_use]
    pub fn all(voice: Voice<'_>, found: &ScansOfPerson) -> Vec<Self> {
        let one = |(record, place): &(RecordId, usize)| {
            let own = found.scans.iter().filter(|scan| scan.record == *record);
            Self {
                record: record.to_string(),
                label: label(voice, &found.person, record, *place),
                scans: own.map(|scan| ScanView::of(voice, scan)).collect(),
            }
        };
        found.records.iter().map(one).collect()
    }
}

impl ScanView {
    pub(super) fn of(voice: Voice<'_>, scan: &Attachment) -> Self {
        let told = [
            file_size(scan.bytes),
            scan.by_name.clone(),
            local_minute(&scan.at),
        ];
        Self {
            id: scan.id.clone(),
            name: scan.name.clone(),
            told: told.join(voice.lang.words().separator),
            href: format!("/attachments/{}", scan.id),
        }
    }
}

/// What a record is: its kind, and what tells it from others of the kind.
fn label(voice: Voice<'_>, person: &Person, record: &RecordId, place: usize) -> String {
    let words = voice.lang.words();
    let kind = record_text::kind(voice.lang, record.kind);
    let told = told(voice, person, record.kind.name(), place);
    let told = told.unwrap_or_else(|| (place + 1).to_string());
    format!("{kind}{}{told}", words.colon)
}

fn told(voice: Voice<'_>, person: &Person, kind: &str, place: usize) -> Option<String> {
    let words = voice.lang.words();
    let parts = match kind {
        "credential" => {
            let found = person.credentials.get(place)?;
            vec![
                Some(voice.full_credential(&found.kind).to_owned()),
                found.number.clone(),
            ]
        }
        "licence" => vec![person.licences.get(place)?.number.clone()],
        "title" => {
            let found = person.titles.get(place)?;
            let series = found.series.as_ref().map(|series| voice.series(series));
            vec![
                series.map(ToOwned::to_owned),
                found.level.map(|level| voice.level(level).to_owned()),
            ]
        }
        "training" => {
            let found = person.training.get(place)?;
            let technique = found.technique.as_ref();
            vec![
                Some(voice.training(&found.kind).to_owned()),
                technique.map(|technique| voice.technique(technique).to_owned()),
            ]
        }
        "experience" => {
            let found = person.experience.get(place)?;
            vec![
                Some(voice.field(&found.field).to_owned()),
                Some(voice.period(found.from, found.to)),
            ]
        }
        "exemption" => {
            let found = person.exemptions.get(place)?;
            vec![Some(voice.technique(&found.technique).to_owned())]
        }
        "employment" => {
            let found = person.employment.get(place)?;
            vec![Some(voice.period(found.from, found.to))]
        }
        _ => Vec::new(),
    };
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(words.separator))
}
