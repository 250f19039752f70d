//! A staff file as shown: its head, its records as dated entries, their picture, and which form is
//! open.

mod entry;
mod history;
mod lanes;
mod opened;

use eligibility::catalogue::Vocabulary;
use eligibility::day::Day;
use eligibility::facts::Person;
use registry::attachments::{Attachment, Holder};
use registry::feeds::Scope;
use registry::forms::{Forms, Recorded};
use registry::seen::Seen;
use registry::staff_file::entries::{self, Entry, State};
use registry::staff_file::{addable as addable_kinds, counts_for, kinds};
use registry::staff_list::standing::{Status, departments, professions, title};
use registry::store::RecordKind;

pub use self::entry::{EntryView, OpenForm};
pub use self::history::HistoryRow;
pub use self::lanes::{BarView, LaneView, Lanes};
pub use self::opened::{Opened, anchor, new_person};
use super::address::Address;
use super::feeds::page_of;
use super::record_form::FormView;
use super::sheet::programme_name;
use crate::view::attachments::to_scans;
use crate::wording::{Voice, record_text, staff, staff_file as wording};

/// A staff file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileView {
    /// The name, or the number of somebody without one.
    pub name: String,
    /// Labels and values.
    pub head: Vec<(&'static str, String)>,
    /// The programmes in which the person counts: name, for how many clauses, and the sheet.
    pub counts_for: Vec<(String, String, String)>,
    /// The picture.
    pub lanes: Lanes,
    /// The records in groups.
    pub groups: Vec<(String, Vec<EntryView>)>,
    /// Whether they are grouped by kind.
    pub by_kind: bool,
    /// A blank form for another record.
    pub blank: Option<FormView>,
    /// The form of the person's own record, or of its removal.
    pub own: Option<OpenForm>,
    /// The way to the person's own record, for those who may change it: to correct and to remove it.
    pub own_links: Option<(String, String)>,
    /// The kinds of which one can be added: what they are called, and where.
    pub addable: Vec<(&'static str, String)>,
    /// What lies beside the records: pages of scans and of the identity number.
    pub beside: Vec<(String, String)>,
    /// What goes on and ends when somebody leaves.
    pub goes_on: Vec<String>,
}

/// What a file is shown for.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Language and labels.
    pub voice: Voice<'a>,
    /// What the reader may see.
    pub seen: &'a Seen<'a>,
    /// Words and what is recorded, to tell records by.
    pub forms: &'a Forms<'a>,
    /// The page's own address.
    pub address: &'a Address,
    /// The day.
    pub on: Day,
    /// Which form is open.
    pub opened: &'a Opened,
    /// Whether the reader may change the file.
    pub can_edit: bool,
    /// Whether the reader may read the log.
    pub can_audit: bool,
    /// Whether the reader may propose corrections.
    pub can_propose: bool,
    /// The scans of the file's records, where they may be read.
    pub scans: &'a [Attachment],
}

impl FileView {
    /// The file of a person.
    #[must_use]
    pub fn of(shown: Shown<'_>, person: &Person) -> Self {
        let staff = person.staff.as_str();
        let entries = entries::entries(shown.seen, staff, shown.on);
        let by_kind = shown.address.own.contains(&("by", "kind".to_owned()));
        let views = entries.iter().map(|entry| {
            let group = group(shown, entry, by_kind);
            (group, EntryView::of(shown, entry, &entries))
        });
        let mut groups: Vec<(String, Vec<EntryView>)> = Vec::new();
        let mut views: Vec<_> = views.collect();
        if by_kind {
            let place = |view: &EntryView| kinds().iter().position(|kind| *kind == view.kind);
            views.sort_by_key(|(_, view)| place(view));
        }
        for (group, view) in views {
            match groups.last_mut().filter(|(last, _)| *last == group) {
                Some((_, views)) => views.push(view),
                None => groups.push((group, vec![view])),
            }
        }
        let counts = counts_for(shown.seen, &person.staff, shown.on);
        let counts = counts.into_iter().map(|counts| {
            let sheet = shown.address.sheet(&counts.programme.id);
            let n_clauses = wording::n_clauses(shown.voice.lang, counts.clauses.len());
            let name = programme_name(counts.programme).to_owned();
            (name, n_clauses, sheet.to_string())
        });
        let own = shown.seen.own_record(staff).filter(|_| shown.can_edit);
        Self {
            name: person.name.clone().unwrap_or_else(|| staff.to_owned()),
            head: head(shown, person, &entries),
            counts_for: counts.collect(),
            lanes: Lanes::of(shown, &entries),
            groups,
            by_kind,
            blank: opened::blank(shown, staff),
            own: own.as_ref().and_then(|own| OpenForm::of(shown, own, None)),
            own_links: own.as_ref().map(|own| own_links(shown, own)),
            addable: addable(shown, staff),
            beside: beside(shown, staff),
            goes_on: goes_on(shown, &entries),
        }
    }

    /// Whether a form stands on the page.
    #[must_use]
    pub fn has_form(&self, opened: &Opened) -> bool {
        let mut entries = self.groups.iter().flat_map(|(_, entries)| entries);
        self.blank.is_some()
            || self.own.is_some()
            || *opened == Opened::Leave
            || entries.any(|entry| entry.open.is_some())
    }
}

fn group(shown: Shown<'_>, entry: &Entry<'_>, by_kind: bool) -> String {
    if by_kind {
        return record_text::kind(shown.voice.lang, entry.record.id.kind).to_owned();
    }
    let undated = || shown.voice.lang.words().files.undated.to_owned();
    entry
        .span
        .day()
        .map_or_else(undated, |day| day.year().to_string())
}

fn head(shown: Shown<'_>, person: &Person, entries: &[Entry<'_>]) -> Vec<(&'static str, String)> {
    let (voice, on) = (shown.voice, shown.on);
    let words = voice.lang.words().files;
    let status = Status::of(person, on);
    let joined = |texts: Vec<String>| {
        if texts.is_empty() {
            words.none.to_owned()
        } else {
            texts.join(voice.lang.words().separator)
        }
    };
    let choosable = shown.seen.choosable();
    let of = departments(person, status, on).into_iter().map(|one| {
        let department = choosable.department(&one.department);
        let name = department.and_then(|department| department.name.clone());
        name.unwrap_or_else(|| one.department.clone())
    });
    let professions = professions(person, on).into_iter();
    let professions = professions.map(|one| voice.profession(&one.profession).to_owned());
    let title = title(person, None, on).map(|title| {
        let series = title.series.as_ref().map(|series| voice.series(series));
        let level = title.level.map(|level| voice.level(level));
        let parts: Vec<_> = series.into_iter().chain(level).collect();
        parts.join(" ")
    });
    let posts = entries
        .iter()
        .filter(|entry| entry.programme.is_some() && matches!(entry.state, State::Holds(_)));
    let posts = posts.map(|entry| entry::headline(shown, entry));
    vec![
        (words.number, person.staff.to_string()),
        (words.status, staff::status(voice.lang, status).to_owned()),
        (words.departments, joined(of.collect())),
        (words.professions, joined(professions.collect())),
        (words.title, joined(title.into_iter().collect())),
        (words.postings, joined(posts.collect())),
    ]
}

/// The ways to the person's own record: to correct and to remove it.
fn own_links(shown: Shown<'_>, own: &Recorded) -> (String, String) {
    let to = |key| opened::link(shown.address, key, own.id.to_string(), "person");
    (to("edit"), to("remove"))
}

/// The pages of scans and, for those who may see some of it, of the identity number.
fn beside(shown: Shown<'_>, staff: &str) -> Vec<(String, String)> {
    let words = shown.voice.lang.words();
    let holder = Holder::Person(staff.to_owned());
    let calendar = page_of(shown.address, &Scope::Person(staff.to_owned()));
    let mut beside = vec![
        to_scans(shown.address, &holder, shown.scans),
        (words.feeds.calendar.to_owned(), calendar),
    ];
    if shown.can_audit {
        let number = words.identity.number.to_owned();
        beside.push((number, shown.address.identity(staff).to_string()));
    }
    beside
}

fn addable(shown: Shown<'_>, staff: &str) -> Vec<(&'static str, String)> {
    let kinds = if shown.can_edit || shown.can_propose {
        addable_kinds()
    } else {
        Vec::new()
    };
    // Postings belong to a programme, and are proposed there.
    let kinds = kinds
        .into_iter()
        .filter(|kind| shown.can_edit || kind.is_of_person());
    let one = |kind: RecordKind| {
        let to = if shown.can_edit {
            opened::link(shown.address, "add", kind.name().to_owned(), "add")
        } else {
            shown.address.propose_new(kind, staff).to_string()
        };
        (record_text::kind(shown.voice.lang, kind), to)
    };
    kinds.map(one).collect()
}

/// What goes on, for the form by which somebody leaves.
fn goes_on(shown: Shown<'_>, entries: &[Entry<'_>]) -> Vec<String> {
    let open = entries.iter().filter(|entry| entry::goes_on(entry));
    open.map(|entry| entry::one_that_goes_on(shown, entry))
        .collect()
}

/// The professions and departments of a new person.
#[must_use]
pub fn choices(voice: Voice<'_>, vocabulary: Vocabulary) -> Vec<(String, String)> {
    let catalogue = voice.catalogue;
    let ids = catalogue.ids(vocabulary).into_iter();
    let choice = |id: &str| {
        let label = catalogue.label(vocabulary, id);
        let label = label.map(|label| match voice.lang {
            crate::locale::Lang::Zh => label.zh,
            crate::locale::Lang::En => label.en,
        });
        (id.to_owned(), label.unwrap_or(id).to_owned())
    };
    ids.map(choice).collect()
}
