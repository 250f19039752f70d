//! Notices: the job that makes the digests of a day and lets them leave, by mail and by robots.
//!
//! # Invariants
//! - No page waits for a channel: the job is a task of its own, each channel of it too, and no database
//!   transaction is open while it waits for the other side.
//! - Any number of servers and commands may do it at once; what each may do is claimed in the database.
//! - Nothing of an address or a secret of a robot comes into the log.

mod channels;
mod drain;
mod guard;
mod mail;
mod options;
mod robot;
mod schedule;
mod smtp;
#[cfg(test)]
mod tests;

use std::ops::AddAssign;
use std::sync::Arc;

use app::locale::Lang;
use app::source::Facts;
use app::view::address::Address;
use app::wording::Voice;
use app::wording::notice_text::{self, Digest, Line, Marks};
use chrono::{DateTime, Utc};
use eligibility::day::Day;
use registry::due::query::Query;
use registry::due::{Due, Never};
use registry::notices::{
    self, NoticeError, Notices, Outgoing, Prepared, Present, Recipient, Refusal, RobotKind, Scope,
    Secret, Warned,
};
use registry::store::Account;
use tokio::task::JoinSet;

pub(crate) use self::channels::Channels;
use self::channels::Wording;
pub(crate) use self::drain::{Drained, drain};
#[cfg(test)]
pub(crate) use self::guard::Guard;
pub(crate) use self::guard::Refused;
use self::mail::Letter;
pub(crate) use self::mail::MailError;
pub(crate) use self::options::{Options, OptionsError};
use self::robot::Chat;
pub(crate) use self::schedule::{is_timely, schedule};

/// The clock, and whether the server is to stop.
pub(crate) trait Hours: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
    /// Whether nothing new is to be begun.
    fn is_over(&self) -> bool;
}

/// Everything the job works with.
pub(crate) struct Notifier {
    /// Settings and outbox.
    pub(crate) notices: Notices,
    /// What is told of.
    pub(crate) facts: Arc<dyn Facts>,
    /// Through what it leaves.
    pub(crate) channels: Channels,
    /// The language of digests.
    pub(crate) lang: Lang,
    /// Under which address browsers reach the application, without a slash at the end; without it digests
    /// lead nowhere.
    pub(crate) base_url: Option<String>,
    /// What names this server among those that do the job.
    pub(crate) holder: String,
}

/// How much of a digest has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// All of it.
    Whole,
    /// As much as the channel takes at once.
    Part,
}

/// What came of letting digests leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delivered {
    /// So many were taken by the other side.
    pub(crate) n_sent: usize,
    /// So many were not; they are tried again, but those that were refused for good.
    pub(crate) n_failed: usize,
    /// So many of those were refused for good.
    pub(crate) n_refused: usize,
    /// Of so many a part was taken, and the next may follow after a while.
    pub(crate) in_part: usize,
}

impl AddAssign for Delivered {
    fn add_assign(&mut self, other: Self) {
        self.n_sent += other.n_sent;
        self.n_failed += other.n_failed;
        self.n_refused += other.n_refused;
        self.in_part += other.in_part;
    }
}

impl Notifier {
    /// Makes the digests of a day, and removes old ones; how many were made. `None` if they are made, or another server does it.
    ///
    /// # Errors
    /// A database that failed.
    pub(crate) async fn plan(
        &self,
        on: Day,
        at: DateTime<Utc>,
    ) -> Result<Option<usize>, NoticeError> {
        if !self.notices.begin_day(on, at, &self.holder).await? {
            return Ok(None);
        }
        let (recipients, accounts) = self.notices.recipients().await?;
        let accounts: Arc<[Account]> = accounts.into();
        let mut lists = Vec::new();
        for recipient in recipients {
            let list = self.listed(recipient.clone(), Arc::clone(&accounts), on);
            lists.push((recipient, list.await?));
        }
        let planned = self.notices.plan_day((on, at), &self.holder, &lists);
        let planned = planned.await?;
        if planned.is_some() {
            self.prune(at).await;
        }
        Ok(planned)
    }

    /// Removes what has been kept long enough. What fails here is done on another day.
    async fn prune(&self, at: DateTime<Utc>) {
        match self.notices.prune(at).await {
            Ok(0) => {}
            Ok(n_removed) => tracing::info!(n_removed, "old notices are removed"),
            Err(error) => tracing::warn!(%error, "old notices could not be removed"),
        }
    }

    /// Lets digests leave that are to leave by now, all channels at once.
    ///
    /// # Errors
    /// A database that failed; what was claimed then is tried again after a while.
    pub(crate) async fn deliver(
        self: &Arc<Self>,
        on: Day,
        hours: &Arc<dyn Hours>,
    ) -> Result<Delivered, NoticeError> {
        let mut tasks = JoinSet::new();
        for channel in self.notices.channels().await? {
            let (own, hours) = (Arc::clone(self), Arc::clone(hours));
            tasks.spawn(async move { own.deliver_through(&channel, on, &*hours).await });
        }
        let mut all = Delivered::default();
        let mut broken = None;
        while let Some(done) = tasks.join_next().await {
            match done {
                Ok(Ok(delivered)) => all += delivered,
                Ok(Err(error)) => broken = Some(error),
                Err(error) => tracing::error!(%error, "a channel of notices broke off"),
            }
        }
        broken.map_or(Ok(all), Err)
    }

    async fn deliver_through(
        &self,
        channel: &str,
        on: Day,
        hours: &dyn Hours,
    ) -> Result<Delivered, NoticeError> {
        let mut delivered = Delivered::default();
        while !hours.is_over() {
            let Some(outgoing) = self.notices.claim(channel, hours.now()).await? else {
                break;
            };
            match self.deliver_one(&outgoing, on, hours).await? {
                None => {}
                Some(Ok(Left::Whole)) => delivered.n_sent += 1,
                Some(Ok(Left::Part)) => delivered.in_part += 1,
                Some(Err(Refusal { failure, .. })) => {
                    delivered.n_failed += 1;
                    delivered.n_refused += usize::from(failure.is_final());
                    tracing::warn!(channel, failure = failure.code(), "a notice did not leave");
                    if failure.is_of_channel() {
                        break;
                    }
                }
            }
        }
        Ok(delivered)
    }

    /// Lets one digest leave; `None` if nothing of it holds any more.
    async fn deliver_one(
        &self,
        outgoing: &Outgoing,
        on: Day,
        hours: &dyn Hours,
    ) -> Result<Option<Result<Left, Refusal>>, NoticeError> {
        let present = match outgoing.to.clone() {
            Some((recipient, accounts)) => self.listed(recipient, accounts.into(), on).await?,
            None => Present::default(),
        };
        let prepared = self.notices.prepare(outgoing, present, on).await?;
        let Some(prepared) = prepared else {
            return Ok(None);
        };
        let message = &outgoing.message;
        let left = match prepared {
            Ok(prepared) => {
                let (wording, part) = self.worded(&prepared, on);
                let Prepared {
                    recipient, robot, ..
                } = prepared;
                let to = (&recipient.channel, robot);
                let sent = self.channels.send(to, &wording, (&message.id, hours.now()));
                sent.await.map(|()| (wording.letter, part))
            }
            Err(failure) => Err(failure.into()),
        };
        Ok(Some(match left {
            Ok((Letter { subject, plain, .. }, part)) => {
                let said = (&*subject, &*plain);
                let noted = self
                    .notices
                    .sent(message, hours.now(), said, part.as_deref());
                noted.await?;
                Ok(match part {
                    Some(_) => Left::Part,
                    None => Left::Whole,
                })
            }
            Err(refusal) => {
                self.notices.failed(message, hours.now(), &refusal).await?;
                Err(refusal)
            }
        }))
    }

    /// Sends a test message at once.
    ///
    /// # Errors
    /// Why it was not taken.
    pub(crate) async fn test(
        &self,
        (recipient, robot): (&Recipient, Option<(RobotKind, Secret)>),
        lang: Lang,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let snapshot = self.facts.snapshot();
        let name = snapshot.hospital.institution.name.as_deref();
        let (subject, plain) = notice_text::test(lang, name.unwrap_or_default());
        let marks = marks(robot.as_ref());
        let wording = Wording {
            letter: Letter {
                html: format!("<p>{plain}</p>"),
                subject: subject.clone(),
                plain: plain.clone(),
            },
            chat: Chat {
                text: format!("{}\n\n{plain}", marks.bold(&subject)),
                title: subject,
            },
        };
        let id = format!("test-{}", at.timestamp_millis());
        let to = (&recipient.channel, robot);
        self.channels.send(to, &wording, (&id, at)).await
    }

    /// What ends for a recipient, asked on a thread where it is in nobody's way.
    ///
    /// # Errors
    /// It broke off. Nothing may be taken for renewed then.
    async fn listed(
        &self,
        recipient: Recipient,
        accounts: Arc<[Account]>,
        on: Day,
    ) -> Result<Present, NoticeError> {
        let facts = Arc::clone(&self.facts);
        let list = move || {
            let snapshot = facts.snapshot();
            notices::listed(
                (&recipient, &accounts),
                (&snapshot, facts.assessments()),
                on,
            )
        };
        let listed = tokio::task::spawn_blocking(list).await;
        listed.map_err(|error| NoticeError::NotListed(error.to_string()))
    }

    /// A digest in words, and what of it they name where the channel does not take all at once.
    fn worded(&self, prepared: &Prepared, on: Day) -> (Wording, Option<Vec<Warned>>) {
        let snapshot = self.facts.snapshot();
        let assessments = self.facts.assessments();
        let voice = Voice::new(self.lang, assessments.catalogue());
        let facts = (&snapshot.hospital, assessments.standards());
        let line = |due: &Due| {
            let warned = Warned::of(due, on)?;
            let line = Line {
                when: Some((warned.stage, due.last)),
                whom: notice_text::whom(voice, &snapshot.hospital, due),
                what: notice_text::what(voice, facts, due, on),
            };
            Some((line, warned))
        };
        let mut lines: Vec<_> = prepared.tells.dues.iter().filter_map(line).collect();
        // As they are said, so that the first so many are those that a part names.
        lines.sort_by_key(|(line, _)| line.when.map(|(stage, _)| stage));
        let never = |never: &Never| {
            let line = Line {
                when: None,
                whom: notice_text::never_of(&snapshot.hospital, never).to_owned(),
                what: notice_text::never(voice, facts, never, on),
            };
            (line, Warned::of_never(never))
        };
        lines.extend(prepared.tells.never.iter().map(never));
        let (lines, mut warned): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
        let name = snapshot.hospital.institution.name.as_deref();
        let leads_to = self.link(&prepared.recipient);
        let digest = Digest {
            lang: self.lang,
            hospital: name.unwrap_or_default(),
            on,
            lines: &lines,
            link: leads_to.as_deref(),
        };
        let title = digest.title();
        let most = prepared.robot.as_ref();
        let most = most.map_or(usize::MAX, |(kind, _)| robot::most_bytes(*kind));
        let (text, n_named) = digest.chat(most, marks(prepared.robot.as_ref()));
        let part = (n_named < lines.len()).then(|| {
            warned.truncate(n_named);
            warned
        });
        let named = Digest {
            lines: lines.get(..n_named).unwrap_or_default(),
            ..digest
        };
        let wording = Wording {
            letter: Letter {
                subject: title.clone(),
                plain: named.plain(),
                html: named.html(),
            },
            chat: Chat { title, text },
        };
        (wording, part)
    }

    /// Where what a recipient is told of is listed: of one department, if it is told of that alone. The
    /// list cannot be asked for several.
    fn link(&self, recipient: &Recipient) -> Option<String> {
        let base_url = self.base_url.as_ref()?;
        let department = match &recipient.scope {
            Scope::Departments(departments) if departments.len() == 1 => {
                departments.first().cloned()
            }
            _ => None,
        };
        let query = Query {
            department,
            ..Query::default()
        };
        let address = Address {
            path: "/expiring".to_owned(),
            lang: self.lang,
            own: query.pairs(),
            ..Address::default()
        };
        Some(format!("{base_url}{address}"))
    }
}

/// What the robot makes of a text; of mail it is not asked.
fn marks(robot: Option<&(RobotKind, Secret)>) -> Marks {
    robot.map_or(Marks::Markdown, |(kind, _)| robot::marks(*kind))
}

/// A name for this process among those that do the job.
pub(crate) fn holder() -> String {
    let now = crate::clock::now().timestamp_millis();
    format!("{}-{now}", std::process::id())
}
