//! Forms of records: adding one, correcting it, removing it. Which page they stand on does not matter;
//! a page's handler says whose records they may be.

use app::locale::Lang;
use app::submission::{KIND, LAST, PROGRAMME, REASON, RECORD, SURE, Submission, VERSION};
use app::wording::record_text;
use eligibility::file::Node;
use registry::access::Editing;
use registry::act::Act;
use registry::forms::{self, Forms, Recorded};
use registry::ledger::Fault;
use registry::ledger::kinds::SheetKind;
use registry::seen::Seen;
use registry::snapshot::Snapshot;
use registry::staff_file::{is_post, is_posting};
use registry::store::{ApplyError, Change, RecordId, RecordKind};

use super::broken::Broken;
use super::form::Posted;
use super::web::Web;

/// Whose records a page's forms may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose<'a> {
    /// One person's, the person's own record, and the postings of that person in any programme.
    Person(&'a str),
    /// One programme's, and the programme's own record.
    Programme(&'a str),
    /// The hospital's own: whatever nobody owns.
    Hospital,
}

/// What a form wants done.
#[derive(Debug)]
pub(super) enum Wanted {
    /// A change of a record.
    Change(Change),
    /// It cannot be done; the form again, with why.
    Refused(Submission),
    /// No form of ours sends this.
    Nonsense,
}

impl Whose<'_> {
    /// Whether a record of a kind and an owner is among them.
    fn includes(self, kind: RecordKind, owner: Option<&str>) -> bool {
        match (self, owner) {
            (Self::Person(_), Some(_)) if is_posting(kind) => true,
            (Self::Person(staff), Some(owner)) => kind.is_of_person() && owner == staff,
            (Self::Programme(id), Some(owner)) => kind.is_of_programme() && owner == id,
            (Self::Hospital, owner) => owner.is_none(),
            // A new person or programme has no page of its own yet.
            _ => false,
        }
    }

    /// Whether a record that is there is among them.
    fn has(self, record: &Recorded) -> bool {
        let named = |key| record.node.get(key).and_then(Node::as_text);
        match (self, record.id.kind.name()) {
            (Self::Person(staff), "person" | "posting" | "posting_elsewhere") => {
                named("staff") == Some(staff)
            }
            (Self::Programme(id), "programme") => named("id") == Some(id),
            _ => self.includes(record.id.kind, record.id.owner.as_deref()),
        }
    }

    /// Whose a new record of a kind is; a posting on a person's page is that of the programme that
    /// was chosen.
    fn owner(self, kind: RecordKind, posted: &Posted) -> Option<String> {
        match self {
            Self::Person(_) if is_posting(kind) => Some(posted.value(PROGRAMME).to_owned()),
            Self::Person(owner) | Self::Programme(owner) => Some(owner.to_owned()),
            Self::Hospital => None,
        }
    }

    /// What a form on the page does not ask, since it is known.
    fn known(self, kind: RecordKind, key: &str) -> Option<String> {
        match self {
            Self::Person(staff) if is_post(kind) && key == "staff" => Some(staff.to_owned()),
            _ => None,
        }
    }
}

/// What a form wants done, read through the eyes of who sent it.
pub(super) fn wanted(
    posted: &Posted,
    snapshot: &Snapshot,
    seen: &Seen<'_>,
    whose: Whose<'_>,
) -> Wanted {
    let choosable = seen.choosable();
    let forms = Forms::of(seen, &choosable);
    match posted.form() {
        "add" => {
            let Some(kind) = RecordKind::from_name(posted.value(KIND)) else {
                return Wanted::Nonsense;
            };
            let owner = whose.owner(kind, posted);
            if !whose.includes(kind, owner.as_deref()) {
                return Wanted::Nonsense;
            }
            let is_chosen = is_posting(kind) && matches!(whose, Whose::Person(_));
            if is_chosen
                && seen
                    .programme(owner.as_deref().unwrap_or_default())
                    .is_none()
            {
                let refused = read(posted, &forms, kind, whose).err();
                let refused = refused.map_or_else(|| posted.submission(), |refused| *refused);
                let says = record_text::fault(posted.lang(), &Fault::Missing);
                return Wanted::Refused(refused.fault(PROGRAMME, says));
            }
            add(posted, &forms, (kind, owner), snapshot, whose)
        }
        form @ ("correct" | "end" | "remove") => {
            let Some(id) = RecordId::parse(posted.value(RECORD)) else {
                return Wanted::Nonsense;
            };
            let Ok(version) = posted.value(VERSION).parse() else {
                return Wanted::Nonsense;
            };
            match forms::one(snapshot, &id).filter(|record| whose.has(record)) {
                Some(_) if form == "remove" => Wanted::Change(Change::Remove { id, version }),
                Some(record) if form == "end" => end(posted, &forms, &record, version),
                Some(_) => correct(posted, &forms, (id, version), snapshot, whose),
                // Whose it was cannot be told any more; that it is gone is true of any.
                None => Wanted::Refused(
                    posted
                        .submission()
                        .problem(posted.lang().words().records.gone),
                ),
            }
        }
        _ => Wanted::Nonsense,
    }
}

fn add(
    posted: &Posted,
    forms: &Forms<'_>,
    (kind, owner): (RecordKind, Option<String>),
    snapshot: &Snapshot,
    whose: Whose<'_>,
) -> Wanted {
    let node = match read(posted, forms, kind, whose) {
        Ok(node) => node,
        Err(refused) => return Wanted::Refused(*refused),
    };
    if let Some(refused) = twin(
        posted,
        forms,
        (kind, owner.as_deref()),
        &node,
        None,
        snapshot,
    ) {
        return Wanted::Refused(refused);
    }
    Wanted::Change(Change::Add { kind, owner, node })
}

fn correct(
    posted: &Posted,
    forms: &Forms<'_>,
    (id, version): (RecordId, i64),
    snapshot: &Snapshot,
    whose: Whose<'_>,
) -> Wanted {
    let node = match read(posted, forms, id.kind, whose) {
        Ok(node) => node,
        Err(refused) => return Wanted::Refused(*refused),
    };
    let of = (id.kind, id.owner.as_deref());
    if let Some(refused) = twin(posted, forms, of, &node, Some(&id), snapshot) {
        return Wanted::Refused(refused);
    }
    Wanted::Change(Change::Correct { id, version, node })
}

/// A record as it is but for its last day, which is what the form asks.
fn end(posted: &Posted, forms: &Forms<'_>, record: &Recorded, version: i64) -> Wanted {
    let form = forms::form(record.id.kind).filter(|form| form.column(LAST).is_some());
    let Some(form) = form else {
        return Wanted::Nonsense;
    };
    if posted.value(LAST).trim().is_empty() {
        let says = record_text::fault(posted.lang(), &Fault::Missing);
        return Wanted::Refused(posted.submission().fault(LAST, says));
    }
    let filled = forms.filled(form, &record.node).into_iter();
    let typed = filled.map(|(column, text)| match column.key {
        LAST => (LAST, posted.value(LAST).to_owned()),
        key => (key, text),
    });
    let id = record.id.clone();
    match read_typed(posted, forms, form, &typed.collect::<Vec<_>>()) {
        Ok(node) => Wanted::Change(Change::Correct { id, version, node }),
        Err(refused) => Wanted::Refused(*refused),
    }
}

fn read(
    posted: &Posted,
    forms: &Forms<'_>,
    kind: RecordKind,
    whose: Whose<'_>,
) -> Result<Node, Box<Submission>> {
    let Some(form) = forms::form(kind) else {
        return Err(Box::new(posted.submission()));
    };
    let typed = forms::fields(form).map(|column| {
        let known = whose.known(kind, column.key);
        (
            column.key,
            known.unwrap_or_else(|| chosen(posted, column.key)),
        )
    });
    read_typed(posted, forms, form, &typed.collect::<Vec<_>>())
}

fn read_typed(
    posted: &Posted,
    forms: &Forms<'_>,
    form: &'static SheetKind,
    typed: &[(&'static str, String)],
) -> Result<Node, Box<Submission>> {
    let text = |key: &str| {
        let mut typed = typed.iter();
        let found = typed.find(|(known, _)| *known == key);
        found.map_or("", |(_, text)| text)
    };
    let read = forms.read(form, text);
    read.map_err(|faults| Box::new(faulty(posted, &faults)))
}

/// What was typed into a field; of several chosen words one after another.
fn chosen(posted: &Posted, key: &str) -> String {
    posted.values(key).collect::<Vec<_>>().join(";")
}

/// Reads a record of a kind, by its stable name, from fields that somebody else has found.
pub(super) fn read_kind<'t>(
    posted: &Posted,
    forms: &Forms<'_>,
    kind: &str,
    typed: impl Fn(&str) -> &'t str,
) -> Result<(RecordKind, Node), Box<Submission>> {
    let kind = RecordKind::from_name(kind).ok_or_else(|| Box::new(posted.submission()))?;
    let form = forms::form(kind).ok_or_else(|| Box::new(posted.submission()))?;
    let read = forms.read(form, typed);
    let node = read.map_err(|faults| Box::new(faulty(posted, &faults)))?;
    Ok((kind, node))
}

/// The form again, with what is wrong with its fields.
pub(super) fn faulty(posted: &Posted, faults: &[forms::FieldFault]) -> Submission {
    let lang = posted.lang();
    faults.iter().fold(posted.submission(), |sent, one| {
        let says = record_text::fault(lang, &one.fault);
        match one.key {
            Some(key) => sent.fault(key, says),
            None => sent.problem(says),
        }
    })
}

/// The form again, where a record like it is there and nobody said that this is meant.
fn twin(
    posted: &Posted,
    forms: &Forms<'_>,
    (kind, owner): (RecordKind, Option<&str>),
    node: &Node,
    but: Option<&RecordId>,
    snapshot: &Snapshot,
) -> Option<Submission> {
    // A second one of these is refused by the database, as it must be.
    if posted.value(SURE) == "yes" || matches!(kind.name(), "person" | "programme") {
        return None;
    }
    let records = forms::recorded(snapshot, kind, owner);
    let twin = forms::twin(node, kind, &records, but)?;
    let lang = posted.lang();
    let is = record_text::record(lang, forms, kind, &twin.node);
    let says = lang.words().records.twin;
    Some(posted.submission().fault(SURE, format!("{says}（{is}）")))
}

/// Makes the changes of a form; the form again, with why, where they are refused.
///
/// # Errors
/// The database failed.
pub(super) async fn apply(
    web: &Web,
    right: &Editing<'_>,
    posted: &Posted,
    seen: &Seen<'_>,
    changes: &[Change],
) -> Result<Result<Vec<RecordId>, Submission>, Broken> {
    let reason = Some(posted.value(REASON).trim().to_owned()).filter(|reason| !reason.is_empty());
    let act = Act::new(right.by().clone(), web.now()).because(reason);
    match web.snapshots.apply(&act, changes).await {
        Ok(records) => Ok(Ok(records)),
        Err(error) => {
            if matches!(error, ApplyError::Stale { .. }) {
                // The page shows what is now, also where another server was faster.
                web.snapshots.refresh().await.map_err(Broken::of)?;
            }
            refused(posted, seen, changes, error).map(Err)
        }
    }
}

/// The form again, with why what it would take back cannot be taken back.
///
/// # Errors
/// The database failed.
pub(super) fn undone(posted: &Posted, error: ApplyError) -> Result<Submission, Broken> {
    let lang = posted.lang();
    let says = match error {
        ApplyError::Store(error) => return Err(Broken::of(error)),
        ApplyError::Stale { .. } | ApplyError::Faulty(_) => {
            lang.words().records.cannot_undo.to_owned()
        }
        ApplyError::InUse { table, n_rows, .. } => record_text::in_use(lang, table, n_rows),
        ApplyError::Refused { refusal, .. } => record_text::refusal(lang, refusal).to_owned(),
    };
    Ok(posted.submission().problem(says))
}

/// The form again, with why the changes were refused.
fn refused(
    posted: &Posted,
    seen: &Seen<'_>,
    changes: &[Change],
    error: ApplyError,
) -> Result<Submission, Broken> {
    let lang = posted.lang();
    let sent = posted.submission();
    Ok(match error {
        ApplyError::Store(error) => return Err(Broken::of(error)),
        ApplyError::Stale { now: None, .. } => sent.problem(lang.words().records.gone),
        ApplyError::Stale {
            id,
            now: Some((_, now)),
            ..
        } => sent.problem(stale(lang, posted, seen, id.kind, &now)),
        ApplyError::InUse { table, n_rows, .. } => {
            sent.problem(record_text::in_use(lang, table, n_rows))
        }
        ApplyError::Refused { refusal, .. } => sent.problem(record_text::refusal(lang, refusal)),
        ApplyError::Faulty(_) => {
            let kind = changes.first().map(kind);
            let form = kind.and_then(forms::form);
            let faults = form.map(|form| forms::field_faults(form, &error));
            faulty(posted, &faults.unwrap_or_default())
        }
    })
}

fn stale(lang: Lang, posted: &Posted, seen: &Seen<'_>, kind: RecordKind, now: &Node) -> String {
    let choosable = seen.choosable();
    let forms = Forms::of(seen, &choosable);
    match posted.form() {
        "correct" => record_text::stale(lang, &forms, kind, now, |key| {
            // What the form does not ask cannot differ.
            let is_asked = key != "staff" || !is_post(kind);
            is_asked.then(|| chosen(posted, key))
        }),
        _ => record_text::changed(lang, &forms, kind, now),
    }
}

/// The kind of record a change is of.
pub(super) const fn kind(change: &Change) -> RecordKind {
    match change {
        Change::Add { kind, .. } => *kind,
        Change::Correct { id, .. } | Change::Remove { id, .. } | Change::Restore { id, .. } => {
            id.kind
        }
    }
}
