//! Who could help a clause, and with which steps.

use super::cure::Cure;
use super::left_out::{self, LeftOut};
use super::trial::Trial;
use super::{Action, Step, duties, institution, is_open};
use crate::assess::applies::Applying;
use crate::assess::candidate::Asked;
use crate::assess::condition::posting_on;
use crate::assess::reason::Reason;
use crate::assess::report::{ClauseReport, Count, TestReport};
use crate::assess::world::{full_time_posts, people};
use crate::catalogue::PostId;
use crate::day::Day;
use crate::facts::{Person, StaffNumber};
use crate::standard::{
    Clause, Combine, Every, Headcount, Leader, SetScope, Test, WaiverCause, WhenEmpty,
};
use crate::whatif::{Change, Posted, PostingEnded};

/// The bundles of steps that may help one clause.
pub(super) struct Candidates {
    /// Bundles by number of steps, then staff number.
    pub(super) bundles: Vec<Vec<Step>>,
    /// How many bundles the clause takes by its own gap.
    pub(super) need: usize,
    /// How many more it may take: to free people that other clauses use, to declare a fact.
    pub(super) more: usize,
    /// What no step is known for.
    pub(super) left_out: Vec<LeftOut>,
}

/// Gathers the bundles.
struct Gatherer<'a> {
    trial: &'a Trial<'a>,
    exclusive: &'a [&'a PostId],
    clauses: &'a [&'a Clause],
    today: &'a [ClauseReport],
    bundles: Vec<Vec<Step>>,
    left_out: Vec<LeftOut>,
}

impl Candidates {
    pub(super) fn of(trial: &Trial<'_>, today: &[ClauseReport], report: &ClauseReport) -> Self {
        let exclusive = full_time_posts(trial.edition);
        let clauses: Vec<&Clause> = trial.edition.clauses.iter().collect();
        let mut gatherer = Gatherer {
            trial,
            exclusive: &exclusive,
            clauses: &clauses,
            today,
            bundles: Vec::new(),
            left_out: Vec::new(),
        };
        let declarations = institution::declarations(trial, report);
        let mut more = usize::from(!declarations.is_empty());
        let need = gatherer.clause(report);
        let competing = today
            .iter()
            .filter(|other| report.competing.contains(&other.id));
        for other in competing {
            more = more.max(1);
            gatherer.headcounts(other);
        }
        let Gatherer {
            mut bundles,
            mut left_out,
            ..
        } = gatherer;
        let by_kind = |reason: &Reason| {
            let cause = |cause: &WaiverCause| matches!(cause, WaiverCause::Kind(_));
            matches!(reason, Reason::WaiverUnknown { cause: by } if cause(by))
        };
        let nothing_asked = report.tests.is_empty() && declarations.is_empty();
        if nothing_asked || report.reasons.iter().any(by_kind) {
            left_out.push(LeftOut::Applicability);
        }
        bundles.extend(declarations.into_iter().map(|step| vec![step]));
        bundles.retain(|bundle| !bundle.is_empty());
        let who = |bundle: &Vec<Step>| bundle.iter().find_map(|step| step.staff.clone());
        bundles.sort_by_cached_key(|bundle| (bundle.len(), who(bundle)));
        Self {
            bundles,
            need: need.max(1),
            more,
            left_out,
        }
    }
}

impl<'a> Gatherer<'a> {
    /// Gathers for each test of a clause that is not met; how many bundles that may take.
    fn clause(&mut self, report: &ClauseReport) -> usize {
        let Some(clause) = self.trial.edition.clauses.get(report.place) else {
            return 0;
        };
        let (mut needs, mut steps) = (Vec::new(), Vec::new());
        let tests = clause.tests.iter().zip(&report.tests);
        for (test, found) in tests.filter(|(_, found)| is_open(found.verdict)) {
            let left_out = left_out::of_test(self.trial, self.today, test, found);
            let left_out = left_out.filter(|one| !self.left_out.contains(one));
            self.left_out.extend(left_out);
            match test {
                Test::Headcount(headcount) => {
                    self.headcount(report.place, headcount);
                    needs.push(found.count.map_or(1, Count::gap));
                }
                Test::Leader(leader) => {
                    needs.push(self.leader(report.place, leader));
                }
                Test::Every(every) => {
                    needs.push(self.every(every, found));
                }
                Test::Periodic(rule) => {
                    let mut own = duties::bundles(self.trial, self.exclusive, rule, found);
                    if let (Combine::All, [only]) = (clause.combine, own.as_mut_slice()) {
                        steps.append(only);
                    } else {
                        self.bundles.append(&mut own);
                        needs.push(1);
                    }
                }
                other => {
                    let own = institution::steps(self.trial, report, other);
                    if clause.combine == Combine::Any {
                        self.bundles.push(own);
                    } else {
                        steps.extend(own);
                    }
                }
            }
        }
        if !steps.is_empty() {
            self.bundles.push(steps);
            needs.push(1);
        }
        match clause.combine {
            Combine::All => needs.iter().sum(),
            Combine::Any => needs.iter().copied().min().unwrap_or(0),
        }
    }

    /// Gathers for every headcount of a clause, met or not.
    fn headcounts(&mut self, report: &ClauseReport) {
        let clause = self.trial.edition.clauses.get(report.place);
        for test in clause.into_iter().flat_map(|clause| &clause.tests) {
            if let Test::Headcount(headcount) = test {
                self.headcount(report.place, headcount);
            }
        }
    }

    fn cure(&self, asked: Asked<'a>) -> Cure<'a> {
        Cure {
            on: self.trial.question.on,
            world: self.trial.world(),
            asked,
        }
    }

    fn headcount(&mut self, place: usize, headcount: &'a Headcount) {
        let asked = Asked::headcount(headcount, self.exclusive);
        let cure = self.cure(asked);
        let trial = self.trial;
        for person in &trial.hospital.people {
            self.bundles.extend(cure.steps(person));
            self.later(place, asked, person);
        }
    }

    /// Whom time alone cures, also of what no step does, such as a posting that begins later.
    fn later(&mut self, place: usize, asked: Asked<'a>, person: &Person) {
        let world = self.trial.world();
        let concerned = people(world.hospital, world.programme);
        let concerned = concerned.iter().any(|one| one.staff == person.staff);
        if !concerned {
            return;
        }
        let clause = Applying {
            clauses: self.clauses,
            place,
        };
        let until = asked.cure(clause, self.trial.question.on, &world, person);
        let wait = until.map(|until| vec![Step::wait(Some(&person.staff), until)]);
        self.bundles
            .extend(wait.filter(|wait| !self.bundles.contains(wait)));
    }

    /// The holders are helped, or somebody is appointed instead of them.
    fn leader(&mut self, place: usize, leader: &'a Leader) -> usize {
        let asked = Asked {
            pool: None,
            post: Some(&leader.post),
            conditions: &leader.conditions,
            exclusive: self.exclusive,
        };
        let (on, world) = (self.trial.question.on, self.trial.world());
        let cure = self.cure(asked);
        let holds = |person: &&Person| posting_on(&leader.post, on, &world, person).is_some();
        let holders: Vec<&Person> = self.trial.hospital.people.iter().filter(holds).collect();
        let mut n_failing = 0;
        for &holder in &holders {
            let steps = cure.steps(holder);
            n_failing += usize::from(steps.as_ref().is_none_or(|steps| !steps.is_empty()));
            self.bundles.extend(steps);
            self.later(place, asked, holder);
        }
        let trial = self.trial;
        for person in &trial.hospital.people {
            let others = holders.iter().filter(|holder| holder.staff != person.staff);
            let others: Vec<StaffNumber> = others.map(|holder| holder.staff.clone()).collect();
            if others.is_empty() && !holders.is_empty() {
                continue;
            }
            let Some(mut steps) = cure.steps(person) else {
                continue;
            };
            let day = self.trial.question.on.day();
            steps.push(appoint(day, &person.staff, &leader.post, others));
            self.bundles.push(steps);
        }
        n_failing.max(1)
    }

    /// Each who fails is helped, or leaves the post; where nobody is on it, somebody is put there.
    fn every(&mut self, every: &'a Every, found: &TestReport) -> usize {
        let posts: &'a [PostId] = match &every.set.scope {
            SetScope::Posted(posts) => posts,
            SetScope::Members { .. } => &[],
        };
        let asked = Asked {
            pool: None,
            post: posts.first(),
            conditions: &every.conditions,
            exclusive: self.exclusive,
        };
        let cure = self.cure(asked);
        let people = &found.people;
        let failing = people.rejected.iter().chain(&people.possible);
        let mut n_failing = 0;
        for report in failing {
            n_failing += 1;
            let trial = self.trial;
            let Some(person) = trial.hospital.person(&report.staff) else {
                continue;
            };
            // Whoever only may be meant has to be for the clause to be met by them; where others
            // are, that they meet the conditions is enough.
            let steps = cure.in_set(&every.set, person);
            self.bundles
                .extend(steps.or_else(|| cure.conditions_only(person)));
            let (on, world) = (trial.question.on, trial.world());
            let held = posts
                .iter()
                .filter(|post| posting_on(post, on, &world, person).is_some());
            // Who leaves the set leaves every post of it.
            let leave = held.map(|post| {
                let action = Action::EndPosting {
                    post: post.clone(),
                    programme: None,
                };
                Step::new(
                    &report.staff,
                    action,
                    vec![ended(on.day(), &report.staff, post)],
                )
            });
            self.bundles.push(leave.collect());
        }
        if let Some(post) = posts.first()
            && n_failing == 0
            && every.when_empty == WhenEmpty::Short
        {
            self.fill_post(post, cure);
        }
        // Whoever else is put on the post for this clause fills the set too.
        n_failing
    }

    /// Everybody who could be put on a post.
    fn fill_post(&mut self, post: &PostId, cure: Cure<'a>) {
        let trial = self.trial;
        for person in &trial.hospital.people {
            let Some(mut steps) = cure.steps(person) else {
                continue;
            };
            let (post, full_time) = (post.clone(), false);
            let change = Posted {
                staff: person.staff.clone(),
                post: post.clone(),
                full_time: Some(full_time),
                from: trial.question.on.day(),
                to: None,
            };
            let action = Action::Post { post, full_time };
            let change = Change::Posted(change);
            steps.push(Step::new(&person.staff, action, vec![change]));
            self.bundles.push(steps);
        }
    }
}

/// Puts somebody in a role that others hold.
pub(super) fn appoint(
    day: Day,
    staff: &StaffNumber,
    post: &PostId,
    instead_of: Vec<StaffNumber>,
) -> Step {
    let ended = instead_of.iter().map(|holder| ended(day, holder, post));
    let mut changes: Vec<Change> = ended.collect();
    changes.push(Change::Posted(Posted {
        staff: staff.clone(),
        post: post.clone(),
        full_time: None,
        from: day,
        to: None,
    }));
    let post = post.clone();
    Step::new(staff, Action::Appoint { post, instead_of }, changes)
}

fn ended(day: Day, staff: &StaffNumber, post: &PostId) -> Change {
    Change::PostingEnded(PostingEnded {
        staff: staff.clone(),
        post: post.clone(),
        programme: None,
        last_day: day.prev(),
    })
}
