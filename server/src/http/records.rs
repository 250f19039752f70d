//! Forms of records: adding one, correcting it, removing it. Which page they stand on does not matter;
//! a page's handler says whose records they may be.

use app::locale::Lang;
use app::submission::{KIND, REASON, RECORD, SURE, Submission, VERSION};
use app::wording::record_text;
use eligibility::file::Node;
use registry::access::Editing;
use registry::act::Act;
use registry::forms::{self, Forms, Recorded};
use registry::ledger::kinds::SheetKind;
use registry::seen::Seen;
use registry::snapshot::Snapshot;
use registry::store::{ApplyError, Change, RecordId, RecordKind};

use super::broken::Broken;
use super::form::Posted;
use super::web::Web;

/// Whose records a page's forms may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose<'a> {
    /// One person's, and the person's own record.
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
            (Self::Person(staff), "person") => named("staff") == Some(staff),
            (Self::Programme(id), "programme") => named("id") == Some(id),
            _ => self.includes(record.id.kind, record.id.owner.as_deref()),
        }
    }

    fn owner(self) -> Option<String> {
        match self {
            Self::Person(owner) | Self::Programme(owner) => Some(owner.to_owned()),
            Self::Hospital => None,
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
    let forms = Forms::new(
        seen.catalogue(),
        &choosable,
        seen.standards().iter().collect(),
    );
    match posted.form() {
        "add" => {
            let kind = RecordKind::from_name(posted.value(KIND));
            let owner = whose.owner();
            match kind.filter(|kind| whose.includes(*kind, owner.as_deref())) {
                Some(kind) => add(posted, &forms, (kind, owner), snapshot),
                None => Wanted::Nonsense,
            }
        }
        form @ ("correct" | "remove") => {
            let Some(id) = RecordId::parse(posted.value(RECORD)) else {
                return Wanted::Nonsense;
            };
            let Ok(version) = posted.value(VERSION).parse() else {
                return Wanted::Nonsense;
            };
            match forms::one(snapshot, &id).filter(|record| whose.has(record)) {
                Some(_) if form == "remove" => Wanted::Change(Change::Remove { id, version }),
                Some(_) => correct(posted, &forms, (id, version), snapshot),
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
) -> Wanted {
    let node = match read(posted, forms, kind) {
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
) -> Wanted {
    let node = match read(posted, forms, id.kind) {
        Ok(node) => node,
        Err(refused) => return Wanted::Refused(*refused),
    };
    let of = (id.kind, id.owner.as_deref());
    if let Some(refused) = twin(posted, forms, of, &node, Some(&id), snapshot) {
        return Wanted::Refused(refused);
    }
    Wanted::Change(Change::Correct { id, version, node })
}

fn read(posted: &Posted, forms: &Forms<'_>, kind: RecordKind) -> Result<Node, Box<Submission>> {
    let Some(form) = forms::form(kind) else {
        return Err(Box::new(posted.submission()));
    };
    let typed = typed(posted, form);
    let text = |key: &str| {
        typed
            .iter()
            .find(|(known, _)| *known == key)
            .map_or("", |(_, text)| text)
    };
    let read = forms.read(form, text);
    read.map_err(|faults| Box::new(faulty(posted, &faults)))
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

/// What was typed, field by field; of several chosen words one after another.
fn typed(posted: &Posted, form: &'static SheetKind) -> Vec<(&'static str, String)> {
    let one = |key: &'static str| (key, posted.values(key).collect::<Vec<_>>().join(";"));
    forms::fields(form).map(|column| one(column.key)).collect()
}

fn faulty(posted: &Posted, faults: &[forms::FieldFault]) -> Submission {
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
        Err(error) => refused(posted, seen, changes, error).map(Err),
    }
}

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
    let forms = Forms::new(
        seen.catalogue(),
        &choosable,
        seen.standards().iter().collect(),
    );
    record_text::stale(lang, &forms, kind, now, |key| {
        posted.values(key).collect::<Vec<_>>().join(";")
    })
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
