//! Radiation work, and what had to be held before it began.

use crate::assess::finding::{Cause, Evidence, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::within;
use crate::catalogue::CredentialKindId;
use crate::day::{AsOf, Day};
use crate::facts::{ListKind, Person};

/// Whether the person does radiation work on the day.
pub(super) fn radiation_work(on: AsOf, person: &Person) -> Finding {
    let mut blank = None;
    for (index, work) in person.radiation_work.iter().enumerate() {
        match within(work.from, work.to, on.day()) {
            Truth::Yes => {
                return Finding::on(Evidence::RadiationWork {
                    code: work.code.clone(),
                    from: work.from,
                });
            }
            Truth::Maybe => blank = Some(index),
            Truth::No => {}
        }
    }
    blank.map_or_else(
        || Cause::NoRadiationWork.into(),
        |index| Missing::field("radiation_work", index, "from").into(),
    )
}

/// Whether one of the credentials is dated on or before the day on which the radiation work began,
/// or the employment where no radiation work is recorded.
pub(super) fn on_entry(asked: &[CredentialKindId], person: &Person) -> Finding {
    let entry = match began(person) {
        Ok(entry) => entry,
        Err(missing) => return missing.into(),
    };
    let fitting = || {
        let records = person.credentials.iter().enumerate();
        records.filter(|(_, record)| asked.contains(&record.kind))
    };
    let mut in_time = fitting().filter(|(_, record)| record.issued.is_some_and(|day| day <= entry));
    if let Some((_, record)) = in_time.next() {
        return Finding::on(Evidence::Credential {
            kind: record.kind.clone(),
            number: record.number.clone(),
            issued: record.issued,
            ends: record.expires,
            own_interval: None,
        });
    }
    if let Some((index, _)) = fitting().find(|(_, record)| record.issued.is_none()) {
        return Missing::field("credentials", index, "issued").into();
    }
    if !person.is_complete(ListKind::Credentials) {
        return Missing::record("credentials").into();
    }
    let asked = asked.to_vec();
    Cause::NotBeforeEntry { asked, entry }.into()
}

/// The first day of the work; a first day that is not recorded may be any.
fn began(person: &Person) -> Result<Day, Missing> {
    let (list, days): (_, Vec<Option<Day>>) = if person.radiation_work.is_empty() {
        let days = person.employment.iter().map(|record| record.from);
        ("employment", days.collect())
    } else {
        let days = person.radiation_work.iter().map(|record| record.from);
        ("radiation_work", days.collect())
    };
    if let Some(index) = days.iter().position(Option::is_none) {
        return Err(Missing::field(list, index, "from"));
    }
    let first = days.into_iter().flatten().min();
    first.ok_or_else(|| Missing::record(list))
}

/// The days on which radiation work begins or ends.
pub(super) fn radiation_cuts(person: &Person, add: &mut dyn FnMut(Day)) {
    for work in &person.radiation_work {
        super::period_cuts(work.from, work.to, add);
    }
}
