//! A programme's own records: who works on it, and what was declared, measured and attested.

use eligibility::catalogue::Vocabulary;
use eligibility::file::Node;
use eligibility::standard::Edition;
use registry::forms::Recorded;
use registry::seen::{Seen, SeenProgramme};
use registry::store::RecordKind;

use super::asked::{self, AskedView};
use super::{KindView, Place};
use crate::view::sheet::programme_name;
use crate::wording::{Voice, setup_text};

/// How many duties are in sight; older ones are folded.
const N_DUTIES: usize = 12;

/// The lists, in the order in which a programme is set up.
const LISTS: [&str; 8] = [
    "programme_department",
    "posting",
    "posting_elsewhere",
    "declared",
    "figure",
    "attestation",
    "duty",
    "programme_incomplete",
];

/// A programme's records as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeView {
    /// What it is called.
    pub name: String,
    /// Its own record, then its lists.
    pub sections: Vec<SectionView>,
}

/// A list, with what the standard asks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionView {
    /// The list.
    pub list: KindView,
    /// What the standard asks for.
    pub asked: Vec<AskedView>,
}

impl ProgrammeView {
    /// The records of a programme; `None` if it is not recorded, as in a file.
    #[must_use]
    pub fn of(
        voice: Voice<'_>,
        place: &Place<'_>,
        seen: &Seen<'_>,
        programme: &SeenProgramme<'_>,
    ) -> Option<Self> {
        let id = &programme.programme().id;
        let itself = seen.programme_record(id)?;
        let of = |kind: &str| {
            let kind = RecordKind::from_name(kind);
            kind.map_or_else(Vec::new, |kind| seen.recorded(kind, Some(id)))
        };
        let n_records = LISTS.iter().map(|kind| of(kind).len()).sum();
        let head = place.list("programme", &[itself])?.warned(|_, remove| {
            remove.grave = true;
            remove.warnings = vec![setup_text::goes_too(voice.lang, n_records)];
            if !place.scans.is_empty() {
                let says = setup_text::scans_first(voice.lang, place.scans.len());
                remove.warnings.push(says);
            }
        });
        let head = KindView { add: None, ..head };
        let edition = place
            .standard
            .and_then(|standard| standard.edition_on(place.today))
            .map(|(edition, _)| edition);
        let section = |kind: &&str| {
            let mut records = of(kind);
            order(kind, &mut records, seen);
            let list = place.list(kind, &records)?;
            Some(SectionView {
                list: if *kind == "duty" {
                    list.folded_after(N_DUTIES)
                } else {
                    list
                },
                asked: edition.map_or_else(Vec::new, |edition| {
                    asked_of(kind, voice, place, edition, programme)
                }),
            })
        };
        let head = SectionView {
            list: head,
            asked: Vec::new(),
        };
        let lists = LISTS.iter().filter_map(section);
        Some(Self {
            name: programme_name(programme.programme()).to_owned(),
            sections: std::iter::once(head).chain(lists).collect(),
        })
    }
}

fn asked_of(
    kind: &str,
    voice: Voice<'_>,
    place: &Place<'_>,
    edition: &Edition,
    seen: &SeenProgramme<'_>,
) -> Vec<AskedView> {
    let programme = seen.programme();
    match kind {
        "declared" => asked::declared(voice, place, edition, (seen.hospital(), programme)),
        "figure" => asked::measured(voice, place, edition, programme),
        "attestation" => asked::attested(voice, place, edition, (seen.hospital(), programme)),
        "posting" => asked::roles(voice, place, edition, programme),
        _ => Vec::new(),
    }
}

/// Postings post by post, the leader first; what has a day of its own the newest first.
fn order(kind: &str, records: &mut [Recorded], seen: &Seen<'_>) {
    let text = |record: &Recorded, key: &str| {
        let text = record.node.get(key).and_then(Node::as_text);
        text.unwrap_or_default().to_owned()
    };
    match kind {
        "posting" => {
            let posts = seen.catalogue().ids(Vocabulary::Post);
            records.sort_by_cached_key(|record| {
                let post = text(record, "post");
                let place = posts.iter().position(|id| *id == post);
                (post != "leader", place, text(record, "from"))
            });
        }
        "attestation" | "duty" => {
            records.sort_by_cached_key(|record| std::cmp::Reverse(text(record, "on")));
        }
        "figure" => {
            records.sort_by_cached_key(|record| {
                let figure = text(record, "figure");
                (figure, std::cmp::Reverse(text(record, "from")))
            });
        }
        _ => {}
    }
}
