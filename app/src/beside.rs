//! What the server puts beside a request for its page, where that is not among the facts: pages
//! never wait for the database. The use case that gives it out has asked for the right.

use std::sync::Arc;

use registry::accounts::{Account, Session};

/// All accounts, for administrators.
#[derive(Clone, Debug)]
pub struct AllAccounts(pub Arc<Vec<Account>>);

/// That the password is to be given once more before anything leaves: the visitor signed in long ago.
#[derive(Clone, Copy, Debug)]
pub struct AskPassword;

/// The own sessions.
#[derive(Clone, Debug)]
pub struct OwnSessions(pub Arc<Vec<Session>>);
