//! What became of digests, as HR and administrators read it, and for how long it is kept.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use eligibility::day::Day;

use super::{Message, MessageState, NoticeError, Notices};
use crate::access::Editing;

/// So many digests a page of the history has at most.
pub const HISTORY_PAGE: usize = 50;
/// For how long digests are kept after they were last tried. What keeps anybody from being told of the
/// same again is kept for good.
pub const KEPT: TimeDelta = TimeDelta::days(400);

/// What of the history is asked for; what is left blank is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Whose digests: a recipient's id, also of one that is gone.
    pub recipient: Option<String>,
    /// Through which channel, by its id.
    pub channel: Option<String>,
    /// What became of them.
    pub state: Option<MessageState>,
    /// Only older ones than this one, for the next page.
    pub below: Option<Place>,
}

/// Where a digest stands in the history, whether or not it is still kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The day it is of.
    pub day: Day,
    /// What names it.
    pub id: String,
}

impl Place {
    /// The place of a text; `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, id) = text.split_once('~')?;
        Some(Self {
            day: Day::parse(day)?,
            id: id.to_owned(),
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}", self.day, self.id)
    }
}

/// A page of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The digests, the newest day first.
    pub messages: Vec<Message>,
    /// After which the next page begins; `None` on the last one.
    pub next: Option<Place>,
    /// Everybody who can be asked for, by name: id and name.
    pub recipients: Vec<(String, String)>,
    /// Every channel that can be asked for, by name: id and name, which of mail is one of its addresses.
    pub channels: Vec<(String, String)>,
}

impl Notices {
    /// A page of the history.
    ///
    /// # Errors
    /// A database that failed.
    pub async fn history(
        &self,
        _right: &Editing<'_>,
        asked: &Asked,
    ) -> Result<History, NoticeError> {
        Ok(self.store.notice_history(asked).await?)
    }

    /// Removes digests that have been kept long enough, some of them at most; how many. Nobody is told
    /// of anything again for it.
    ///
    /// # Errors
    /// A database that failed; then nothing is removed.
    pub async fn prune(&self, at: DateTime<Utc>) -> Result<u64, NoticeError> {
        Ok(self.store.prune_notices(at).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_back() {
        let place = Place::parse("2026-11-22~0a1b").unwrap();
        assert_eq!(place.to_string(), "2026-11-22~0a1b");
        for bad in ["", "2026-11-22", "2026-02-30~a", "a~2026-11-22"] {
            assert_eq!(Place::parse(bad), None, "{bad}");
        }
    }
}
