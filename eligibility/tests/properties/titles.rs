//! Titles of other series and disciplines than a person's profession asks for, some of them blank.
//!
//! Drawn by dice of their own, so that a seed gives the same people as without them.

use eligibility::catalogue::{DisciplineId, TitleSeriesId};
use eligibility::facts::{Hospital, Level, Title};

use super::{DISCIPLINES, Dice, FromId, Wanted};

const SERIES: &[&str] = &["medical", "technical", "teaching"];

impl Wanted<'_> {
    /// Now and then a field of a title drawn is another or blank, and a title is added.
    pub(super) fn vary_titles(&self, seed: u64, hospital: &mut Hospital) {
        let mut dice = Dice::new(seed ^ 0x717E);
        for person in &mut hospital.people {
            if !dice.chance(50) {
                continue;
            }
            for title in &mut person.titles {
                if dice.chance(25) {
                    title.series = dice.chance(80).then(|| self.series(&mut dice));
                }
                if dice.chance(25) {
                    title.discipline = dice.chance(80).then(|| self.discipline(&mut dice));
                }
                if dice.chance(8) {
                    title.level = None;
                }
                if dice.chance(8) {
                    title.qualified = None;
                }
            }
            if dice.chance(40) {
                let qualified = if dice.chance(50) {
                    dice.near()
                } else {
                    dice.past(3)
                };
                let level = *dice.pick(Level::ALL);
                person.titles.push(Title {
                    series: dice.chance(90).then(|| self.series(&mut dice)),
                    level: dice.some(90, level),
                    discipline: dice.chance(90).then(|| self.discipline(&mut dice)),
                    qualified: dice.some(90, qualified),
                    appointed: None,
                });
            }
        }
    }

    fn series(&self, dice: &mut Dice) -> TitleSeriesId {
        let series = *dice.pick(SERIES);
        FromId::from_id(self.catalogue, series)
    }

    fn discipline(&self, dice: &mut Dice) -> DisciplineId {
        let discipline = *dice.pick(DISCIPLINES);
        FromId::from_id(self.catalogue, discipline)
    }
}
