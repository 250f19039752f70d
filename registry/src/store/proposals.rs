//! Corrections that were proposed, and what became of them.
//!
//! # Invariants
//! - A proposal is settled once: only an open one is accepted, refused or withdrawn.
//! - Accepting one and making its change is one transaction, with the audit entries of both.
//! - An audit entry about a proposal names no record: it changed none, so it stands in no record's
//!   history and in nobody's way when a change is taken back.

use eligibility::file::Node;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use thiserror::Error;

use super::Store;
use super::audit::{self, Told};
use super::change::{Applied, ApplyError, Change};
use super::db::Tx;
use super::error::StoreError;
use super::read_back::Known;
use super::record::{RecordId, RecordKind};
use super::rows;
use crate::act::{Act, instant};
use crate::forms;

const COLUMNS: &str = "id, account, account_name, at, kind, owner, record, seen_version, was, wanted, \
    reason, state, decided_by, decided_name, decided_at, decided_reason";
const INSERT: &str = "INSERT INTO proposal (id, account, account_name, at, kind, owner, record, \
    seen_version, was, wanted, reason, state) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open')";
const SETTLE: &str = "UPDATE proposal SET state = $1, decided_by = $2, decided_name = $3, \
    decided_at = $4, decided_reason = $5 WHERE id = $6 AND state = 'open'";
const AT_HAND: &str = "SELECT version, CAST((SELECT COUNT(*) FROM proposal WHERE state = 'open') \
    AS BIGINT) FROM hospital_version WHERE id = 1";
/// Open ones first, oldest first among them; then what was settled last.
const ORDER: &str = "ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, \
    CASE WHEN state = 'open' THEN at ELSE '' END, decided_at DESC, id LIMIT 500";

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided yet.
    Open,
    /// It was accepted and its change made.
    Accepted,
    /// It was refused.
    Refused,
    /// Who proposed it took it back.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Accepted, Self::Refused, Self::Withdrawn];

    /// A stable word, as it is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What the audit entry of it is called.
    const fn act(self) -> &'static str {
        match self {
            Self::Open => "proposal.add",
            Self::Accepted => "proposal.accept",
            Self::Refused => "proposal.refuse",
            Self::Withdrawn => "proposal.withdraw",
        }
    }
}

/// Who settled a proposal, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The account's id.
    pub by: String,
    /// Its name at that time.
    pub name: String,
    /// When, in UTC.
    pub at: String,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

/// A correction that was proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What names it.
    pub id: String,
    /// The account of who proposed it.
    pub account: String,
    /// Its name at that time.
    pub account_name: String,
    /// When, in UTC.
    pub at: String,
    /// The kind of record.
    pub kind: RecordKind,
    /// Whose record it is: a staff number, or the id of a programme.
    pub owner: Option<String>,
    /// The record as it was seen; `None` for a new one.
    pub before: Option<Node>,
    /// What is to be done.
    pub change: Change,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// What became of it.
    pub state: State,
    /// Who settled it.
    pub decision: Option<Decision>,
}

/// Whose proposals are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposedBy<'a> {
    /// Everybody's.
    Anybody,
    /// Those of one account.
    Account(&'a str),
}

/// Why a proposal was not settled. Nothing was written.
#[derive(Debug, Error)]
pub enum SettleError {
    /// There is no such proposal, or it is not open any more.
    #[error("there is no such open proposal")]
    NotOpen,
    /// Its change cannot be made.
    #[error(transparent)]
    Apply(#[from] ApplyError),
}

impl From<StoreError> for SettleError {
    fn from(error: StoreError) -> Self {
        Self::Apply(error.into())
    }
}

impl Proposal {
    /// The record that is to be corrected or removed.
    #[must_use]
    pub const fn record(&self) -> Option<&RecordId> {
        match &self.change {
            Change::Correct { id, .. } | Change::Remove { id, .. } | Change::Restore { id, .. } => {
                Some(id)
            }
            Change::Add { .. } => None,
        }
    }

    /// The version of it that was seen.
    const fn version(&self) -> Option<i64> {
        match &self.change {
            Change::Correct { version, .. } | Change::Remove { version, .. } => Some(*version),
            Change::Add { .. } | Change::Restore { .. } => None,
        }
    }

    /// The record as it is to be; `None` where it is to go.
    #[must_use]
    pub const fn after(&self) -> Option<&Node> {
        match &self.change {
            Change::Add { node, .. }
            | Change::Correct { node, .. }
            | Change::Restore { node, .. } => Some(node),
            Change::Remove { .. } => None,
        }
    }

    /// What the audit log keeps of it in a state.
    fn told(&self, state: State) -> Told {
        let about = match self.record() {
            Some(record) => record.to_string(),
            None => self.kind.name().to_owned(),
        };
        let entry = |content: Option<&Node>| {
            let content = content.map(|node| ("content", node.clone()));
            let fixed = [
                ("proposal", Node::text(&self.id)),
                ("of", Node::text(&about)),
            ];
            Node::table(fixed.into_iter().chain(content))
        };
        Told {
            act: state.act(),
            subject: self.owner.clone(),
            record: None,
            before: self.before.as_ref().map(|node| entry(Some(node))),
            after: Some(entry(self.after())),
        }
    }
}

impl Store {
    /// Keeps a proposal.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn propose(&self, act: &Act, proposal: &Proposal) -> Result<(), StoreError> {
        let mut tx = self.db.begin_note().await?;
        insert(proposal, tx.connection()).await?;
        audit::tell(&mut tx, act, vec![proposal.told(State::Open)]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Proposals, the open ones first.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn proposals(&self, by: ProposedBy<'_>) -> Result<Vec<Proposal>, StoreError> {
        let (condition, account) = match by {
            ProposedBy::Anybody => ("CAST($1 AS TEXT) = ''", ""),
            ProposedBy::Account(id) => ("account = $1", id),
        };
        let statement = format!("SELECT {COLUMNS} FROM proposal WHERE {condition} {ORDER}");
        let mut tx = self.db.begin_read().await?;
        let query = sqlx::query(AssertSqlSafe(statement)).bind(account.to_owned());
        let rows = query.fetch_all(&mut *tx).await?;
        tx.commit().await?;
        rows.iter().map(read).collect()
    }

    /// What every page shows and what changes: the version of the hospital, and how many proposals
    /// are open.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn at_hand(&self) -> Result<(i64, i64), StoreError> {
        let mut tx = self.db.begin_read().await?;
        let at_hand = sqlx::query_as(AT_HAND).fetch_one(&mut *tx).await?;
        tx.commit().await?;
        Ok(at_hand)
    }

    /// Refuses or withdraws an open proposal; only that of `account`, where one is named.
    ///
    /// # Errors
    /// See [`SettleError`]; then nothing was written.
    pub(crate) async fn settle_proposal(
        &self,
        act: &Act,
        id: &str,
        state: State,
        account: Option<&str>,
    ) -> Result<(), SettleError> {
        let mut tx = self.db.begin_note().await?;
        let proposal = open(id, tx.connection()).await?;
        let proposal = proposal.filter(|one| account.is_none_or(|account| one.account == account));
        let proposal = proposal.ok_or(SettleError::NotOpen)?;
        let told = settle(&proposal, act, state, &mut tx).await?;
        audit::tell(&mut tx, act, vec![told]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Accepts an open proposal and makes its change.
    ///
    /// # Errors
    /// See [`SettleError`]; then nothing was written.
    pub(crate) async fn accept_proposal(
        &self,
        known: Option<Known<'_>>,
        act: &Act,
        id: &str,
    ) -> Result<Applied, SettleError> {
        let mut tx = self.db.begin_write().await?;
        let proposal = open(id, tx.connection()).await?;
        let proposal = proposal.ok_or(SettleError::NotOpen)?;
        let told = settle(&proposal, act, State::Accepted, &mut tx).await?;
        let change = as_recorded(proposal.change, tx.connection()).await?;
        let changes = [change];
        Ok(self
            .apply_in(tx, known, act, (&changes, &[]), vec![told])
            .await?)
    }
}

/// The change with the number of the paper that is recorded, where the proposer saw it masked.
async fn as_recorded(change: Change, connection: &mut AnyConnection) -> Result<Change, StoreError> {
    let Change::Correct { id, version, node } = change else {
        return Ok(change);
    };
    let recorded = rows::read_record(&id, connection).await?;
    let node = recorded.map_or(node.clone(), |(_, recorded)| {
        forms::unmasked(&node, &recorded)
    });
    Ok(Change::Correct { id, version, node })
}

async fn insert(proposal: &Proposal, connection: &mut AnyConnection) -> Result<(), StoreError> {
    let json = |node: Option<&Node>| node.map(serde_json::to_string).transpose();
    let query = sqlx::query(INSERT)
        .bind(proposal.id.clone())
        .bind(proposal.account.clone())
        .bind(proposal.account_name.clone())
        .bind(proposal.at.clone())
        .bind(proposal.kind.name())
        .bind(proposal.owner.clone())
        .bind(proposal.record().map(ToString::to_string))
        .bind(proposal.version())
        .bind(json(proposal.before.as_ref())?)
        .bind(json(proposal.after())?)
        .bind(proposal.reason.clone());
    query.execute(connection).await?;
    Ok(())
}

/// The open proposal of an id.
async fn open(id: &str, connection: &mut AnyConnection) -> Result<Option<Proposal>, StoreError> {
    let statement = format!("SELECT {COLUMNS} FROM proposal WHERE id = $1 AND state = 'open'");
    let query = sqlx::query(AssertSqlSafe(statement)).bind(id.to_owned());
    let row = query.fetch_optional(connection).await?;
    row.as_ref().map(read).transpose()
}

/// Gives a proposal another state; what is to be told of it.
async fn settle(
    proposal: &Proposal,
    act: &Act,
    state: State,
    tx: &mut Tx,
) -> Result<Told, SettleError> {
    let query = sqlx::query(SETTLE)
        .bind(state.word())
        .bind(act.by.id.clone())
        .bind(act.by.name.clone())
        .bind(instant(act.at))
        .bind(act.reason.clone())
        .bind(proposal.id.clone());
    let settled = query.execute(tx.connection()).await;
    let n_settled = settled.map_err(StoreError::from)?.rows_affected();
    if n_settled == 1 {
        Ok(proposal.told(state))
    } else {
        Err(SettleError::NotOpen)
    }
}

fn read(row: &AnyRow) -> Result<Proposal, StoreError> {
    let node = |place| -> Result<Option<Node>, StoreError> {
        let text: Option<String> = row.try_get(place)?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    };
    let (kind, state): (String, String) = (row.try_get(4)?, row.try_get(11)?);
    let kind = RecordKind::from_name(&kind).ok_or_else(|| unreadable("kind", &kind))?;
    let state = State::from_word(&state).ok_or_else(|| unreadable("state", &state))?;
    let (owner, record): (Option<String>, Option<String>) = (row.try_get(5)?, row.try_get(6)?);
    let version: Option<i64> = row.try_get(7)?;
    let change = match (record.as_deref(), version, node(9)?) {
        (None, _, Some(node)) => Change::Add {
            kind,
            owner: owner.clone(),
            node,
        },
        (Some(record), Some(version), node) => {
            let id = RecordId::parse(record).ok_or_else(|| unreadable("record", record))?;
            match node {
                Some(node) => Change::Correct { id, version, node },
                None => Change::Remove { id, version },
            }
        }
        _ => return Err(unreadable("change", "")),
    };
    Ok(Proposal {
        id: row.try_get(0)?,
        account: row.try_get(1)?,
        account_name: row.try_get(2)?,
        at: row.try_get(3)?,
        kind,
        owner,
        before: node(8)?,
        change,
        reason: row.try_get(10)?,
        state,
        decision: decision(row)?,
    })
}

fn decision(row: &AnyRow) -> Result<Option<Decision>, StoreError> {
    let by: Option<String> = row.try_get(12)?;
    let Some(by) = by else {
        return Ok(None);
    };
    let (name, at): (Option<String>, Option<String>) = (row.try_get(13)?, row.try_get(14)?);
    Ok(Some(Decision {
        by,
        name: name.unwrap_or_default(),
        at: at.unwrap_or_default(),
        reason: row.try_get(15)?,
    }))
}

/// What only somebody who writes past the application could have put there.
fn unreadable(what: &str, found: &str) -> StoreError {
    let says = format!("no {what} of a proposal: `{found}`");
    sqlx::Error::Decode(says.into()).into()
}
