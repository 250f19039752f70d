//! Hospitals of a few people: some of a base roster, with records mixed up, blanked and ended.

use eligibility::day::Day;
use eligibility::facts::{Declared, Hospital, ListKind, Person, Posting, Programme, Roster};

use super::roster::{Dice, middle};

/// So many people at most: every way to share them out is tried.
const MAX_PEOPLE: u64 = 7;

fn place(dice: &mut Dice, below: usize) -> usize {
    usize::try_from(dice.below(below as u64)).unwrap()
}

/// A day within half a year of the middle.
pub fn day(dice: &mut Dice) -> Day {
    let first = middle().minus_months(6);
    first.plus_days(u32::try_from(dice.below(365)).unwrap())
}

/// A few people of a roster, changed by chance.
pub fn hospital(base: &Roster, dice: &mut Dice) -> (Hospital, Programme) {
    let (mut hospital, mut programme) = (base.hospital.clone(), base.programme.clone());
    let mut left = std::mem::take(&mut hospital.people);
    for _ in 0..2 + dice.below(MAX_PEOPLE - 1) {
        if !left.is_empty() {
            let person = left.swap_remove(place(dice, left.len()));
            hospital.people.push(person);
        }
    }
    hospital.people.sort_by(|a, b| a.staff.cmp(&b.staff));
    let all = &base.hospital.people;
    for person in &mut hospital.people {
        take_over(person, &all[place(dice, all.len())], dice);
        spoil(person, dice);
    }
    post(&hospital, &mut programme, dice);
    declare(&mut programme.declared, dice);
    for item in &mut hospital.equipment {
        if dice.chance(4) {
            item.from = None;
        }
    }
    (hospital, programme)
}

/// Some records of somebody else.
fn take_over(person: &mut Person, other: &Person, dice: &mut Dice) {
    if dice.chance(25) {
        person.titles.clone_from(&other.titles);
    }
    if dice.chance(25) {
        person.credentials.extend(other.credentials.clone());
    }
    if dice.chance(20) {
        person.departments.extend(other.departments.clone());
    }
    if dice.chance(20) {
        person.professions.extend(other.professions.clone());
        person.licences.extend(other.licences.clone());
        person.disciplines.extend(other.disciplines.clone());
        person.titles.extend(other.titles.clone());
        person.experience.extend(other.experience.clone());
    }
}

/// Blanks, and ends near the day.
fn spoil(person: &mut Person, dice: &mut Dice) {
    for title in &mut person.titles {
        if dice.chance(3) {
            title.level = None;
        }
        if dice.chance(5) {
            title.qualified = Some(day(dice));
        }
    }
    for licence in &mut person.licences {
        if dice.chance(12) {
            licence.main_here = Some(false);
            licence.filing_from = Some(day(dice).minus_months(6));
            licence.filing_to = dice.chance(85).then(|| day(dice).plus_days(200));
        }
        if dice.chance(3) {
            licence.scopes.clear();
        }
    }
    for credential in &mut person.credentials {
        if dice.chance(6) {
            credential.expires = Some(day(dice));
        }
        if dice.chance(2) {
            credential.issued = None;
        }
    }
    for employment in &mut person.employment {
        if dice.chance(5) {
            employment.to = Some(day(dice));
        }
        if dice.chance(2) {
            employment.from = None;
        }
    }
    if dice.chance(3) {
        let lists = [
            ListKind::Titles,
            ListKind::Credentials,
            ListKind::Departments,
        ];
        person.incomplete.push(*dice.pick(&lists));
    }
}

/// Postings of other people taken over, some of them full-time.
fn post(hospital: &Hospital, programme: &mut Programme, dice: &mut Dice) {
    let base = programme.postings.clone();
    for person in &hospital.people {
        if !base.is_empty() && dice.chance(30) {
            programme.postings.push(Posting {
                staff: person.staff.clone(),
                full_time: dice.chance(95).then(|| dice.chance(20)),
                ..base[place(dice, base.len())].clone()
            });
        }
    }
    for posting in &mut programme.postings {
        if dice.chance(3) {
            posting.from = None;
        }
        if dice.chance(5) {
            posting.to = Some(day(dice));
        }
    }
}

fn declare(declared: &mut [Declared], dice: &mut Dice) {
    for fact in declared {
        if dice.chance(10) {
            fact.value = dice.chance(70).then(|| fact.value != Some(true));
        }
    }
}
