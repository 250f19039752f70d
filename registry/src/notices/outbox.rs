//! What the server's own job does: making the digests of a day, and letting them leave one by one. No
//! visitor comes here; what a digest may tell is asked through the eyes of its recipient.

use chrono::{DateTime, TimeDelta, Utc};
use eligibility::day::Day;

use super::configure::id;
use super::{
    Asked, Channel, Failure, Listed, Message, MessageState, NoticeError, Notices, Recipient,
    Refusal, RobotKind, Secret, Settings, Warned,
};
use crate::act::instant;
use crate::assessments::Assessments;
use crate::due::{Due, Never, due, never};
use crate::seen::Seen;
use crate::snapshot::Snapshot;
use crate::store::{Account, NewNotice, Planned};

/// Nobody is told of what ends later than so many days from now.
const HORIZON: u32 = 400;
/// How long to wait after each failure, in minutes; the last one again and again.
const PAUSES: [i64; 6] = [1, 5, 15, 60, 180, 360];
/// The longest of them.
pub(crate) const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(6);
/// How long to wait between two parts of a digest: no digest is tried twice within the minute by which
/// it is counted how often a robot is asked.
pub const BETWEEN_PARTS: TimeDelta = TimeDelta::seconds(61);
/// How long a robot does not listen that was asked too often.
const TOO_OFTEN: TimeDelta = TimeDelta::minutes(15);

/// A digest that this server is to send.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The digest.
    pub message: Message,
    /// What it is to tell, as planned.
    pub items: Vec<Warned>,
    /// To whom, through whose eyes; `None` if nobody is there any more.
    pub to: Option<(Recipient, Vec<Account>)>,
}

/// What a digest tells as it leaves.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// To whom.
    pub recipient: Recipient,
    /// What lets one speak through its robot; `None` for mail.
    pub robot: Option<(RobotKind, Secret)>,
    /// What it tells.
    pub tells: Present,
}

/// What is still to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// So many digests.
    pub n_digests: usize,
    /// So many of them may leave by now, or, as the next part of one, after [`BETWEEN_PARTS`] at the
    /// latest: another server holds them, or their robot was asked often enough. The others wait after
    /// a failure.
    pub n_soon: usize,
}

/// What somebody may be told of by now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// What ends, is due again or breaks, the earliest last day first.
    pub dues: Vec<Due>,
    /// What was never recorded.
    pub never: Vec<Never>,
}

impl Present {
    /// All of it, with how near it is on a day.
    #[must_use]
    pub fn warned(&self, on: Day) -> Vec<Warned> {
        let dues = self.dues.iter().filter_map(|due| Warned::of(due, on));
        dues.chain(self.never.iter().map(Warned::of_never))
            .collect()
    }

    fn retain(&mut self, on: Day, told: &[Warned]) {
        let is_told = |warned: Warned| told.contains(&warned);
        self.dues
            .retain(|due| Warned::of(due, on).is_some_and(is_told));
        self.never.retain(|never| is_told(Warned::of_never(never)));
    }
}

/// What there is to tell a recipient by now, through whose eyes the accounts say.
#[must_use]
pub fn listed(
    (recipient, accounts): (&Recipient, &[Account]),
    (snapshot, assessments): (&Snapshot, &Assessments),
    on: Day,
) -> Present {
    let Some(actor) = recipient.actor(accounts) else {
        return Present::default();
    };
    let seen = Seen::new(actor.reading(), on, snapshot, assessments);
    let mut list = due(&seen, on, on.plus_days(HORIZON));
    list.retain(|due| Warned::of(due, on).is_some());
    Present {
        dues: list,
        never: never(&seen, on),
    }
}

/// When to try again what has failed so often, the first failure included.
#[must_use]
pub fn after_failures(n_attempts: i64, failure: Failure, at: DateTime<Utc>) -> DateTime<Utc> {
    let nth = usize::try_from(n_attempts.max(1) - 1).unwrap_or(usize::MAX);
    let pause = PAUSES.get(nth).or(PAUSES.last()).copied();
    let pause = pause.map_or(LONGEST_PAUSE, TimeDelta::minutes);
    match failure {
        Failure::TooOften => at + pause.max(TOO_OFTEN),
        _ => at + pause,
    }
}

/// Whether a digest that waits may leave by now, or is the next part of one that has left in part.
fn is_soon(message: &Message, at: DateTime<Utc>) -> bool {
    let next = &message.next_at;
    // What lies further ahead than any pause was set before the clock was set back.
    let is_due = *next <= instant(at) || *next > instant(at + LONGEST_PAUSE);
    let is_part = message.sent_at.is_some() && message.failure.is_none();
    is_due || (is_part && *next <= instant(at + BETWEEN_PARTS))
}

impl Notices {
    /// The hours.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn settings(&self) -> Result<Settings, NoticeError> {
        Ok(self.store.notice_settings().await?)
    }

    /// Everybody who is told, and the accounts through whose eyes.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn recipients(&self) -> Result<(Vec<Recipient>, Vec<Account>), NoticeError> {
        let recipients = self.store.notice_recipients().await?;
        Ok((recipients, self.store.accounts().await?))
    }

    /// Takes the making of a day's digests; `false` if it is done or another server does it.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn begin_day(
        &self,
        on: Day,
        at: DateTime<Utc>,
        holder: &str,
    ) -> Result<bool, NoticeError> {
        Ok(self.store.begin_notices(on, at, holder).await?)
    }

    /// Makes the digests of a day, each in place of an older one that has not left; how many. `None` if
    /// another server has made them.
    ///
    /// # Errors
    /// A database that failed; then none was made.
    pub async fn plan_day(
        &self,
        (on, at): (Day, DateTime<Utc>),
        holder: &str,
        lists: &[(Recipient, Present)],
    ) -> Result<Option<usize>, NoticeError> {
        let robots = self.store.notice_robots().await?;
        let channel_name = |channel: &Channel| match channel {
            Channel::Mail { address } => address.clone(),
            Channel::Robot { id } => {
                let mut robots = robots.iter().map(|row| &row.robot);
                let robot = robots.find(|robot| robot.id == *id);
                robot.map_or_else(String::new, |robot| robot.name.clone())
            }
        };
        let mut new = Vec::new();
        for (recipient, _) in lists {
            new.push(NewNotice {
                id: id()?,
                channel_name: channel_name(&recipient.channel),
            });
        }
        let listed = lists.iter().map(|(recipient, list)| Listed {
            recipient: recipient.clone(),
            present: list.warned(on),
        });
        let lists: Vec<_> = listed.collect();
        let planned = Planned {
            on,
            at,
            holder,
            lists: &lists,
            new: &new,
        };
        Ok(self.store.plan_notices(planned).await?)
    }

    /// The channels through which something is to be sent.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn channels(&self) -> Result<Vec<String>, NoticeError> {
        Ok(self.store.notice_channels().await?)
    }

    /// What is still to be sent.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn waiting(&self, at: DateTime<Utc>) -> Result<Waiting, NoticeError> {
        let mut waiting = Waiting::default();
        let mut asked = Asked {
            state: Some(MessageState::Queued),
            ..Asked::default()
        };
        loop {
            let page = self.store.notice_history(&asked).await?;
            let soon = page.messages.iter().filter(|message| is_soon(message, at));
            waiting.n_soon += soon.count();
            waiting.n_digests += page.messages.len();
            let Some(next) = page.next else {
                return Ok(waiting);
            };
            asked.below = Some(next);
        }
    }

    /// Takes the next digest of a channel; `None` if there is none to be sent by now. Nobody else takes
    /// it for [`super::CLAIM`], or until it is said what became of it.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn claim(
        &self,
        channel: &str,
        at: DateTime<Utc>,
    ) -> Result<Option<Outgoing>, NoticeError> {
        let Some((message, items)) = self.store.claim_notice(channel, at).await? else {
            return Ok(None);
        };
        let (recipients, accounts) = self.recipients().await?;
        let is_it = |recipient: &Recipient| {
            recipient.id == message.recipient && recipient.channel.id() == message.channel
        };
        let recipient = recipients.into_iter().find(is_it);
        Ok(Some(Outgoing {
            message,
            items,
            to: recipient.map(|recipient| (recipient, accounts)),
        }))
    }

    /// Compares a digest with what is true by now: what was renewed, put off or left is not told, and
    /// the rest at its present stage. `None` if nothing is left to tell; then the digest is dropped.
    ///
    /// # Errors
    /// [`Failure::KeyLost`] where the robot's address cannot be opened, or a database that failed.
    pub async fn prepare(
        &self,
        outgoing: &Outgoing,
        mut present: Present,
        on: Day,
    ) -> Result<Option<Result<Prepared, Failure>>, NoticeError> {
        let is_planned = |warned: &Warned| {
            let mut items = outgoing.items.iter();
            items.any(|item| item.subject == warned.subject)
        };
        let current = present.warned(on).into_iter();
        let current: Vec<_> = current.filter(is_planned).collect();
        let tells = self.store.settle_notice(&outgoing.message, &current);
        let tells = tells.await?;
        let Some((recipient, _)) = outgoing.to.as_ref().filter(|_| !tells.is_empty()) else {
            return Ok(None);
        };
        present.retain(on, &tells);
        let robot = match self.robot_of(&recipient.channel).await {
            Err(NoticeError::Key(_)) => return Ok(Some(Err(Failure::KeyLost))),
            robot => robot?,
        };
        Ok(Some(Ok(Prepared {
            recipient: recipient.clone(),
            robot,
            tells: present,
        })))
    }

    /// Notes that a digest was taken by the other side, and what it said: the rest of it, or, where
    /// `part` says what was named, a part of it. Then it can be claimed again after
    /// [`BETWEEN_PARTS`] for the next one.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn sent(
        &self,
        message: &Message,
        at: DateTime<Utc>,
        (title, said): (&str, &str),
        part: Option<&[Warned]>,
    ) -> Result<(), NoticeError> {
        let part = part.map(|named| (named, at + BETWEEN_PARTS));
        let sent = self.store.notice_sent(&message.id, at, (title, said), part);
        Ok(sent.await?)
    }

    /// Notes that a digest did not leave; it is tried again after a while, unless it was refused for good.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn failed(
        &self,
        message: &Message,
        at: DateTime<Utc>,
        refusal: &Refusal,
    ) -> Result<(), NoticeError> {
        let next = after_failures(message.n_attempts, refusal.failure, at);
        let failed = self.store.notice_failed(&message.id, refusal, next);
        Ok(failed.await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_from_a_minute_to_six_hours() {
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let pause = |n, failure| (after_failures(n, failure, at) - at).num_minutes();
        let pauses: Vec<_> = (1..=8).map(|n| pause(n, Failure::TimedOut)).collect();
        assert_eq!(pauses, [1, 5, 15, 60, 180, 360, 360, 360]);
        assert_eq!(pause(1, Failure::TooOften), 15);
        assert_eq!(pause(i64::MAX, Failure::TooOften), 360);
    }
}
