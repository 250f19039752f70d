//! Renewing several things of the list of what ends.

use registry::attachments::{MAX_BYTES, takes_scans};
use registry::due::Due;
use registry::due::query::{List, Query};
use registry::due::renewal::keys;
use registry::seen::Seen;

use super::address::Address;
use super::due::{Linked, Told};
use crate::wording;

/// The most bytes of all scans that are sent with one renewal: as many lie in memory at a time.
pub const MOST_OF_SCANS: usize = 6 * MAX_BYTES;

/// A paper on the page on which several are renewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewRow {
    /// What it is named by.
    pub key: String,
    /// Whose it is, what it is and when it ends.
    pub says: String,
    /// By when the new one has to begin so that there are no days without.
    pub without_gap: String,
    /// Whether scans may belong to it.
    pub takes_scan: bool,
}

impl Told<'_> {
    /// Where every paper of the page is renewed in one form, and how many they are; `None` where none
    /// or one can be, or for those who may not.
    pub(super) fn renew_page(&self, query: &Query, list: &List) -> Option<Linked> {
        self.actor.editing().ok()?;
        let rows = list.rows.iter().filter(|row| row.covered.is_none());
        let dues = rows.map(|row| &row.due).filter(|due| can_renew(due));
        let keys: Vec<_> = dues.map(|due| ("key", due.key.clone())).collect();
        let n = keys.len();
        let own: Vec<_> = query.pairs().into_iter().chain(keys).collect();
        let form = Address {
            on: None,
            ..self.address.board().at_path("/expiring/renew")
        };
        (n > 1).then(|| Linked {
            text: wording::due::renew_page(self.voice.lang, n),
            href: Some(form.with_own(own).to_string()),
        })
    }

    /// What is renewed among what was chosen, and the names of what is not.
    #[must_use]
    pub fn renewed(&self, dues: &[Due]) -> (Vec<RenewRow>, Vec<String>) {
        let says = |due: &Due| {
            let (whose, what) = (self.whose(due).text, self.what(due).text);
            let separator = self.voice.lang.words().separator;
            format!("{whose}{separator}{what}{separator}{}", due.last)
        };
        let (renewed, other): (Vec<&Due>, Vec<&Due>) = dues.iter().partition(|due| can_renew(due));
        let row = |due: &Due| RenewRow {
            key: due.key.clone(),
            says: says(due),
            without_gap: wording::due::without_gap(self.voice.lang, due.last),
            takes_scan: due.record.as_ref().is_some_and(|id| takes_scans(id.kind)),
        };
        (
            renewed.into_iter().map(row).collect(),
            other.into_iter().map(says).collect(),
        )
    }
}

/// Whether a record of the same kind renews it.
fn can_renew(due: &Due) -> bool {
    keys(&due.what).is_some() && due.record.is_some()
}

/// What the list was filtered by when something on it was chosen, for the address of another page of
/// it; what nobody understands is left out.
#[must_use]
pub fn filter_kept<'t>(
    typed: impl Iterator<Item = (&'t str, &'t str)>,
    seen: &Seen<'_>,
) -> Vec<(&'static str, String)> {
    let query = match Query::read(typed, seen) {
        Ok(query) => query,
        Err((readable, _)) => *readable,
    };
    // What was renewed has left the list, and the page may have with it.
    query.at_page(1).pairs()
}
