//! What the server puts beside a request for its page, where that is not among the facts: pages
//! never wait for the database. The use case that gives it out has asked for the right.

use std::collections::BTreeMap;
use std::sync::Arc;

use registry::accounts::{Account, SecondStep, Session};
use registry::api_tokens::ApiToken;
use registry::attachments::HeldScans;
use registry::feeds::Feed;
use registry::identity::Masked;
use registry::notices::{History, Overview};
use registry::proposals::Proposal;
use registry::store::Entry;

/// All accounts, for administrators.
#[derive(Clone, Debug)]
pub struct AllAccounts(pub Arc<Vec<Account>>);

/// That the password is to be given once more before anything leaves: the visitor signed in long ago.
#[derive(Clone, Copy, Debug)]
pub struct AskPassword;

/// What is wrong with each paper of the form by which several are renewed, by its key.
#[derive(Clone, Debug)]
pub struct RenewFaults(pub Arc<BTreeMap<String, Vec<String>>>);
/// The own tokens by which other programs read.
#[derive(Clone, Debug)]
pub struct OwnApiTokens(pub Arc<Vec<ApiToken>>);

/// A new token, shown this once.
#[derive(Clone)]
pub struct NewApiToken(pub Arc<str>);

/// The own calendars.
#[derive(Clone, Debug)]
pub struct OwnFeeds(pub Arc<Vec<Feed>>);

/// The address of a calendar, shown this once.
#[derive(Clone)]
pub struct NewFeed {
    /// As programs and other devices take it.
    pub link: Arc<str>,
    /// By which a device opens its own calendar.
    pub webcal: Arc<str>,
}

/// Proposals: all, or the own ones.
#[derive(Clone, Debug)]
pub struct Proposals(pub Arc<Vec<Proposal>>);

/// How many proposals wait for who sends the request.
#[derive(Clone, Copy, Debug)]
pub struct OpenProposals(pub i64);

/// The own sessions.
#[derive(Clone, Debug)]
pub struct OwnSessions(pub Arc<Vec<Session>>);

/// The entries of the audit log about a person's records, newest first, for those who may read the
/// log; and whether there are older ones.
#[derive(Clone, Debug)]
pub struct FileHistory(pub Arc<Vec<Entry>>, pub bool);

/// The records of a person, a programme or the hospital and their scans, for those who may read them:
/// on the page of the records and on that of the scans.
#[derive(Clone, Debug)]
pub struct Scans(pub Arc<HeldScans>);

/// How things stand with the own second step of signing in.
#[derive(Clone, Debug)]
pub struct OwnSecondStep(pub SecondStep);

/// The codes for the day on which the device is lost, shown this once.
#[derive(Clone, Debug)]
pub struct NewCodes(pub Arc<Vec<String>>);

/// That a code is asked for, and the token of who is halfway in.
#[derive(Clone)]
pub struct CodeAsked(pub Arc<str>);

/// Whose identity number a page is about, for those who may see its last four characters.
#[derive(Clone, Debug)]
pub struct OwnerOfNumber {
    /// The staff number.
    pub staff: String,
    /// The name, or the staff number.
    pub name: String,
    /// The number; `None` if none is kept.
    pub masked: Option<Masked>,
    /// Whether a number is kept that cannot be read, since the key is lost.
    pub is_lost: bool,
    /// Whether the visitor may set, clear and reveal it.
    pub may_edit: bool,
}

/// A whole identity number, shown this once.
#[derive(Clone)]
pub struct Revealed(pub Arc<str>);

/// Notices, for those who set them.
#[derive(Clone, Debug)]
pub struct NoticesShown {
    /// Everything there is to set.
    pub overview: Arc<Overview>,
    /// What became of the messages that were asked for; none where the question is not understood.
    pub history: Arc<History>,
    /// What is shown of the mail server, if one is named.
    pub mail: Option<Arc<str>>,
}
