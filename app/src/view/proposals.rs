//! Corrections that were proposed, in words.

use eligibility::facts::Hospital;
use registry::act::local_minute;
use registry::forms::Forms;
use registry::proposals::{Proposal, State};
use registry::seen::Seen;
use registry::store::{Change, RecordKind};

use super::sheet::programme_name;
use crate::locale::Lang;
use crate::wording::record_text;

/// A proposal as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalView {
    /// What names it.
    pub id: String,
    /// Whether a record is added, corrected or removed.
    pub does: &'static str,
    /// The kind of record.
    pub kind: &'static str,
    /// Whose it is.
    pub about: String,
    /// Who proposed it.
    pub by: String,
    /// When.
    pub at: String,
    /// What it would change; `None` where the reader may not read the file any more.
    pub fields: Option<Vec<FieldChange>>,
    /// Why it was proposed.
    pub reason: Option<String>,
    /// What became of it.
    pub state: State,
    /// The state in a word.
    pub state_label: &'static str,
    /// Who settled it, and when.
    pub settled: Option<String>,
    /// Why it was settled so.
    pub settled_reason: Option<String>,
}

/// What a proposal changes in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub name: &'static str,
    /// What stands there.
    pub before: String,
    /// What is to stand there.
    pub after: String,
}

impl ProposalView {
    /// A proposal as who sees the facts so may read it.
    #[must_use]
    pub fn of(lang: Lang, forms: &Forms<'_>, seen: &Seen<'_>, proposal: &Proposal) -> Self {
        let words = lang.words().proposals;
        let about = owner_name(lang, seen, proposal.kind, proposal.owner.as_deref());
        let decision = proposal.decision.as_ref();
        Self {
            id: proposal.id.clone(),
            does: match &proposal.change {
                Change::Add { .. } | Change::Restore { .. } => words.is_add,
                Change::Correct { .. } => words.is_correct,
                Change::Remove { .. } => words.is_remove,
            },
            kind: record_text::kind(lang, proposal.kind),
            fields: about.as_ref().map(|_| changes(lang, forms, proposal)),
            about: about.unwrap_or_else(|| words.unseen.to_owned()),
            by: proposal.account_name.clone(),
            at: local_minute(&proposal.at),
            reason: proposal.reason.clone(),
            state: proposal.state,
            state_label: state(lang, proposal.state),
            settled: decision.map(|one| {
                let separator = lang.words().separator;
                format!("{}{separator}{}", one.name, local_minute(&one.at))
            }),
            settled_reason: decision.and_then(|one| one.reason.clone()),
        }
    }
}

const fn state(lang: Lang, state: State) -> &'static str {
    let words = lang.words().proposals;
    match state {
        State::Open => words.state_open,
        State::Accepted => words.state_accepted,
        State::Refused => words.state_refused,
        State::Withdrawn => words.state_withdrawn,
    }
}

/// Whose a record is, by name; `None` where the file may not be read. Those who may read everything
/// also read of files that are gone.
fn owner_name(
    lang: Lang,
    seen: &Seen<'_>,
    kind: RecordKind,
    owner: Option<&str>,
) -> Option<String> {
    let owner = owner.unwrap_or_default();
    let gone = || seen.whole().map(|_: &Hospital| owner.to_owned());
    if kind.is_of_person() || kind.name() == "person" {
        let Some(person) = seen.person(owner) else {
            return gone();
        };
        let words = lang.words();
        let name = person.name.as_ref();
        return Some(name.map_or_else(
            || owner.to_owned(),
            |name| format!("{name}{}{owner}{}", words.open, words.close),
        ));
    }
    match seen.programme(owner) {
        Some(programme) => Some(programme_name(programme.programme()).to_owned()),
        None => gone(),
    }
}

/// The fields that would change.
fn changes(lang: Lang, forms: &Forms<'_>, proposal: &Proposal) -> Vec<FieldChange> {
    let nodes = (proposal.before.as_ref(), proposal.after());
    let differing = record_text::differing(lang, forms, proposal.kind, nodes);
    let change = |(name, before, after): (_, Option<String>, Option<String>)| FieldChange {
        name,
        before: before.unwrap_or_default(),
        after: after.unwrap_or_default(),
    };
    differing.into_iter().map(change).collect()
}
