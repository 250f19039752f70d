//! One person, one standard: what the verdicts would be if nobody counted for two programmes.
//!
//! By default a person may count for several standards, and it is shown. Read the other way, all
//! programmes of a hospital are solved together: their parallel groups stand side by side in the order
//! of the programmes, and each person fills at most one. What a standard counts on posts without a
//! parallel group (the two techniques do) is one group of its programme: its people count for all of
//! that, but for no other programme. Roles may still be held by anybody.

use std::collections::{BTreeMap, BTreeSet};

use super::applies::settled;
use super::evaluate::Evaluation;
use super::headcounts::{Counted, Entry, demands};
use super::posts::{Demand, PersonIndex, Ranged, solve};
use super::truth::Verdict;
use super::world::{World, full_time_posts};
use super::{Question, evaluated_edition};
use crate::catalogue::{Catalogue, PostId};
use crate::facts::{Hospital, Person, Programme};
use crate::standard::{Clause, ClauseId, Headcount, HeadcountRef, Pool, Standard};

/// The verdicts of every assessed clause of each programme, in their order, if nobody counted for two
/// of them; nothing for a programme whose standard is not in force on the day.
#[must_use]
pub fn not_shared(
    question: Question,
    catalogue: &Catalogue,
    programmes: &[(&Standard, &Programme)],
    hospital: &Hospital,
) -> Vec<Vec<(ClauseId, Verdict)>> {
    let asked = programmes
        .iter()
        .map(|(standard, programme)| Asked::of(question, catalogue, standard, programme, hospital));
    let asked: Vec<Option<Asked<'_>>> = asked.collect();
    let evaluations: Vec<Option<Evaluation<'_>>> = asked
        .iter()
        .map(|asked| asked.as_ref().map(Asked::evaluation))
        .collect();
    let entries: Vec<Vec<Entry<'_>>> = evaluations
        .iter()
        .map(|evaluation| {
            evaluation
                .as_ref()
                .map_or_else(Vec::new, |e| sharing(e, question))
        })
        .collect();
    let mut all: Vec<Ranged> = Vec::new();
    // How many demands of each programme stand for no headcount.
    let mut wholes: Vec<usize> = Vec::new();
    for (evaluation, entries) in evaluations.iter().zip(&entries) {
        if let Some(evaluation) = evaluation {
            let own = with_reused(demands(&entries.iter().collect::<Vec<_>>()), entries);
            wholes.push(own.len().saturating_sub(entries.len()));
            let global = |person: PersonIndex| global(person, evaluation, hospital);
            beside(&mut all, own, &global);
        } else {
            wholes.push(0);
        }
    }
    let mut outcomes = solve(&all).into_iter();
    let mut verdicts = Vec::new();
    for ((evaluation, entries), wholes) in evaluations.iter().zip(&entries).zip(wholes) {
        let own: Vec<_> = outcomes.by_ref().take(entries.len() + wholes).collect();
        let counted: BTreeMap<HeadcountRef, Counted> = entries
            .iter()
            .zip(own)
            .map(|(entry, outcome)| {
                (
                    entry.at,
                    Counted::bare("headcount", entry.judged(&outcome).0),
                )
            })
            .collect();
        let reports = evaluation
            .as_ref()
            .map(|e| e.reports_where(question.on, counted));
        let reports = reports.into_iter().flatten();
        verdicts.push(reports.map(|report| (report.id, report.verdict)).collect());
    }
    verdicts
}

/// What is evaluated of one programme.
struct Asked<'a> {
    world: World<'a>,
    clauses: Vec<&'a Clause>,
    people: Vec<&'a Person>,
    exclusive: Vec<&'a PostId>,
}

impl<'a> Asked<'a> {
    fn of(
        question: Question,
        catalogue: &'a Catalogue,
        standard: &'a Standard,
        programme: &'a Programme,
        hospital: &'a Hospital,
    ) -> Option<Self> {
        let (edition, _) = evaluated_edition(question, standard)?;
        let world = World::of(question.settings, catalogue, hospital, programme);
        Some(Self {
            people: world.people(),
            world,
            clauses: edition.clauses.iter().collect(),
            exclusive: full_time_posts(edition),
        })
    }

    fn evaluation(&self) -> Evaluation<'_> {
        Evaluation {
            world: self.world,
            clauses: &self.clauses,
            people: &self.people,
            exclusive: &self.exclusive,
        }
    }
}

/// The headcounts that share out people on the day: those of parallel groups, and those on posts that
/// are no roles.
fn sharing<'a>(evaluation: &Evaluation<'a>, question: Question) -> Vec<Entry<'a>> {
    let applies =
        |place| settled(evaluation.clauses, place, question.on, &evaluation.world).is_none();
    let catalogue = evaluation.world.catalogue;
    let shares = |headcount: &Headcount| match &headcount.pool {
        _ if headcount.group.is_some() => true,
        Pool::Posted { post, .. } => !catalogue.is_role(post),
        Pool::Members { .. } | Pool::MembersOrPosted { .. } => false,
    };
    let mut entries = evaluation.entries(question.on);
    entries.retain(|entry| shares(entry.headcount) && applies(entry.at.clause));
    entries
}

/// Where headcounts of no parallel group are among them, all demands as one group, in which people
/// are re-used; what were groups of their own are its parts that are apart. A demand is added for
/// each of those, after the others, which needs nobody.
fn with_reused(mut own: Vec<Ranged>, entries: &[Entry<'_>]) -> Vec<Ranged> {
    let reused = entries
        .iter()
        .position(|entry| entry.headcount.group.is_none());
    let Some(reused) = reused.and_then(|place| own.get(place)) else {
        return own;
    };
    let reused = reused.demand.group;
    let groups: BTreeSet<usize> = own.iter().map(|ranged| ranged.demand.group).collect();
    let apart = own.iter().filter_map(|ranged| ranged.demand.apart).max();
    let apart = apart.map_or(0, |label| label + 1);
    for group in groups.into_iter().filter(|group| *group != reused) {
        let whole = own.len();
        let (mut sure, mut possible) = (BTreeSet::new(), BTreeSet::new());
        let of_group = own.iter_mut().map(|ranged| &mut ranged.demand);
        for demand in of_group.filter(|demand| demand.group == group) {
            sure.extend(&demand.sure);
            possible.extend(&demand.possible);
            demand.parent = demand.parent.or(Some(whole));
            demand.group = reused;
        }
        let demand = Demand {
            group: reused,
            need: 0,
            parent: None,
            apart: Some(apart),
            sure,
            possible,
        };
        own.push(Ranged { demand, most: 0 });
    }
    own
}

/// The person's place among all people of the hospital.
fn global(person: PersonIndex, evaluation: &Evaluation<'_>, hospital: &Hospital) -> PersonIndex {
    let staff = evaluation.people.get(person).map(|person| &person.staff);
    let people = &hospital.people;
    staff
        .and_then(|staff| people.binary_search_by(|other| other.staff.cmp(staff)).ok())
        // Everybody evaluated is one of the hospital's people.
        .unwrap_or(person)
}

/// Puts demands beside those of other programmes, as groups of their own.
fn beside(all: &mut Vec<Ranged>, own: Vec<Ranged>, global: &dyn Fn(PersonIndex) -> PersonIndex) {
    let before = all.len();
    let groups = all.iter().map(|ranged| ranged.demand.group + 1).max();
    let groups = groups.unwrap_or(0);
    all.extend(own.into_iter().map(|Ranged { demand, most }| {
        let demand = Demand {
            group: demand.group + groups,
            parent: demand.parent.map(|parent| parent + before),
            sure: demand.sure.into_iter().map(global).collect(),
            possible: demand.possible.into_iter().map(global).collect(),
            ..demand
        };
        Ranged { demand, most }
    }));
}
