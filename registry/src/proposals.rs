//! Corrections that heads of departments propose, and what becomes of them.
//!
//! A head who finds a fault in a file of the own department cannot correct it, but can say what
//! should stand there. HR sees what is and what is proposed, and accepts (then it is an edit like any
//! other, refused if the record was changed since) or refuses with a reason.
//!
//! # Invariants
//! - What is proposed is about a file that who proposes it may read; anything else does not exist.

use chrono::{DateTime, Utc};
use eligibility::file::Node;
use thiserror::Error;

use crate::access::{Auditing, Editing, Proposing};
use crate::accounts::NoRandomness;
use crate::accounts::secret;
use crate::act::{Act, instant};
use crate::seen::Seen;
use crate::snapshot::Snapshots;
use crate::store::{Change, ProposedBy, RecordId, RecordKind, Store, StoreError};
pub use crate::store::{Decision, Proposal, SettleError, State};

/// The most characters of a reason.
const MOST_CHARS: usize = 1_000;

/// What a correction is proposed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A record there is.
    Record(RecordId),
    /// A new record of a kind in somebody's file.
    New(RecordKind, String),
}

/// Why a correction was not proposed. Nothing was written.
#[derive(Debug, Error)]
pub enum ProposeError {
    /// There is no such file or record, or it may not be read.
    #[error("there is no such record")]
    NotThere,
    /// The record was changed since it was shown.
    #[error("the record was changed meanwhile")]
    Stale,
    /// A record is to go, and nobody said why.
    #[error("a reason is needed")]
    NoReason,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing random to make an id of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl Of {
    /// Whose file it is, if it may be read by whom `seen` is for: a staff number or the id of a
    /// programme. Nobody proposes what the hospital itself owns, nor new people and programmes.
    #[must_use]
    pub fn owner(&self, seen: &Seen<'_>) -> Option<String> {
        let (kind, owner) = match self {
            Self::New(kind, owner) => (*kind, owner.clone()),
            Self::Record(id) => {
                let record = seen.record(id)?;
                let named = |key| record.node.get(key).and_then(Node::as_text);
                let itself = match id.kind.name() {
                    "person" => named("staff"),
                    "programme" => named("id"),
                    _ => None,
                };
                let owner = id.owner.clone().or(itself.map(ToOwned::to_owned))?;
                return Some(owner);
            }
        };
        let is_seen = if kind.is_of_person() {
            seen.person(&owner).is_some()
        } else {
            kind.is_of_programme() && seen.programme(&owner).is_some()
        };
        is_seen.then_some(owner)
    }

    fn of_change(change: &Change) -> Option<Self> {
        match change {
            Change::Add { kind, owner, .. } => Some(Self::New(*kind, owner.clone()?)),
            Change::Correct { id, .. } | Change::Remove { id, .. } => {
                Some(Self::Record(id.clone()))
            }
            Change::Restore { .. } => None,
        }
    }
}

/// Keeps a change as a proposal; what names it.
///
/// # Errors
/// See [`ProposeError`]; then nothing was written.
pub async fn propose(
    right: &Proposing<'_>,
    (snapshots, seen): (&Snapshots, &Seen<'_>),
    at: DateTime<Utc>,
    change: Change,
    reason: &str,
) -> Result<String, ProposeError> {
    let of = Of::of_change(&change).ok_or(ProposeError::NotThere)?;
    let owner = of.owner(seen).ok_or(ProposeError::NotThere)?;
    let reason = reason_of(reason);
    let before = match &change {
        Change::Correct { id, version, .. } | Change::Remove { id, version } => {
            let record = seen.record(id).ok_or(ProposeError::NotThere)?;
            if record.version != *version {
                return Err(ProposeError::Stale);
            }
            Some(record.node)
        }
        Change::Add { .. } | Change::Restore { .. } => None,
    };
    if reason.is_none() && matches!(change, Change::Remove { .. }) {
        return Err(ProposeError::NoReason);
    }
    let proposal = Proposal {
        id: secret::id()?,
        account: right.by().id.clone(),
        account_name: right.by().name.clone(),
        at: instant(at),
        kind: match &of {
            Of::Record(id) => id.kind,
            Of::New(kind, _) => *kind,
        },
        owner: Some(owner),
        before,
        change,
        reason: reason.clone(),
        state: State::Open,
        decision: None,
    };
    let act = Act::new(right.by().clone(), at).because(reason);
    snapshots.store().propose(&act, &proposal).await?;
    snapshots.recount().await;
    Ok(proposal.id)
}

/// Every proposal, the open ones first.
///
/// # Errors
/// A database that failed.
pub async fn all(_right: &Auditing<'_>, store: &Store) -> Result<Vec<Proposal>, StoreError> {
    store.proposals(ProposedBy::Anybody).await
}

/// The own proposals, the open ones first.
///
/// # Errors
/// A database that failed.
pub async fn own(right: &Proposing<'_>, store: &Store) -> Result<Vec<Proposal>, StoreError> {
    store.proposals(ProposedBy::Account(&right.by().id)).await
}

/// How many proposals wait for a decision; known without the database.
#[must_use]
pub fn n_open(_right: &Editing<'_>, snapshots: &Snapshots) -> i64 {
    snapshots.n_open_proposals()
}

/// Accepts a proposal: its change is made as if who accepts it had made it. The record changed.
///
/// # Errors
/// See [`SettleError`]; then nothing was written.
pub async fn accept(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    at: DateTime<Utc>,
    id: &str,
    reason: &str,
) -> Result<Vec<RecordId>, SettleError> {
    let act = Act::new(right.by().clone(), at).because(reason_of(reason));
    snapshots.accept(&act, id).await
}

/// Refuses a proposal.
///
/// # Errors
/// [`RefuseError::NoReason`] without a reason: who proposed it should learn why.
pub async fn refuse(
    right: &Editing<'_>,
    snapshots: &Snapshots,
    at: DateTime<Utc>,
    id: &str,
    reason: &str,
) -> Result<(), RefuseError> {
    let reason = reason_of(reason).ok_or(RefuseError::NoReason)?;
    let act = Act::new(right.by().clone(), at).because(Some(reason));
    let store = snapshots.store();
    store
        .settle_proposal(&act, id, State::Refused, None)
        .await?;
    snapshots.recount().await;
    Ok(())
}

/// Takes an own proposal back.
///
/// # Errors
/// [`SettleError::NotOpen`] also for those of others; then nothing was written.
pub async fn withdraw(
    right: &Proposing<'_>,
    snapshots: &Snapshots,
    at: DateTime<Utc>,
    id: &str,
) -> Result<(), SettleError> {
    let (act, own) = (Act::new(right.by().clone(), at), Some(&*right.by().id));
    let store = snapshots.store();
    store
        .settle_proposal(&act, id, State::Withdrawn, own)
        .await?;
    snapshots.recount().await;
    Ok(())
}

/// Why a proposal was not refused. Nothing was written.
#[derive(Debug, Error)]
pub enum RefuseError {
    /// Nobody said why.
    #[error("a reason is needed")]
    NoReason,
    /// It is not open, or the database failed.
    #[error(transparent)]
    Settle(#[from] SettleError),
}

/// What was typed as a reason, if anything was.
fn reason_of(typed: &str) -> Option<String> {
    let reason: String = typed.trim().chars().take(MOST_CHARS).collect();
    (!reason.is_empty()).then_some(reason)
}
