//! What else a hospital is drawn with: figures over parts of years and over several, duties done of
//! people and equipment by name or of all, and the people, posts and items these are about.
//!
//! Drawn by dice of its own, so that a seed gives the same people as without it.

use eligibility::catalogue::{EquipmentKindId, PostId};
use eligibility::day::Day;
use eligibility::facts::{
    Department, Duty, Figure, Hospital, Installation, Posting, Programme, ProgrammeList,
    StaffNumber,
};
use eligibility::standard::{About, PeopleSet, Periodic, SetScope, Test};

use super::{Dice, FromId, Wanted, middle};

/// Names of equipment, few enough that several items bear the same.
const NAMES: &[&str] = &["A-1", "A-1", "A-2", "A-3"];

impl Wanted<'_> {
    fn tests(&self) -> impl Iterator<Item = &Test> {
        let clauses = self.edition.clauses.iter();
        clauses.flat_map(|clause| &clause.tests)
    }

    fn duties(&self) -> impl Iterator<Item = &Periodic> {
        self.tests().filter_map(|test| match test {
            Test::Periodic(rule) => Some(rule.as_ref()),
            _ => None,
        })
    }

    pub(super) fn widen(&self, seed: u64, hospital: &mut Hospital, programme: &mut Programme) {
        let mut dice = Dice::new(seed ^ 0x5EED);
        self.figures_over_any_period(&mut dice, programme);
        let staff: Vec<StaffNumber> = hospital.people.iter().map(|p| p.staff.clone()).collect();
        self.more_posts(&mut dice, &staff, programme);
        if self.duties().next().is_some() {
            self.equipment(&mut dice, hospital);
            self.done(&mut dice, &staff, programme);
        }
        if dice.chance(10) {
            programme.incomplete.push(ProgrammeList::Postings);
        }
    }

    /// Every figure the edition asks for, around what it asks.
    fn figures_over_any_period(&self, dice: &mut Dice, programme: &mut Programme) {
        let asked = self.tests().flat_map(|test| match test {
            Test::Yearly(rule) => {
                vec![(&rule.figure, rule.at_least, rule.each.then_some(rule.years))]
            }
            Test::Share(rule) => vec![(&rule.figure, rule.numerator, None)],
            Test::Current(rule) => vec![(&rule.figure, rule.bound, None)],
            Test::Total(rule) => rule
                .any
                .iter()
                .map(|(figure, n)| (figure, *n, None))
                .collect(),
            _ => Vec::new(),
        });
        for (figure, usual, each_of) in asked {
            let figure = |from: Day, months, numerator, denominator| Figure {
                figure: figure.clone(),
                from,
                to: from.plus_months(months).prev(),
                numerator,
                denominator,
                recorded: None,
                by: None,
            };
            // The last half of one year with all of the next, too few, which soon does not count.
            if let (Some(years), true) = (each_of, dice.chance(50)) {
                let gone = i32::try_from(years + 1 + n(dice, 2)).unwrap();
                let from = Day::first_of_year(middle().year() - gone).plus_months(6);
                programme.figures.push(figure(from, 18, usual / 2, None));
                continue;
            }
            for _ in 0..dice.below(4) {
                let from = if dice.chance(40) {
                    Day::first_of_year(2021 + i32::try_from(dice.below(5)).unwrap())
                } else {
                    middle().minus_months(60).plus_days(n(dice, 1800))
                };
                let months = *dice.pick(&[3, 12, 12, 18, 24, 36]);
                let numerator = n(dice, 2 * u64::from(usual) + 2);
                let denominator = dice.chance(60).then(|| n(dice, 200).max(1));
                programme
                    .figures
                    .push(figure(from, months, numerator, denominator));
            }
        }
    }

    /// People on the posts of whom everybody is asked something, and on those who do duties.
    fn more_posts(&self, dice: &mut Dice, staff: &[StaffNumber], programme: &mut Programme) {
        let of_set = |set: &PeopleSet| match &set.scope {
            SetScope::Posted(posts) => posts.clone(),
            SetScope::Members { .. } => Vec::new(),
        };
        let mut posts: Vec<PostId> = Vec::new();
        for test in self.tests() {
            match test {
                Test::Every(rule) => posts.extend(of_set(&rule.set)),
                Test::Periodic(rule) => {
                    posts.extend(rule.by_posts.iter().cloned());
                    if let About::People(set) = &rule.about {
                        posts.extend(of_set(set));
                    }
                }
                _ => {}
            }
        }
        posts.sort();
        posts.dedup();
        for post in posts {
            for _ in 0..=dice.below(3) {
                let from = if dice.chance(50) {
                    dice.near()
                } else {
                    dice.past(2)
                };
                programme.postings.push(Posting {
                    staff: dice.pick(staff).clone(),
                    post: post.clone(),
                    full_time: Some(false),
                    from: dice.some(85, from),
                    to: dice.chance(20).then(|| from.plus_days(n(dice, 400))),
                });
            }
        }
    }

    /// Items that come and go, some of the same name, some of them without a first day.
    fn equipment(&self, dice: &mut Dice, hospital: &mut Hospital) {
        hospital.institution.departments.push(Department {
            id: "ward".to_owned(),
            name: None,
            kind: FromId::from_id(self.catalogue, "intensive-care"),
        });
        let kind = |text| -> EquipmentKindId { FromId::from_id(self.catalogue, text) };
        let kinds = [kind("monitor"), kind("ct")];
        for _ in 0..2 + dice.below(3) {
            let from = if dice.chance(60) {
                dice.near()
            } else {
                dice.past(2)
            };
            hospital.equipment.push(Installation {
                kind: dice.pick(&kinds).clone(),
                name: dice.chance(90).then(|| (*dice.pick(NAMES)).to_owned()),
                department: dice.chance(80).then(|| "ward".to_owned()),
                from: dice.some(85, from),
                to: dice.chance(40).then(|| from.plus_days(n(dice, 400))),
                rows: None,
                tesla: None,
                external_contacts: Some(2),
                image_system: None,
            });
        }
    }

    /// Each duty a few times, of somebody or something by name or of all.
    fn done(&self, dice: &mut Dice, staff: &[StaffNumber], programme: &mut Programme) {
        for rule in self.duties() {
            for _ in 0..2 + dice.below(4) {
                let on = if dice.chance(80) {
                    dice.near()
                } else {
                    dice.past(1)
                };
                let of_people = matches!(rule.about, About::People(_));
                let of_items = matches!(rule.about, About::Equipment { .. });
                let on_post = programme.postings.iter();
                let on_post = on_post.filter(|posting| rule.by_posts.contains(&posting.post));
                let who_may: Vec<StaffNumber> = on_post.map(|p| p.staff.clone()).collect();
                let by = if !who_may.is_empty() && dice.chance(80) {
                    dice.pick(&who_may).clone()
                } else {
                    dice.pick(staff).clone()
                };
                programme.duties.push(Duty {
                    duty: rule.duty.clone(),
                    on,
                    by: dice.some(90, by),
                    by_name: None,
                    staff: (of_people && dice.chance(40)).then(|| dice.pick(staff).clone()),
                    item: (of_items && dice.chance(60)).then(|| (*dice.pick(NAMES)).to_owned()),
                    note: None,
                });
            }
        }
    }
}

fn n(dice: &mut Dice, below: u64) -> u32 {
    u32::try_from(dice.below(below)).unwrap()
}
