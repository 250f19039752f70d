//! What the server puts beside a request for its page, where that is not among the facts: pages
//! never wait for the database. The use case that gives it out has asked for the right.

use std::sync::Arc;

use registry::accounts::{Account, Session};
use registry::attachments::ScansOfPerson;

/// All accounts, for administrators.
#[derive(Clone, Debug)]
pub struct AllAccounts(pub Arc<Vec<Account>>);

/// The own sessions.
#[derive(Clone, Debug)]
pub struct OwnSessions(pub Arc<Vec<Session>>);

/// A person's records and their scans, for those who may read the person's file: on the page of the
/// scans, and on every page below `/staff/{number}`.
#[derive(Clone, Debug)]
pub struct Scans(pub Arc<ScansOfPerson>);
