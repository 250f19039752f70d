//! Steps for training: one course of a kind for all that is asked of it, or the record of an exemption
//! instead.
//!
//! What a course must bring is not computed here a second time: the rules are asked again after what
//! was put together so far, until nothing is lacking.

use super::course::Course;
use super::cure::{SOMEBODY, Steps};
use super::trial::carry_out;
use super::{Action, Step};
use crate::assess::condition::{check, check_all, truth_of};
use crate::assess::finding::{Cause, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::catalogue::TechniqueId;
use crate::day::{AsOf, Day};
use crate::facts::{Authority, Base, Exemption, Hospital, Person};
use crate::file::{Node, Shape as _};
use crate::standard::{BaseTrainingRule, CaseSort, Condition, TrainingRule};
use crate::whatif::{Change, ExemptionRecorded, TrainingAdded};

/// How often the rules are asked again before a person is given up.
const ROUNDS: usize = 24;

/// More courses than anybody is sent to.
const MOST_COURSES: u32 = 24;

/// What was put together for one person so far.
#[derive(Default)]
struct Plan {
    /// Missing facts, and days waited for.
    others: Vec<Step>,
    courses: Vec<Course>,
}

impl Steps<'_> {
    /// Trained, or exempt: what takes no time before what does, then whichever takes fewer steps.
    pub(super) fn base_training(
        &mut self,
        condition: &Condition,
        rule: &BaseTrainingRule,
    ) -> Option<()> {
        let (on, world) = (self.cure.on, self.cure.world);
        if truth_of(&check(condition, on, &world, self.person)) == Truth::Yes {
            return Some(());
        }
        let exempt = self.apart(|steps| steps.exemption(condition, rule));
        let trained = self.apart(|steps| steps.trained(&rule.trained));
        let cost = |steps: &Vec<Step>| {
            let takes_time = steps.iter().any(|step| step.ready_on.is_some());
            (takes_time, steps.len())
        };
        let least = exempt.into_iter().chain(trained).min_by_key(cost)?;
        self.found.extend(least);
        Some(())
    }

    /// The steps that something takes, without taking them.
    fn apart(&self, find: impl FnOnce(&mut Self) -> Option<()>) -> Option<Vec<Step>> {
        let mut steps = self.fresh();
        find(&mut steps)?;
        Some(steps.found)
    }

    /// The record of an exemption whose criteria are met, or may be.
    fn exemption(&mut self, condition: &Condition, rule: &BaseTrainingRule) -> Option<()> {
        let (on, world) = (self.cure.on, self.cure.world);
        let criteria = check_all(&rule.exempt, on, &world, self.person);
        if rule.exempt.is_empty() || truth_of(&criteria) == Truth::No {
            return None;
        }
        for criterion in &rule.exempt {
            self.condition(criterion)?;
        }
        let exempted = Condition::Exempted(rule.technique.clone());
        match check(&exempted, on, &world, self.person).into_iter().next() {
            Some(Finding::Unknown { missing }) => self.fill(missing, Some(condition)),
            Some(Finding::Failed { .. }) => {
                let exemption = Exemption {
                    technique: rule.technique.clone(),
                    granted: Some(on.day()),
                    by: Some(SOMEBODY.to_owned()),
                };
                let staff = self.person.staff.clone();
                let change = ExemptionRecorded { staff, exemption };
                let technique = rule.technique.clone();
                self.add(
                    Action::RecordExemption { technique },
                    Change::ExemptionRecorded(change),
                )
            }
            _ => Some(()),
        }
    }

    /// All of several conditions, those on training of one kind by one course.
    pub(super) fn trained(&mut self, conditions: &[Condition]) -> Option<()> {
        let mut rules = Vec::new();
        for condition in conditions {
            match condition {
                Condition::Training(rule) => rules.push(rule),
                other => self.condition(other)?,
            }
        }
        let mut plan = Plan::default();
        for _ in 0..ROUNDS {
            let steps = self.steps_of(&plan)?;
            let open = self.open_after(&rules, &steps)?.into_iter().next();
            let Some((rule, finding)) = open else {
                for course in &mut plan.courses {
                    course.cases.retain(|cases| cases.number > 0);
                }
                self.found.extend(self.steps_of(&plan)?);
                return Some(());
            };
            self.go_on(&mut plan, (rule, &rules), finding)?;
        }
        None
    }

    /// The rules that are not surely met after the steps; `None` if those cannot be taken.
    fn open_after<'r>(
        &self,
        rules: &[&'r TrainingRule],
        steps: &[Step],
    ) -> Option<Vec<(&'r TrainingRule, Finding)>> {
        let Self { cure, person, .. } = self;
        let hospital = Hospital {
            institution: cure.world.hospital.institution.clone(),
            equipment: Vec::new(),
            rooms: Vec::new(),
            programmes: Vec::new(),
            people: vec![(*person).clone()],
        };
        let world = cure.world;
        let (hospital, _) = carry_out(steps, world.catalogue, &hospital, world.programme)?;
        let then = hospital.person(&person.staff)?;
        let on = AsOf(Step::ready(steps, cure.on.day()));
        let world = World {
            hospital: &hospital,
            ..world
        };
        let open = rules.iter().filter_map(|rule| {
            let condition = Condition::Training((*rule).clone());
            let findings = check(&condition, on, &world, then);
            let open = findings.into_iter().find(|one| one.truth() != Truth::Yes);
            open.map(|finding| (*rule, finding))
        });
        Some(open.collect())
    }

    /// Adds to the plan what one finding asks for.
    fn go_on(
        &self,
        plan: &mut Plan,
        (rule, rules): (&TrainingRule, &[&TrainingRule]),
        finding: Finding,
    ) -> Option<()> {
        match finding {
            Finding::Held { .. } => Some(()),
            Finding::Unknown { missing } => {
                let step = self.filled_training(missing, (rule, rules))?;
                let new = plan.others.iter().all(|known| *known != step);
                plan.others.push(step);
                new.then_some(())
            }
            Finding::Failed {
                cause:
                    Cause::TrainingTooShort {
                        reaches: Some(day), ..
                    },
            } if plan.courses.iter().all(|course| course.months == 0) => {
                let wait = Step::wait(Some(&self.person.staff), day);
                plan.others.push(wait);
                Some(())
            }
            Finding::Failed { cause } => {
                let same = |course: &&mut Course| {
                    (&course.kind, &course.technique) == (&rule.kind, &rule.technique)
                };
                if let Some(course) = plan.courses.iter_mut().find(same) {
                    return course.lengthen(rule, &cause).then_some(());
                }
                let mut course = Course::of(rule, rules);
                course.lengthen(rule, &cause);
                plan.courses.push(course);
                Some(())
            }
        }
    }

    fn steps_of(&self, plan: &Plan) -> Option<Vec<Step>> {
        let mut steps = plan.others.clone();
        for course in &plan.courses {
            steps.push(self.course(course)?);
        }
        Some(steps)
    }

    /// The course from today on, at a base that is filed for it, or with the filing that lets it count.
    fn course(&self, course: &Course) -> Option<Step> {
        if course.courses > MOST_COURSES {
            return None;
        }
        let (from, to) = (self.cure.on.day(), self.cure.after(course.months)?);
        let (course, filing) = self.at_base(course, from, to)?;
        let mut changes: Vec<Change> = filing.into_iter().collect();
        changes.extend(course.records(from, to).into_iter().map(|training| {
            let staff = self.person.staff.clone();
            Change::TrainingAdded(Box::new(TrainingAdded { staff, training }))
        }));
        let ready_on = (course.months > 0).then_some(to);
        let action = Action::Train(Box::new(course));
        Some(Step {
            ready_on,
            ..Step::new(&self.person.staff, action, changes)
        })
    }

    /// The course with a base that is filed on all its days, where one has to be; else the filing.
    fn at_base(&self, course: &Course, from: Day, to: Day) -> Option<(Course, Option<Change>)> {
        let mut course = course.clone();
        if !course.filed_base {
            return Some((course, None));
        }
        let bases = &self.cure.world.hospital.institution.bases;
        let filed = bases.iter().map(|base| &base.name).find(|name| {
            let records = Course {
                base: Some((*name).clone()),
                ..course.clone()
            };
            self.is_filed(&records, from, to)
        });
        course.base = filed.cloned();
        if course.base.is_some() {
            return Some((course, None));
        }
        let filing = filing(SOMEBODY, course.technique.as_ref()?, from);
        Some((course, Some(filing)))
    }

    /// Whether a training at the base counts as at a filed one, by the rule itself.
    fn is_filed(&self, course: &Course, from: Day, to: Day) -> bool {
        let rule = Condition::Training(TrainingRule {
            kind: course.kind.clone(),
            technique: course.technique.clone(),
            months: 0,
            passed: false,
            courses: 0,
            cases: Vec::new(),
            filed_base: true,
            one_stay: false,
            after_entry: false,
            instructed: false,
        });
        let mut person = Person::new(self.person.staff.clone());
        person.training = course.records(from, to);
        let findings = check(&rule, AsOf(to), &self.cure.world, &person);
        truth_of(&findings) == Truth::Yes
    }

    /// What a missing fact about training would have to be.
    fn filled_training(
        &self,
        missing: Missing,
        (rule, rules): (&TrainingRule, &[&TrainingRule]),
    ) -> Option<Step> {
        let changes = match (missing.list, missing.index) {
            ("training", None) => self.past_course(rule, rules)?,
            ("training", Some(index)) => {
                let value = self.training_field(index, missing.field, rule)?;
                vec![self.cure.fill_in(missing, self.person, value)?]
            }
            ("bases", _) => self.filings(rule),
            _ => {
                let condition = Condition::Training(rule.clone());
                self.cure.filled(missing, Some(&condition), self.person)?
            }
        };
        let action = Action::Fill { missing };
        Some(Step::new(&self.person.staff, action, changes))
    }

    /// Training in the past of which nothing is recorded: all that the rules ask of its kind.
    fn past_course(&self, rule: &TrainingRule, rules: &[&TrainingRule]) -> Option<Vec<Change>> {
        let mut course = Course::of(rule, rules);
        for other in rules {
            if (&other.kind, &other.technique) == (&rule.kind, &rule.technique) {
                course.take(other);
            }
        }
        if course.courses > MOST_COURSES {
            return None;
        }
        let to = self.cure.on.day();
        let from = to.minus_months(course.months).prev();
        let (course, filing) = self.at_base(&course, from, to)?;
        let missing = Missing::record("training");
        let records = course.records(from, to).into_iter();
        let records = records.map(|record| self.cure.fill_in(missing, self.person, record.write()));
        let mut changes: Vec<Change> = records.collect::<Option<_>>()?;
        changes.extend(filing);
        Some(changes)
    }

    /// Filings of the bases at which the person was trained.
    fn filings(&self, rule: &TrainingRule) -> Vec<Change> {
        let records = self.person.training.iter().filter(|record| {
            record.kind == rule.kind
                && (rule.technique.is_none()
                    || record.technique.is_none()
                    || record.technique == rule.technique)
        });
        let filings = records.filter_map(|record| {
            let name = record.base.as_deref().unwrap_or(SOMEBODY);
            let from = record.from.unwrap_or(self.cure.on.day());
            Some(filing(name, rule.technique.as_ref()?, from))
        });
        filings.collect()
    }

    fn training_field(&self, index: usize, field: &str, rule: &TrainingRule) -> Option<Node> {
        let record = self.person.training.get(index)?;
        let on = self.cure.on.day();
        let last = record.to.map_or(on, |to| to.min(on));
        let cases = |sort| {
            let asked = rule.cases.iter().find(|(asked, _)| *asked == sort);
            asked.map(|(_, needed)| needed.write())
        };
        match field {
            "technique" => Some(rule.technique.as_ref()?.write()),
            "base" | "instructor" => Some(SOMEBODY.to_owned().write()),
            "from" => Some(last.minus_months(rule.months).prev().write()),
            "examined" => Some(record.from.map_or(last, |from| from.max(last)).write()),
            "passed" => Some(true.write()),
            "cases_taken_part" => cases(CaseSort::TakenPart),
            "cases_managed" => cases(CaseSort::Managed),
            "cases_done" => cases(CaseSort::Done),
            _ => None,
        }
    }
}

/// The filing of a base with the province.
fn filing(name: &str, technique: &TechniqueId, from: Day) -> Change {
    Change::BaseFiled(Base {
        name: name.to_owned(),
        technique: technique.clone(),
        authority: Some(Authority::Province),
        from: Some(from),
        to: None,
    })
}
