//! Whether the base of a training was filed with the province on all its days.

use crate::assess::finding::{Cause, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::catalogue::TechniqueId;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{Authority, Base, InstitutionList, Training};

/// How sure it is, what to fill in where it is not, and why not where it is not so.
pub(super) type Filed = (Truth, Option<Missing>, Option<Cause>);

/// Whether the base of a training, recorded at `index`, was filed for the technique on every day of
/// it up to now. Only a filing with the province counts; one with whom is not recorded may.
pub(super) fn filed(
    technique: Option<&TechniqueId>,
    (index, record): (usize, &Training),
    on: AsOf,
    world: &World<'_>,
) -> Filed {
    let Some(base) = &record.base else {
        return unknown(Missing::field("training", index, "base"));
    };
    let Some(from) = record.from else {
        return unknown(Missing::field("training", index, "from"));
    };
    let to = record.to.unwrap_or(on.day()).min(on.day()).max(from);
    let institution = &world.hospital.institution;
    let of_base: Vec<(usize, &Base)> = institution
        .bases
        .iter()
        .enumerate()
        .filter(|(_, filing)| {
            filing.name == *base && technique.is_none_or(|technique| filing.technique == *technique)
        })
        .collect();
    let provincial = |filing: &Base| filing.authority == Some(Authority::Province);
    let may_be = |filing: &Base| filing.authority != Some(Authority::Other);
    if covers(&of_base, provincial, (from, to)) {
        return (Truth::Yes, None, None);
    }
    let first = |wanted: fn(&Base) -> bool| {
        let mut filings = of_base.iter().filter(|(_, filing)| may_be(filing));
        filings
            .find(|(_, filing)| wanted(filing))
            .map(|(at, _)| *at)
    };
    if covers(&of_base, may_be, (from, to))
        && let Some(at) = first(|filing| filing.authority.is_none())
    {
        return unknown(Missing::field("bases", at, "authority"));
    }
    if let Some(at) = first(|filing| filing.from.is_none()) {
        return unknown(Missing::field("bases", at, "from"));
    }
    match (
        of_base.is_empty(),
        institution.is_complete(InstitutionList::Bases),
    ) {
        // That no filing is recorded at all says nothing, whatever is marked complete.
        (true, _) => unknown(Missing::record("bases")),
        (false, false) => unknown(Missing::complete("bases")),
        (false, true) => {
            let cause = Cause::BaseNotFiled {
                base: base.clone(),
                technique: technique.cloned(),
                with_another: !of_base.iter().any(|(_, filing)| may_be(filing)),
            };
            (Truth::No, None, Some(cause))
        }
    }
}

const fn unknown(missing: Missing) -> Filed {
    (Truth::Maybe, Some(missing), None)
}

/// Whether the filings that count hold all these days together.
fn covers(
    filings: &[(usize, &Base)],
    counts: impl Fn(&Base) -> bool,
    (from, to): (Day, Day),
) -> bool {
    let counted = filings.iter().filter(|(_, filing)| counts(filing));
    let stretches = counted.filter_map(|(_, filing)| {
        Some(Stretch {
            from: filing.from?,
            to: filing.to,
        })
    });
    let filed = Tenure::of(stretches.collect());
    let mut stretches = filed.stretches().iter();
    stretches.any(|stretch| stretch.contains(from) && stretch.contains(to))
}
