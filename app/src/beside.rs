//! What the server puts beside a request for its page, where that is not among the facts: pages
//! never wait for the database. The use case that gives it out has asked for the right.

use std::sync::Arc;

use registry::accounts::{Account, Session};
use registry::proposals::Proposal;

/// All accounts, for administrators.
#[derive(Clone, Debug)]
pub struct AllAccounts(pub Arc<Vec<Account>>);

/// Proposals: all, or the own ones.
#[derive(Clone, Debug)]
pub struct Proposals(pub Arc<Vec<Proposal>>);

/// How many proposals wait for who sends the request.
#[derive(Clone, Copy, Debug)]
pub struct OpenProposals(pub i64);

/// The own sessions.
#[derive(Clone, Debug)]
pub struct OwnSessions(pub Arc<Vec<Session>>);
