//! Records of a stretch of days, and making room among them.

use crate::day::Day;
use crate::facts::{Declared, Employment, Installation, Membership, Posting, PostingElsewhere};

/// A record of a stretch of days, both ends inclusive; either may be blank.
pub(super) trait Period: Clone {
    fn first(&self) -> Option<Day>;
    fn last(&self) -> Option<Day>;
    fn set(&mut self, first: Option<Day>, last: Option<Day>);
}

macro_rules! periods {
    ($($record:ident),*) => { $(
        impl Period for $record {
            fn first(&self) -> Option<Day> {
                self.from
            }

            fn last(&self) -> Option<Day> {
                self.to
            }

            fn set(&mut self, first: Option<Day>, last: Option<Day>) {
                (self.from, self.to) = (first, last);
            }
        }
    )* };
}

periods!(
    Declared,
    Employment,
    Installation,
    Membership,
    Posting,
    PostingElsewhere
);

/// Clears the days from `from` through `to` of the records concerned; what they say of the days
/// before and after stays.
pub(super) fn clear<T: Period>(
    list: &mut Vec<T>,
    from: Day,
    to: Option<Day>,
    concerned: impl Fn(&T) -> bool,
) {
    let mut kept = Vec::new();
    for record in std::mem::take(list) {
        let (begins, ends) = (record.first(), record.last());
        let ends_before = ends.is_some_and(|day| day < from);
        let begins_after = to.is_some_and(|to| begins.is_some_and(|day| to < day));
        if !concerned(&record) || ends_before || begins_after {
            kept.push(record);
            continue;
        }
        if begins.is_none_or(|day| day < from) {
            let mut before = record.clone();
            before.set(begins, Some(from.prev()));
            kept.push(before);
        }
        if let Some(to) = to.filter(|to| ends.is_none_or(|day| *to < day)) {
            let mut after = record;
            after.set(Some(to.next()), ends);
            kept.push(after);
        }
    }
    *list = kept;
}

/// Ends the records concerned on a day; whether any went on after it.
pub(super) fn end<T: Period>(
    list: &mut Vec<T>,
    last_day: Day,
    concerned: impl Fn(&T) -> bool,
) -> bool {
    let goes_on = |record: &T| record.last().is_none_or(|last| last_day < last);
    let any = list
        .iter()
        .any(|record| concerned(record) && goes_on(record));
    clear(list, last_day.next(), None, concerned);
    any
}
