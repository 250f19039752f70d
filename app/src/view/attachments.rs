//! Scans as they are shown, record by record.

use std::collections::{BTreeMap, BTreeSet};

use eligibility::facts::Person;
use registry::act::local_minute;
use registry::attachments::{Attachment, HeldScans, Holder};
use registry::forms::{Forms, Recorded};
use registry::seen::Seen;
use registry::store::RecordId;

use super::address::Address;
use super::sheet::programme_name;
use crate::locale::Lang;
use crate::wording::{Voice, file_size, record_text};

/// The longest label of a record, in characters.
const MOST_OF_A_LABEL: usize = 60;

/// Whose scans a page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderView {
    /// What they are called; for the hospital, what its page is.
    pub name: String,
    /// The page of their records.
    pub records: Address,
}

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
    /// Every record of a holder that may have scans.
    #[must_use]
    pub fn all(voice: Voice<'_>, seen: &Seen<'_>, found: &HeldScans) -> Vec<Self> {
        let (person, short) = match &found.holder {
            Holder::Person(staff) => (seen.person(staff), numbers(seen, &found.records)),
            Holder::Programme(_) | Holder::Institution => {
                (None, in_short(voice, seen, &found.records))
            }
        };
        let one = |(record, place): &(RecordId, usize)| {
            let own = found.scans.iter().filter(|scan| scan.record == *record);
            let short = short.get(record).cloned();
            let told = match person {
                Some(person) => told(voice, person, (record.kind.name(), *place), short),
                None => short,
            };
            Self {
                record: record.to_string(),
                label: label(voice, record, told, *place),
                scans: own.map(|scan| ScanView::of(voice.lang, scan)).collect(),
            }
        };
        found.records.iter().map(one).collect()
    }
}

impl HolderView {
    /// Whose scans they are, as far as the reader may know.
    #[must_use]
    pub fn of(address: &Address, seen: &Seen<'_>, holder: &Holder) -> Option<Self> {
        let (name, records) = match holder {
            Holder::Person(staff) => {
                let person = seen.person(staff)?;
                let name = person.name.clone().unwrap_or_else(|| staff.clone());
                (name, address.staff(staff))
            }
            Holder::Programme(id) => {
                let programme = seen.programme(id)?;
                let name = programme_name(programme.programme()).to_owned();
                (name, address.records(id))
            }
            Holder::Institution => {
                seen.whole()?;
                let name = address.lang.words().setup.institution.to_owned();
                (name, address.board().at_path("/institution"))
            }
        };
        Some(Self { name, records })
    }
}

/// The way to the page of scans, which says how many there are.
#[must_use]
pub fn to_scans(address: &Address, holder: &Holder, scans: &[Attachment]) -> (String, String) {
    let words = address.lang.words().attachments;
    let says = match scans.len() {
        0 => words.scans.to_owned(),
        n => format!("{} {n}", words.scans),
    };
    (says, address.scans(holder).to_string())
}

impl ScanView {
    pub(super) fn of(lang: Lang, scan: &Attachment) -> Self {
        let told = [
            file_size(scan.bytes),
            scan.by_name.clone(),
            local_minute(&scan.at),
        ];
        Self {
            id: scan.id.clone(),
            name: scan.name.clone(),
            told: told.join(lang.words().separator),
            href: format!("/attachments/{}", scan.id),
        }
    }
}

/// What a record is: its kind, and what tells it from others of the kind.
fn label(voice: Voice<'_>, record: &RecordId, told: Option<String>, place: usize) -> String {
    let words = voice.lang.words();
    let kind = record_text::kind(voice.lang, record.kind);
    let told = told.unwrap_or_else(|| (place + 1).to_string());
    format!("{kind}{}{told}", words.colon)
}

/// What each record of a holder says, as far as there is room.
fn in_short(
    voice: Voice<'_>,
    seen: &Seen<'_>,
    records: &[(RecordId, usize)],
) -> BTreeMap<RecordId, String> {
    let choosable = seen.choosable();
    let forms = Forms::of(seen, &choosable);
    let told = recorded(seen, records.iter()).filter_map(|found| {
        let told = record_text::record(voice.lang, &forms, found.id.kind, &found.node);
        let mut short: String = told.chars().take(MOST_OF_A_LABEL).collect();
        if short.len() < told.len() {
            short.push('…');
        }
        (!short.is_empty()).then_some((found.id, short))
    });
    told.collect()
}

/// The numbers of somebody's papers, as far as they may be seen: one may hold an identity number.
fn numbers(seen: &Seen<'_>, records: &[(RecordId, usize)]) -> BTreeMap<RecordId, String> {
    let is_numbered = |record: &RecordId| matches!(record.kind.name(), "credential" | "licence");
    let papers = records.iter().filter(|(record, _)| is_numbered(record));
    let numbers = recorded(seen, papers).filter_map(|found| {
        let number = found.node.get("number")?.as_text()?.to_owned();
        Some((found.id, number))
    });
    numbers.collect()
}

/// Records as they may be seen: list by list, since each list is written out as a whole.
fn recorded<'r>(
    seen: &Seen<'_>,
    records: impl Iterator<Item = &'r (RecordId, usize)>,
) -> impl Iterator<Item = Recorded> {
    let lists: BTreeSet<_> = records
        .map(|(record, _)| (record.kind, record.owner.as_deref()))
        .collect();
    let lists = lists.into_iter();
    lists.flat_map(move |(kind, owner)| seen.recorded(kind, owner))
}

fn told(
    voice: Voice<'_>,
    person: &Person,
    (kind, place): (&str, usize),
    number: Option<String>,
) -> Option<String> {
    let words = voice.lang.words();
    let parts = match kind {
        "credential" => {
            let found = person.credentials.get(place)?;
            vec![Some(voice.full_credential(&found.kind).to_owned()), number]
        }
        "licence" => vec![number],
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
