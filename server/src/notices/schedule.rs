//! When the job is done while the server runs.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Timelike as _, Utc};
use eligibility::day::Day;
use registry::notices::NoticeError;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use super::{Hours, Notifier};
use crate::clock;

/// How often it is looked whether anything is to be done.
const PAUSE: Duration = Duration::from_mins(1);
/// Feishu asks that nobody comes at the full and the half hour, when everybody does.
const CROWDED: u32 = 30;

/// The real clock, and whether the server was asked to stop.
struct Serving(watch::Receiver<bool>);

impl Hours for Serving {
    fn now(&self) -> DateTime<Utc> {
        clock::now()
    }

    fn is_over(&self) -> bool {
        *self.0.borrow()
    }
}

/// Does the job until the server is asked to stop; a message that is being sent then is seen through.
pub(crate) async fn schedule(notifier: Arc<Notifier>, mut stop: watch::Receiver<bool>) {
    let hours: Arc<dyn Hours> = Arc::new(Serving(stop.clone()));
    let mut ticks = interval(PAUSE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stop.changed() => return,
        }
        if let Err(error) = tick(&notifier, &hours).await {
            tracing::warn!(%error, "notices could not be made or sent; trying again");
        }
        if hours.is_over() {
            return;
        }
    }
}

/// Whether notices of a day may be made and sent at an instant: on that day, and on the one before. Those
/// of a later day would keep everybody from being told of anything before it, and those of an earlier one
/// would say how many days were left then.
pub(crate) fn is_timely(on: Day, at: DateTime<Utc>) -> bool {
    let today = Day::from(clock::local(at).date());
    on == today || on == today.next()
}

/// Does what is to be done by now: nothing in quiet hours, nor while another day is taken for today that
/// is not timely, digests from their hour on.
///
/// # Errors
/// A database that failed.
pub(super) async fn tick(
    notifier: &Arc<Notifier>,
    hours: &Arc<dyn Hours>,
) -> Result<(), NoticeError> {
    let now = hours.now();
    let local = clock::local(now);
    let settings = notifier.notices.settings().await?;
    if settings.is_quiet(local.hour()) || local.minute().is_multiple_of(CROWDED) {
        return Ok(());
    }
    let on = notifier.facts.today();
    if !is_timely(on, now) {
        return Ok(());
    }
    if local.hour() >= settings.hour
        && let Some(n_digests) = notifier.plan(on, now).await?
    {
        tracing::info!(%on, n_digests, "the digests of the day are made");
    }
    let delivered = notifier.deliver(on, hours).await?;
    if delivered.n_sent > 0 {
        tracing::info!(n_sent = delivered.n_sent, "notices have left");
    }
    Ok(())
}
