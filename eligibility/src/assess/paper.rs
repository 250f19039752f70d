//! The institution's level, kind, registered subjects and papers on a day.

use super::condition::{Ends, ends, period_cuts};
use super::declared::{declared, kind_on, level_on};
use super::reason::Reason;
use super::report::TestReport;
use super::truth::{Truth, Verdict};
use super::world::{World, within_from_beginning};
use crate::catalogue::{
    DeclaredFactId, InstitutionKindId, InstitutionLevelId, PaperKindId, SubjectId,
};
use crate::day::{AsOf, Day};
use crate::facts::InstitutionList;
use crate::standard::PaperRule;

pub(super) fn paper(rule: &PaperRule, on: AsOf, world: &World<'_>) -> TestReport {
    if let PaperRule::OnlyIf(fact, rule) = rule {
        return only_if(fact, rule, on, world);
    }
    let (truth, reason) = check(rule, on, world);
    TestReport::bare("paper", Verdict::of(truth), vec![reason])
}

/// What is asked only where a fact is declared; undeclared it is only perhaps met.
fn only_if(fact: &DeclaredFactId, rule: &PaperRule, on: AsOf, world: &World<'_>) -> TestReport {
    let (verdict, reasons) = match declared(fact, on, world) {
        Truth::Yes => return paper(rule, on, world),
        Truth::No => {
            let fact = fact.clone();
            (Verdict::NotApplicable, vec![Reason::DeclaredNo { fact }])
        }
        Truth::Maybe => {
            let fact = fact.clone();
            (
                Verdict::Undetermined,
                vec![Reason::DeclaredUnknown { fact }],
            )
        }
    };
    TestReport::bare("paper", verdict, reasons)
}

fn check(rule: &PaperRule, on: AsOf, world: &World<'_>) -> (Truth, Reason) {
    match rule {
        PaperRule::Level(asked) => level(asked, on, world),
        PaperRule::Tier(tier) => least_tier(*tier, on, world),
        PaperRule::Kind { kinds, unsure } => kind(kinds, unsure, on, world),
        PaperRule::Subjects(asked) => subjects(asked, on, world),
        PaperRule::AnySubject(asked) => any_subject(asked, on, world),
        PaperRule::WithoutSubjects(barred) => without_subjects(barred, on, world),
        PaperRule::Paper(asked) => valid_paper(asked, on, world),
        PaperRule::OnlyIf(_, rule) => check(rule, on, world),
    }
}

fn level(asked: &InstitutionLevelId, on: AsOf, world: &World<'_>) -> (Truth, Reason) {
    let rank = |level| world.catalogue.level_rank(level).map(|(rank, _)| rank);
    let held = level_on(on, world);
    let truth = held.map_or(Truth::Maybe, |held| Truth::sure(rank(held) >= rank(asked)));
    (
        truth,
        Reason::InstitutionLevel {
            held: held.cloned(),
            asked: Some(asked.clone()),
            tier: None,
        },
    )
}

fn least_tier(asked: u32, on: AsOf, world: &World<'_>) -> (Truth, Reason) {
    let held = level_on(on, world);
    let tier = held
        .and_then(|held| world.catalogue.level_rank(held))
        .map(|(_, tier)| tier);
    let truth = tier.map_or(Truth::Maybe, |tier| Truth::sure(tier >= asked));
    (
        truth,
        Reason::InstitutionLevel {
            held: held.cloned(),
            asked: None,
            tier: Some(asked),
        },
    )
}

fn kind(
    asked: &[InstitutionKindId],
    unsure: &[InstitutionKindId],
    on: AsOf,
    world: &World<'_>,
) -> (Truth, Reason) {
    let held = kind_on(on, world);
    let truth = match held {
        Some(held) if asked.contains(held) => Truth::Yes,
        Some(held) if !unsure.contains(held) => Truth::No,
        _ => Truth::Maybe,
    };
    (
        truth,
        Reason::InstitutionKind {
            held: held.cloned(),
            asked: asked.to_vec(),
        },
    )
}

fn subjects(asked: &[SubjectId], on: AsOf, world: &World<'_>) -> (Truth, Reason) {
    let recorded = &world.hospital.institution.subjects;
    let held = |subject: &&SubjectId| {
        let mut of_subject = recorded.iter().filter(|record| record.subject == **subject);
        of_subject.any(|record| within_from_beginning(record.from, record.to, on.day()))
    };
    let missing: Vec<SubjectId> = asked
        .iter()
        .filter(|subject| !held(subject))
        .cloned()
        .collect();
    let complete = world
        .hospital
        .institution
        .is_complete(InstitutionList::Subjects);
    let truth = match (missing.is_empty(), recorded.is_empty() || !complete) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::Maybe,
        (false, false) => Truth::No,
    };
    (
        truth,
        Reason::Subjects {
            missing,
            recorded: !recorded.is_empty(),
        },
    )
}

/// One of the subjects is registered.
fn any_subject(asked: &[SubjectId], on: AsOf, world: &World<'_>) -> (Truth, Reason) {
    let (truth, reason) = without_subjects(asked, on, world);
    let asked = asked.to_vec();
    match (truth, reason) {
        (Truth::No, Reason::SubjectsNotAllowed { found }) => {
            (Truth::Yes, Reason::SubjectsFound { found })
        }
        (Truth::Yes, _) => (Truth::No, Reason::NoSubjectOf { asked }),
        _ => (Truth::Maybe, Reason::NoSubjectOf { asked }),
    }
}

/// None of the subjects is registered; where nothing is recorded, or not everything, it cannot be told.
fn without_subjects(barred: &[SubjectId], on: AsOf, world: &World<'_>) -> (Truth, Reason) {
    let institution = &world.hospital.institution;
    let live = institution.subjects.iter().filter(|record| {
        barred.contains(&record.subject) && within_from_beginning(record.from, record.to, on.day())
    });
    let found: Vec<SubjectId> = live.map(|record| record.subject.clone()).collect();
    let known =
        !institution.subjects.is_empty() && institution.is_complete(InstitutionList::Subjects);
    let truth = match (found.is_empty(), known) {
        (false, _) => Truth::No,
        (true, true) => Truth::Yes,
        (true, false) => Truth::Maybe,
    };
    (truth, Reason::SubjectsNotAllowed { found })
}

fn valid_paper(asked: &PaperKindId, on: AsOf, world: &World<'_>) -> (Truth, Reason) {
    let day = on.day();
    let kind = world.catalogue.paper(asked);
    let papers = world
        .hospital
        .institution
        .papers
        .iter()
        .filter(|paper| paper.kind == *asked);
    let checked = papers.map(|paper| {
        let end = ends(kind, paper.issued, paper.expires);
        let ended = match (end, paper.revoked_from) {
            (_, Some(from)) if from <= day => Some(from.prev()),
            (Ends::After(last), _) if last < day => Some(last),
            _ => None,
        };
        let last = if let Ends::After(last) = end {
            Some(last)
        } else {
            None
        };
        match (ended, paper.issued) {
            (Some(ended), _) => (
                Truth::No,
                Some(ended),
                Reason::PaperEnded {
                    paper: asked.clone(),
                    ended,
                },
            ),
            (None, Some(issued)) if day < issued => (
                Truth::No,
                None,
                Reason::PaperMissing {
                    paper: asked.clone(),
                },
            ),
            (None, Some(_)) if end != Ends::Unknown => {
                let number = paper.number.clone();
                (
                    Truth::Yes,
                    last,
                    Reason::Paper {
                        paper: asked.clone(),
                        number,
                        ends: last,
                    },
                )
            }
            _ => (
                Truth::Maybe,
                last,
                Reason::PaperUnsure {
                    paper: asked.clone(),
                },
            ),
        }
    });
    let best = checked.max_by_key(|(truth, last, _)| (*truth, *last));
    let open = !world
        .hospital
        .institution
        .is_complete(InstitutionList::Papers);
    let best = best.filter(|(truth, ..)| *truth != Truth::No || !open);
    if best.is_none() && open {
        let paper = asked.clone();
        return (Truth::Maybe, Reason::PaperUnsure { paper });
    }
    let (truth, _, reason) = best.unwrap_or_else(|| {
        (
            Truth::No,
            None,
            Reason::PaperMissing {
                paper: asked.clone(),
            },
        )
    });
    (truth, reason)
}

/// The days on which subjects and papers begin or cease to count.
pub(super) fn paper_cuts(world: &World<'_>, add: &mut dyn FnMut(Day)) {
    let institution = &world.hospital.institution;
    for record in &institution.subjects {
        period_cuts(record.from, record.to, add);
    }
    for paper in &institution.papers {
        paper.issued.map(&mut *add);
        paper.revoked_from.map(&mut *add);
        if let Ends::After(last) = ends(
            world.catalogue.paper(&paper.kind),
            paper.issued,
            paper.expires,
        ) {
            add(last.next());
        }
    }
}
