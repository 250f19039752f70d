//! What the server puts beside a request for its page, where that is not among the facts: pages
//! never wait for the database. The use case that gives it out has asked for the right.

use std::sync::Arc;

use registry::accounts::{Account, Session};
use registry::store::Entry;

/// All accounts, for administrators.
#[derive(Clone, Debug)]
pub struct AllAccounts(pub Arc<Vec<Account>>);

/// The own sessions.
#[derive(Clone, Debug)]
pub struct OwnSessions(pub Arc<Vec<Session>>);

/// The entries of the audit log about a person's records, newest first, for those who may read the
/// log; and whether there are older ones.
#[derive(Clone, Debug)]
pub struct FileHistory(pub Arc<Vec<Entry>>, pub bool);
