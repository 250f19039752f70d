//! Profession (人员类别) and discipline (专业方向) on the day.

use crate::assess::finding::{Answer, Cause, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::within_from_beginning;
use crate::catalogue::{DisciplineId, ProfessionId};
use crate::day::AsOf;
use crate::facts::Person;

/// The professions in which the person works on the day, in file order.
pub(super) fn professions_on(on: AsOf, person: &Person) -> impl Iterator<Item = &ProfessionId> {
    let records = person.professions.iter();
    let live =
        records.filter(move |record| within_from_beginning(record.from, record.to, on.day()));
    live.map(|record| &record.profession)
}

/// Whether the person works in one of the professions on the day; unknown where none is recorded.
pub(super) fn is_one_of(asked: &[ProfessionId], on: AsOf, person: &Person) -> Truth {
    let records = person.professions.iter();
    let mut live = records
        .filter(|record| within_from_beginning(record.from, record.to, on.day()))
        .peekable();
    if live.peek().is_none() {
        return Truth::Maybe;
    }
    Truth::sure(live.any(|record| asked.contains(&record.profession)))
}

pub(super) fn profession(asked: &[ProfessionId], on: AsOf, person: &Person) -> Finding {
    match is_one_of(asked, on, person) {
        Truth::Yes => Finding::held(),
        Truth::Maybe => Missing::record("professions").into(),
        Truth::No => Cause::WrongProfession {
            held: professions_on(on, person).cloned().collect(),
            asked: asked.to_vec(),
        }
        .into(),
    }
}

/// Where no discipline is recorded for the day, that of a title shows it; otherwise it is missing.
pub(super) fn discipline<A: Answer>(asked: &[DisciplineId], on: AsOf, person: &Person) -> A {
    let held = || {
        let records = person.disciplines.iter();
        let live = records.filter(|record| within_from_beginning(record.from, record.to, on.day()));
        live.map(|record| &record.discipline)
    };
    let unheld = held().next().is_none();
    let titled = || {
        let mut titles = person.titles.iter();
        titles.any(|title| {
            let discipline = title.discipline.as_ref();
            title.qualified.is_some_and(|day| day <= on.day())
                && discipline.is_some_and(|discipline| asked.contains(discipline))
        })
    };
    if held().any(|discipline| asked.contains(discipline)) || (unheld && titled()) {
        A::held()
    } else if unheld {
        A::unknown(Missing::record("disciplines"))
    } else {
        A::failed(|| Cause::WrongDiscipline {
            held: held().cloned().collect(),
            asked: asked.to_vec(),
        })
    }
}
