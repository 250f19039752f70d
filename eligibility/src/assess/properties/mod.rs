//! Properties that need verdicts by the thousand, on random hospitals of every standard.
//!
//! They stand here and not under `tests/` because verdicts alone, without names, reasons, readings
//! and break dates, cost a fiftieth of a full assessment.

mod daily;
mod duties;
mod less;
mod near;
#[path = "../../../tests/properties/roster.rs"]
pub(in crate::assess) mod roster;
mod timeline;

use super::evaluate::{Evaluation, evaluate};
use super::world::{Settings, World};
use crate::catalogue::Catalogue;
use crate::facts::{Hospital, Programme};
use crate::standard::{Library, Standard};
use roster::Wanted;

/// A standard and a hospital drawn for it.
pub(in crate::assess) struct Drawn<'a> {
    pub(in crate::assess) name: String,
    pub(in crate::assess) catalogue: &'a Catalogue,
    pub(in crate::assess) standard: &'a Standard,
    pub(in crate::assess) hospital: Hospital,
    pub(in crate::assess) programme: Programme,
}

impl Drawn<'_> {
    /// Evaluates a hospital like the one drawn.
    fn evaluate<T>(
        &self,
        settings: Settings,
        (hospital, programme): (&Hospital, &Programme),
        with: impl FnOnce(&Evaluation<'_>) -> T,
    ) -> T {
        let edition = &self.standard.editions[0];
        let world = World::of(settings, self.catalogue, hospital, programme);
        evaluate(edition, world, with)
    }
}

/// Runs `check` on some random hospitals of every standard.
pub(in crate::assess) fn each_hospital(
    one_profession: bool,
    seeds: std::ops::Range<u64>,
    check: impl Fn(u64, &Drawn<'_>),
) {
    let catalogue = Catalogue::built_in().unwrap();
    let library = Library::built_in(&catalogue).unwrap();
    for standard in library.iter() {
        for seed in seeds.clone() {
            let wanted = Wanted {
                catalogue: &catalogue,
                edition: &standard.editions[0],
                one_profession,
            };
            let (hospital, programme) = wanted.hospital(seed);
            let drawn = Drawn {
                name: format!("{} seed {seed}", standard.id),
                catalogue: &catalogue,
                standard,
                hospital,
                programme,
            };
            check(seed, &drawn);
        }
    }
}
