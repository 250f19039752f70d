//! One person's edit: what it concerns is found again and assessed again.

use std::collections::BTreeMap;

use eligibility::facts::{Person, StaffNumber};

use super::Bench;

/// Some people all over the hospital, and those whom the most programmes concern.
pub fn people<'a>(bench: &Bench<'a>) -> Vec<&'a Person> {
    let mut n_programmes: BTreeMap<&StaffNumber, (usize, &Person)> = BTreeMap::new();
    for person in bench.ready.iter().flat_map(|ready| &ready.people) {
        n_programmes.entry(&person.staff).or_insert((0, person)).0 += 1;
    }
    let mut concerned: Vec<(usize, &Person)> = n_programmes.into_values().collect();
    concerned.sort_by_key(|(n_programmes, _)| std::cmp::Reverse(*n_programmes));
    let most = concerned.iter().take(4);
    let others = concerned.iter().skip(4);
    let spread = others.step_by((concerned.len() / 6).max(1));
    most.chain(spread).map(|(_, person)| *person).collect()
}

/// Finds the programmes a person concerns in the changed hospital and the verdicts of each; how many
/// they are.
pub fn edit(bench: &Bench<'_>, edited: &Person) -> usize {
    let programmes = bench.hospital.programmes.iter();
    let concerning = programmes.filter(|programme| {
        let departments = &programme.departments;
        let mut memberships = edited.departments.iter();
        let mut postings = programme.postings.iter();
        edited.departments.is_empty()
            || memberships.any(|one| departments.contains(&one.department))
            || postings.any(|one| one.staff == edited.staff)
    });
    // A directory of everybody would take longer than looking through the people for these few.
    let assessed = concerning.map(|programme| bench.verdicts(&programme.id).len().min(1));
    assessed.sum()
}
