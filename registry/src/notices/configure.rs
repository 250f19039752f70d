//! What HR and administrators set: hours, robots, recipients.

use chrono::{DateTime, Utc};

use super::robot::{RobotKind, Secret};
use super::{Channel, NoticeError, NoticeFault, Notices, Recipient, Robot, Scope, Settings};
use crate::access::Editing;
use crate::accounts::{NoRandomness, random};
use crate::act::Act;
use crate::hex::hex;
use crate::keys::{KeyError, Keys};
use crate::store::{Account, RobotRow};

/// The most characters of a name.
const MOST_OF_A_NAME: usize = 64;
/// The most characters of an address.
const MOST_OF_AN_ADDRESS: usize = 254;
/// The most bytes of a robot's address or secret.
const MOST_OF_A_SECRET: usize = 1_000;

/// A robot to be added.
#[derive(Clone, Debug)]
pub struct NewRobot {
    /// Whose robot.
    pub kind: RobotKind,
    /// The name people know it by.
    pub name: String,
    /// What lets one speak through it.
    pub secret: Secret,
}

/// Through what a recipient to be added is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// By mail to an address.
    Mail(String),
    /// By the robot with this id.
    Robot(String),
}

/// A recipient to be added.
#[derive(Clone, Debug)]
pub struct NewRecipient {
    /// The name people know it by; the account's, the robot's or the address without it.
    pub name: String,
    /// About what.
    pub scope: Scope,
    /// Through what.
    pub through: Through,
}

/// Everything there is to set.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The hours.
    pub settings: Settings,
    /// The robots, by name.
    pub robots: Vec<Robot>,
    /// The recipients, by name.
    pub recipients: Vec<Recipient>,
    /// The accounts that may sign in, to choose from: id and name.
    pub accounts: Vec<(String, String)>,
}

impl Notices {
    /// Everything there is to set.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn overview(&self, _right: &Editing<'_>) -> Result<Overview, NoticeError> {
        let accounts = self.store.accounts().await?;
        let accounts = accounts.into_iter();
        let accounts = accounts.filter(|account| account.disabled.is_none());
        Ok(Overview {
            settings: self.store.notice_settings().await?,
            robots: self.robots().await?,
            recipients: self.store.notice_recipients().await?,
            accounts: accounts
                .map(|Account { id, name, .. }| (id, name))
                .collect(),
        })
    }

    async fn robots(&self) -> Result<Vec<Robot>, NoticeError> {
        let rows = self.store.notice_robots().await?;
        Ok(rows.into_iter().map(|row| row.robot).collect())
    }

    /// Sets the hours.
    ///
    /// # Errors
    /// [`NoticeFault::BadHours`], or a database that failed.
    pub async fn set(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        settings: Settings,
    ) -> Result<(), NoticeError> {
        let settings = settings.checked().ok_or(NoticeFault::BadHours)?;
        Ok(self.store.set_notices(&act(right, at), settings).await?)
    }

    /// Adds a robot. Whether its address may be called is the server's to say.
    ///
    /// # Errors
    /// What is wrong with it, a key that is lost, or a database that failed.
    pub async fn add_robot(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        new: NewRobot,
    ) -> Result<(), NoticeError> {
        let name = name(&new.name)?;
        let fits = |text: &str| !text.is_empty() && text.len() <= MOST_OF_A_SECRET;
        if !fits(&new.secret.url) || !new.secret.sign.as_deref().is_none_or(fits) {
            return Err(NoticeFault::BadUrl.into());
        }
        let keys = self.keyring.load_or_make(&self.store.keys_in_use().await?);
        let keys = keys.map_err(no_key)?;
        let row = RobotRow {
            robot: Robot {
                id: id()?,
                kind: new.kind,
                name,
                shown: new.secret.shown(),
            },
            sealed: new.secret.sealed(&keys)?,
        };
        let added = self.store.add_notice_robot(&act(right, at), &row).await?;
        Ok(added.then_some(()).ok_or(NoticeFault::BadName)?)
    }

    /// Removes a robot with its recipients; what was to be sent through it is not.
    ///
    /// # Errors
    /// [`NoticeFault::NotThere`], or a database that failed.
    pub async fn remove_robot(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        id: &str,
    ) -> Result<(), NoticeError> {
        let removed = self.store.remove_notice_robot(&act(right, at), id).await?;
        Ok(removed.then_some(()).ok_or(NoticeFault::NotThere)?)
    }

    /// Adds a recipient.
    ///
    /// # Errors
    /// What is wrong with it, or a database that failed.
    pub async fn add_recipient(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        new: NewRecipient,
    ) -> Result<(), NoticeError> {
        let accounts = self.store.accounts().await?;
        let robots = self.robots().await?;
        let (channel, channel_name) = match new.through {
            Through::Mail(typed) => {
                let address = address(&typed)?;
                let name = address.clone();
                (Channel::Mail { address }, name)
            }
            Through::Robot(id) => {
                let robot = robots.into_iter().find(|robot| robot.id == id);
                let robot = robot.ok_or(NoticeFault::NotThere)?;
                (Channel::Robot { id }, robot.name)
            }
        };
        let own_name = match &new.scope {
            Scope::Account(id) => {
                let account = accounts.into_iter().find(|account| account.id == *id);
                account.ok_or(NoticeFault::NotThere)?.name
            }
            Scope::Departments(none) if none.is_empty() => return Err(NoticeFault::NoScope.into()),
            Scope::Whole | Scope::Departments(_) => channel_name,
        };
        let name = match new.name.trim() {
            "" => own_name,
            typed => self::name(typed)?,
        };
        let recipient = Recipient {
            id: id()?,
            name,
            scope: new.scope,
            channel,
        };
        let act = act(right, at);
        let added = self.store.add_notice_recipient(&act, &recipient);
        // A department or an account that went meanwhile.
        Ok(added.await?.then_some(()).ok_or(NoticeFault::NotThere)?)
    }

    /// Removes a recipient; what was to be sent to it is not.
    ///
    /// # Errors
    /// [`NoticeFault::NotThere`], or a database that failed.
    pub async fn remove_recipient(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        id: &str,
    ) -> Result<(), NoticeError> {
        let act = act(right, at);
        let removed = self.store.remove_notice_recipient(&act, id).await?;
        Ok(removed.then_some(()).ok_or(NoticeFault::NotThere)?)
    }

    /// Puts a message into the queue once more, whatever became of it.
    ///
    /// # Errors
    /// [`NoticeFault::NotThere`], or a database that failed.
    pub async fn resend(
        &self,
        right: &Editing<'_>,
        at: DateTime<Utc>,
        id: &str,
    ) -> Result<(), NoticeError> {
        let resent = self.store.resend_notice(&act(right, at), id).await?;
        Ok(resent.then_some(()).ok_or(NoticeFault::NotThere)?)
    }

    /// A recipient to send a test message to, and what lets one speak through its robot.
    ///
    /// # Errors
    /// [`NoticeFault::NotThere`], a key that is lost, or a database that failed.
    pub async fn to_test(
        &self,
        _right: &Editing<'_>,
        id: &str,
    ) -> Result<(Recipient, Option<(RobotKind, Secret)>), NoticeError> {
        let recipients = self.store.notice_recipients().await?;
        let recipient = recipients.into_iter().find(|recipient| recipient.id == id);
        let recipient = recipient.ok_or(NoticeFault::NotThere)?;
        let robot = self.robot_of(&recipient.channel).await?;
        Ok((recipient, robot))
    }

    /// What lets one speak through the robot of a channel; `None` for mail.
    pub(super) async fn robot_of(
        &self,
        channel: &Channel,
    ) -> Result<Option<(RobotKind, Secret)>, NoticeError> {
        let Channel::Robot { id } = channel else {
            return Ok(None);
        };
        let robots = self.store.notice_robots().await?;
        let row = robots.into_iter().find(|row| row.robot.id == *id);
        let row = row.ok_or(NoticeFault::NotThere)?;
        let keys: Keys = self.keyring.load()?;
        let secret = Secret::opened(&keys, &row.sealed)?;
        Ok(Some((row.robot.kind, secret)))
    }
}

fn act(right: &Editing<'_>, at: DateTime<Utc>) -> Act {
    Act::new(right.by().clone(), at)
}

/// A short id that nothing else has.
pub(super) fn id() -> Result<String, NoRandomness> {
    random::<10>().map(|bytes| hex(&bytes))
}

fn no_key(error: KeyError) -> NoticeError {
    match error {
        KeyError::NoPlace => NoticeFault::NoKey.into(),
        other => other.into(),
    }
}

fn name(typed: &str) -> Result<String, NoticeFault> {
    let name = typed.trim();
    let fits = !name.is_empty() && name.chars().count() <= MOST_OF_A_NAME;
    (fits && !name.contains(char::is_control))
        .then(|| name.to_owned())
        .ok_or(NoticeFault::BadName)
}

/// An address of mail: the server that takes the mail knows better, so only what cannot be one is
/// refused, and what would be read as something else.
fn address(typed: &str) -> Result<String, NoticeFault> {
    let address = typed.trim();
    let strange = |c: char| c.is_control() || c.is_whitespace() || "<>()[],;:\\\"".contains(c);
    let parts = address.rsplit_once('@');
    let whole = parts.is_some_and(|(local, domain)| {
        !local.is_empty() && !local.contains('@') && domain.contains('.') && !domain.ends_with('.')
    });
    let fits = whole && address.len() <= MOST_OF_AN_ADDRESS && !address.contains(strange);
    fits.then(|| address.to_owned())
        .ok_or(NoticeFault::BadAddress)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_domain_and_nothing_else() {
        for good in ["hr@example.cn", " li.lei+准入@mail.example.cn "] {
            assert_eq!(address(good), Ok(good.trim().to_owned()));
        }
        for bad in [
            "",
            "hr",
            "hr@localhost",
            "@example.cn",
            "a@b@example.cn",
            "hr@example.cn\r\nBcc: x@example.cn",
            "HR <hr@example.cn>",
            "a@example.cn,b@example.cn",
        ] {
            assert_eq!(address(bad), Err(NoticeFault::BadAddress), "{bad}");
        }
    }
}
