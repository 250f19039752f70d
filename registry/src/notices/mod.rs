//! Notices: who is told what ends, is due or breaks, through what, and what was told already.
//!
//! # Invariants
//! - One is told once of the same [`Subject`] at the same [`Stage`], through the same channel: it is the
//!   key of the table. After a more urgent stage no milder one follows.
//! - Of what was never recorded one is told once; when it was recorded meanwhile, once more.
//! - There is one digest for each recipient and day. A day whose digest did not leave, or was refused, is
//!   made up for by the digest of the next, at the stages things then have.
//! - What may be told is asked for when a digest is made and once more before it leaves: by the rights
//!   the recipient has then, of the facts as they are then.
//! - Addresses and secrets of robots are sealed, and in no text for debugging.

mod configure;
mod failure;
mod history;
mod outbox;
mod plan;
mod robot;
mod settings;
mod stage;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use eligibility::day::Day;
use thiserror::Error;

pub use self::configure::{NewRecipient, NewRobot, Overview, Through};
pub use self::failure::{Failure, Refusal};
pub use self::history::{Asked, HISTORY_PAGE, History, KEPT, Place};
pub(crate) use self::outbox::LONGEST_PAUSE;
pub use self::outbox::{
    BETWEEN_PARTS, Outgoing, Prepared, Present, Waiting, after_failures, listed,
};
pub use self::plan::{Digest, Listed, Told, plan};
pub(crate) use self::plan::{is_next, key, recorded};
pub(crate) use self::robot::PURPOSE as ROBOT_PURPOSE;
pub use self::robot::{RobotKind, Secret};
pub use self::settings::Settings;
pub use self::stage::{Subject, Warned};
pub(crate) use self::stage::{from_number, number};
use crate::access::{Actor, Role};
use crate::accounts::NoRandomness;
use crate::act::By;
pub use crate::due::Stage;
use crate::keys::{KeyError, Keyring};
use crate::store::{Account, Store, StoreError};

/// The most messages a robot is given within a minute: WeCom and DingTalk take no more, Feishu 100.
pub const MOST_A_MINUTE: i64 = 20;
/// The most messages a robot of Feishu is given within a second.
pub const MOST_A_SECOND: i64 = 5;
/// How long a server is believed to be sending a message; sending takes no longer than a minute.
pub const CLAIM: TimeDelta = TimeDelta::minutes(5);
/// How long a server is believed to be making the digests of a day.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);

/// The settings of notices, and the outbox.
#[derive(Clone, Debug)]
pub struct Notices {
    store: Store,
    keyring: Keyring,
}

/// About what somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the account may see when the digest is made.
    Account(String),
    /// Everything.
    Whole,
    /// What a head of these departments would see.
    Departments(BTreeSet<String>),
}

/// Through what somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By mail.
    Mail {
        /// The address.
        address: String,
    },
    /// By the robot of a group chat.
    Robot {
        /// What names the robot.
        id: String,
    },
}

impl Channel {
    /// What names the channel of mail.
    pub const MAIL: &'static str = "mail";

    /// What names it in the outbox.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Mail { .. } => Self::MAIL,
            Self::Robot { id } => id,
        }
    }
}

/// Somebody who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// What names it for good.
    pub id: String,
    /// The name people know it by.
    pub name: String,
    /// About what.
    pub scope: Scope,
    /// Through what.
    pub channel: Channel,
}

impl Recipient {
    /// Through whose eyes a digest is made; `None` for an account that is gone or disabled.
    #[must_use]
    pub fn actor(&self, accounts: &[Account]) -> Option<Actor> {
        let by = By {
            id: "notices".to_owned(),
            name: self.name.clone(),
        };
        Some(match &self.scope {
            Scope::Whole => Actor {
                by,
                role: Role::Hr,
                departments: BTreeSet::new(),
            },
            Scope::Departments(departments) => Actor {
                by,
                role: Role::Head,
                departments: departments.clone(),
            },
            Scope::Account(id) => {
                let mut accounts = accounts.iter();
                let of = |account: &&Account| account.id == *id && account.disabled.is_none();
                let account = accounts.find(of)?;
                Actor {
                    by,
                    role: account.role,
                    departments: account.departments.clone(),
                }
            }
        })
    }
}

/// A robot, without what must not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robot {
    /// What names it for good.
    pub id: String,
    /// Whose robot.
    pub kind: RobotKind,
    /// The name people know it by.
    pub name: String,
    /// What is shown of its address.
    pub shown: String,
}

/// What became of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageState {
    /// It is to be sent.
    Queued,
    /// It was taken by the other side.
    Sent,
    /// A later digest tells what it was to tell.
    Superseded,
    /// Nothing of it held any more when it was to leave, or nobody was there to be told.
    Dropped,
    /// The other side refused it for good; what it was to tell, the next digest tells.
    Failed,
}

impl MessageState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Queued,
        Self::Sent,
        Self::Superseded,
        Self::Dropped,
        Self::Failed,
    ];

    /// A stable word, as it is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Superseded => "superseded",
            Self::Dropped => "dropped",
            Self::Failed => "failed",
        }
    }
}

/// A digest of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What names it for good.
    pub id: String,
    /// Whom it is for.
    pub recipient: String,
    /// Their name when it was made.
    pub recipient_name: String,
    /// Through what.
    pub channel: String,
    /// The channel's name when it was made.
    pub channel_name: String,
    /// The day it is of.
    pub day: Day,
    /// What became of it.
    pub state: MessageState,
    /// When it left, in UTC.
    pub sent_at: Option<String>,
    /// When it is tried next, in UTC.
    pub next_at: String,
    /// How often it was tried.
    pub n_attempts: i64,
    /// How many subjects it tells of.
    pub n_items: i64,
    /// Why it did not leave when it was last tried.
    pub failure: Option<Failure>,
    /// What the mail server wrote about that, where it is kept.
    pub answer: Option<String>,
    /// Its title, once it has left.
    pub title: Option<String>,
    /// Its words, once it has left.
    pub said: Option<String>,
}

/// Why something about notices was not done; then nothing was.
#[derive(Debug, Error)]
pub enum NoticeError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key is lost, or what is sealed was changed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// There is nothing random to make an id of.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// What ends could not be listed.
    #[error("what ends could not be listed: {0}")]
    NotListed(String),
    /// It cannot be done as asked.
    #[error("{}", .0.code())]
    Fault(#[from] NoticeFault),
}

/// What is wrong with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoticeFault {
    /// Hours that are none, or digests in quiet hours.
    #[error("{}", self.code())]
    BadHours,
    /// No name, one that is too long, or one that a robot has already.
    #[error("{}", self.code())]
    BadName,
    /// The address of a robot is none, or is not one of its kind.
    #[error("{}", self.code())]
    BadUrl,
    /// The address has the host of its kind, and not the path or the key of one of its robots.
    #[error("{}", self.code())]
    PartOfUrl(RobotKind),
    /// An address of mail is none.
    #[error("{}", self.code())]
    BadAddress,
    /// Neither an account, nor everything, nor a department.
    #[error("{}", self.code())]
    NoScope,
    /// There is no such robot, account, recipient or message.
    #[error("{}", self.code())]
    NotThere,
    /// The server has no key.
    #[error("{}", self.code())]
    NoKey,
}

impl NoticeFault {
    /// Every fault.
    pub const ALL: [Self; 10] = [
        Self::BadHours,
        Self::BadName,
        Self::BadUrl,
        Self::PartOfUrl(RobotKind::WeCom),
        Self::PartOfUrl(RobotKind::DingTalk),
        Self::PartOfUrl(RobotKind::Feishu),
        Self::BadAddress,
        Self::NoScope,
        Self::NotThere,
        Self::NoKey,
    ];

    /// A stable kebab-case name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadHours => "bad-hours",
            Self::BadName => "bad-name",
            Self::BadUrl => "bad-url",
            Self::PartOfUrl(_) => "part-of-url",
            Self::BadAddress => "bad-address",
            Self::NoScope => "no-scope",
            Self::NotThere => "not-there",
            Self::NoKey => "no-key",
        }
    }
}

impl Notices {
    /// The notices of a database.
    #[must_use]
    pub const fn new(store: Store, keyring: Keyring) -> Self {
        Self { store, keyring }
    }
}
