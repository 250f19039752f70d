//! Whoever leaves by a file while posts go on: an import ends nothing that the file does not speak of.

use std::collections::BTreeMap;

use eligibility::day::Day;
use eligibility::file::Node;

use super::{Maker, Named, Plan};
use crate::ledger::fault::Warning;
use crate::ledger::kinds::SHEETS;
use crate::ledger::records::{self, Recorded};
use crate::store::{Change, RecordId};

impl Maker<'_> {
    /// Warns where the file ends the last employment of somebody who then still has posts.
    pub(super) fn warn_of_leaving(&mut self, staff: &str, person: &Named<'_>, plan: &Plan) {
        let ends = |(_, change): &&(usize, Option<Change>)| {
            let node = change.as_ref().and_then(|change| of(change, "employment"));
            node.is_some_and(|node| day(node, "to").is_some())
        };
        let Some((row, _)) = plan.iter().find(ends) else {
            return;
        };
        let sheet = SHEETS.iter().position(|kind| kind.record == "employment");
        let Some((sheet, kind)) = sheet.and_then(|at| Some((at, SHEETS.get(at)?))) else {
            return;
        };
        let (hospital, index) = (&self.snapshot.hospital, &self.snapshot.records);
        let employed = person
            .recorded
            .map_or_else(Vec::new, |person| records::of_person(person, kind, index));
        let employed = after(plan, "employment", employed);
        let days: Option<Vec<Day>> = employed.iter().map(|node| day(node, "to")).collect();
        // Who is employed without a last day has not left.
        let Some(last) = days.and_then(|days| days.into_iter().max()) else {
            return;
        };
        let goes_on = |to: Option<Day>| to.is_none_or(|to| last < to);
        let posted = records::postings(hospital, staff, index);
        let posted = after(plan, "posting", posted);
        let posted = posted.iter().filter(|node| goes_on(day(node, "to")));
        let elsewhere = hospital.programmes.iter().flat_map(|one| &one.elsewhere);
        let elsewhere = elsewhere.filter(|post| post.staff.as_str() == staff && goes_on(post.to));
        let n = posted.count() + elsewhere.count();
        if n > 0 {
            let heads = self.heads_of(*row);
            let head = heads.and_then(|heads| heads.of_key(sheet, "to"));
            let place = (head.map(|head| head.at), head.map(|head| head.text.clone()));
            self.warn(*row, place, Warning::StillPosted { n });
        }
    }
}

/// The records of a kind that there are after a plan.
fn after(plan: &Plan, kind: &str, recorded: Vec<Recorded>) -> Vec<Node> {
    let changes = || plan.iter().filter_map(|(_, change)| change.as_ref());
    let corrected: BTreeMap<&RecordId, &Node> = changes()
        .filter_map(|change| match change {
            Change::Correct { id, node, .. } => Some((id, node)),
            _ => None,
        })
        .collect();
    let kept = recorded.into_iter().map(|record| {
        let id = record.id.as_ref().map(|(id, _)| id);
        let new = id.and_then(|id| corrected.get(id));
        new.map_or(record.node, |node| (*node).clone())
    });
    let added = changes().filter(|change| matches!(change, Change::Add { .. }));
    let added = added.filter_map(|change| of(change, kind)).cloned();
    kept.chain(added).collect()
}

/// What a change makes of a record of a kind.
fn of<'c>(change: &'c Change, kind: &str) -> Option<&'c Node> {
    let (of, node) = match change {
        Change::Add { kind, node, .. } => (*kind, node),
        Change::Correct { id, node, .. } | Change::Restore { id, node } => (id.kind, node),
        Change::Remove { .. } => return None,
    };
    (of.name() == kind).then_some(node)
}

fn day(node: &Node, key: &str) -> Option<Day> {
    Day::parse(node.get(key)?.as_text()?)
}
