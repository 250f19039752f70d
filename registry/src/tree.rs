//! A whole hospital as one tree of nodes: the form in which the store and the demo hand it to the
//! checks that a roster file goes through.

use eligibility::catalogue::Catalogue;
use eligibility::facts::Hospital;
use eligibility::file::{Cx, Faults, Node, Shape};

/// Reads and checks a hospital.
///
/// # Errors
/// Every fault, with its path and the line its node carries.
pub fn read(node: &Node, catalogue: &Catalogue) -> Result<Hospital, Faults> {
    let mut cx = Cx::of_file(node, Some(catalogue)).recorded();
    let hospital = Hospital::read(node, &mut cx).map(|mut hospital| {
        hospital.check(&mut cx);
        hospital
    });
    cx.finish(hospital)
}
