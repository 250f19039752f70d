//! From what fails or is unknown of a person to the steps that cure it.
//!
//! `None` means that nothing anybody can do cures it: a wrong profession, a failed assessment, years
//! that no longer grow. Whether the steps really close a clause is left to the trial.

use super::{Action, Step};
use crate::assess::candidate::Asked;
use crate::assess::condition::{check, check_all, in_pool, present};
use crate::assess::finding::{Cause, Finding, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::catalogue::{CredentialKindId, PostId, Vocabulary};
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{Attestation, Licence, LicenceLevel, Person};
use crate::standard::{Condition, FirstDayRule, LicenceRule, Pool, TitleRule};
use crate::whatif::{
    Change, DepartmentMoved, FilingRenewed, LicenceRegistered, PaperIssued, Posted, PostingEnded,
    TitleObtained,
};

/// How long a paper or filing issued in a step is assumed to be valid, in months, where its kind
/// does not say.
const ASSUMED_MONTHS: u32 = 60;

/// Who attests in a step; the real name is known when it is done.
pub(super) const SOMEBODY: &str = "…";

/// What the steps are for.
#[derive(Clone, Copy)]
pub(super) struct Cure<'a> {
    pub(super) on: AsOf,
    pub(super) world: World<'a>,
    pub(super) asked: Asked<'a>,
}

/// The steps for one person, and whether they can be enough.
pub(super) struct Steps<'a> {
    pub(super) cure: Cure<'a>,
    pub(super) person: &'a Person,
    pub(super) found: Vec<Step>,
}

impl<'a> Cure<'a> {
    /// The steps after which the person meets all that is asked; empty if they do already.
    pub(super) fn steps(&self, person: &'a Person) -> Option<Vec<Step>> {
        let mut steps = Steps::none(*self, person);
        // The cheapest and surest reason to pass somebody over comes first.
        let hopeless = |condition: &Condition| {
            let findings = match condition {
                Condition::Profession(_) | Condition::Discipline(_) => {
                    check(condition, self.on, &self.world, person)
                }
                _ => return false,
            };
            findings.iter().any(|finding| finding.truth() == Truth::No)
        };
        if self.asked.conditions.iter().any(hopeless) {
            return None;
        }
        for finding in present(self.on, &self.world, person) {
            steps.presence(finding)?;
        }
        if let Some(pool) = self.asked.pool {
            for finding in in_pool(pool, self.on, &self.world, person) {
                steps.pool(pool, finding)?;
            }
        }
        steps.free(self.asked.free(self.on, &self.world, person))?;
        for condition in self.asked.conditions {
            steps.condition(condition)?;
        }
        Some(steps.done())
    }
}

impl<'a> Steps<'a> {
    /// None found yet.
    pub(super) const fn none(cure: Cure<'a>, person: &'a Person) -> Self {
        Self {
            cure,
            person,
            found: Vec::new(),
        }
    }

    /// None found yet, for the same person and question.
    pub(super) const fn fresh(&self) -> Self {
        Self::none(self.cure, self.person)
    }

    /// Each step once.
    pub(super) fn done(self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for step in self.found {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "ends like those that may find nothing to do"
    )]
    pub(super) fn add(&mut self, action: Action, change: Change) -> Option<()> {
        let step = Step::new(&self.person.staff, action, vec![change]);
        self.found.push(step);
        Some(())
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "ends like those that may find nothing to do"
    )]
    fn wait(&mut self, until: Day) -> Option<()> {
        self.found.push(Step::wait(Some(&self.person.staff), until));
        Some(())
    }

    pub(super) fn fill(&mut self, missing: Missing, condition: Option<&Condition>) -> Option<()> {
        let changes = self.cure.filled(missing, condition, self.person)?;
        let action = Action::Fill { missing };
        self.found
            .push(Step::new(&self.person.staff, action, changes));
        Some(())
    }

    fn presence(&mut self, finding: Finding) -> Option<()> {
        match finding {
            Finding::Held { .. } => Some(()),
            Finding::Unknown { missing } => self.fill(missing, None),
            Finding::Failed { cause } => match cause {
                Cause::Suspended { to: Some(to), .. } | Cause::Absent { to: Some(to), .. } => {
                    self.wait(to.next())
                }
                _ => None,
            },
        }
    }

    fn pool(&mut self, pool: &Pool, finding: Finding) -> Option<()> {
        let cause = match finding {
            Finding::Held { .. } => return Some(()),
            Finding::Unknown { missing } => return self.fill(missing, None),
            Finding::Failed { cause } => cause,
        };
        match (cause, pool) {
            (Cause::NotMember, Pool::Members { only, except }) => {
                let hospital = self.cure.world.hospital;
                let mut departments = self.cure.world.programme.departments.iter();
                let department = departments.find(|id| {
                    let department = hospital.department(id);
                    department.is_some_and(|found| {
                        !except.contains(&found.kind)
                            && (only.is_empty() || only.contains(&found.kind))
                    })
                })?;
                let change = DepartmentMoved {
                    staff: self.person.staff.clone(),
                    department: department.clone(),
                    from: self.cure.on.day(),
                };
                let action = Action::Move {
                    department: department.clone(),
                };
                self.add(action, Change::DepartmentMoved(change))
            }
            (Cause::NotMember | Cause::NotPosted { .. }, Pool::MembersOrPosted { post }) => {
                self.post(post, false)
            }
            (
                Cause::NotPosted { .. },
                Pool::Posted {
                    post, full_time, ..
                },
            ) => self.post(post, *full_time),
            (Cause::NotFullTime { post }, _) => {
                let change = self.posted(&post, Some(true));
                self.add(Action::MakeFullTime { post }, change)
            }
            _ => None,
        }
    }

    fn post(&mut self, post: &PostId, full_time: bool) -> Option<()> {
        let change = self.posted(post, Some(full_time));
        let post = post.clone();
        self.add(Action::Post { post, full_time }, change)
    }

    fn posted(&self, post: &PostId, full_time: Option<bool>) -> Change {
        Change::Posted(Posted {
            staff: self.person.staff.clone(),
            post: post.clone(),
            full_time,
            from: self.cure.on.day(),
            to: None,
        })
    }

    fn free(&mut self, finding: Finding) -> Option<()> {
        match finding {
            Finding::Held { .. } => Some(()),
            Finding::Unknown { missing } => self.fill(missing, None),
            Finding::Failed {
                cause: Cause::FullTimeElsewhere { post, programme },
            } => self.leave(post, programme),
            Finding::Failed { .. } => None,
        }
    }

    fn leave(&mut self, post: PostId, programme: Option<String>) -> Option<()> {
        let change = PostingEnded {
            staff: self.person.staff.clone(),
            post: post.clone(),
            programme: programme.clone(),
            last_day: self.cure.on.day().prev(),
        };
        let action = Action::EndPosting { post, programme };
        self.add(action, Change::PostingEnded(change))
    }

    pub(super) fn condition(&mut self, condition: &Condition) -> Option<()> {
        match condition {
            Condition::Any(alternatives) => return self.any(alternatives),
            Condition::Training(_) => return self.trained(std::slice::from_ref(condition)),
            Condition::BaseTraining(rule) => return self.base_training(condition, rule),
            Condition::OnFirstDay(rule) if self.may_still_begin(rule) => {
                let mut conditions = rule.conditions.iter();
                return conditions.try_for_each(|condition| self.condition(condition));
            }
            _ => {}
        }
        let Cure { on, world, .. } = &self.cure;
        for finding in check(condition, *on, world, self.person) {
            match finding {
                Finding::Held { .. } => {}
                Finding::Unknown { missing } if missing.list == "attestations" => {
                    self.attest(condition)?;
                }
                Finding::Unknown { missing } => self.fill(missing, Some(condition))?,
                Finding::Failed { cause } => self.failed(condition, cause)?,
            }
        }
        Some(())
    }

    /// Whether the training that a rule is about has not begun: what was so then cannot be changed.
    fn may_still_begin(&self, rule: &FirstDayRule) -> bool {
        let mut trainings = self.person.training.iter();
        !trainings.any(|record| {
            record.technique.as_ref() == Some(&rule.technique)
                && (rule.kinds.is_empty() || rule.kinds.contains(&record.kind))
        })
    }

    /// The alternative that takes the fewest steps.
    fn any(&mut self, alternatives: &[Vec<Condition>]) -> Option<()> {
        let Cure { on, world, .. } = &self.cure;
        let mut best: Option<Vec<Step>> = None;
        for conditions in alternatives {
            let findings = check_all(conditions, *on, world, self.person);
            if findings.iter().all(|finding| finding.truth() == Truth::Yes) {
                return Some(());
            }
            let mut steps = self.fresh();
            let cured = conditions.iter().all(|one| steps.condition(one).is_some());
            let fewer = |best: &Vec<Step>| steps.found.len() < best.len();
            if cured && best.as_ref().is_none_or(fewer) {
                best = Some(steps.found);
            }
        }
        self.found.extend(best?);
        Some(())
    }

    fn failed(&mut self, condition: &Condition, cause: Cause) -> Option<()> {
        match cause {
            Cause::TitleNotYet { qualified: day, .. }
            | Cause::TitleTooShort { reaches: day, .. }
            | Cause::LicenceNotYet { from: day }
            | Cause::FilingNotYet { from: day }
            | Cause::CredentialNotYet { issued: day, .. }
            | Cause::NotYetExamined { on: day, .. }
            | Cause::ExperienceTooShort {
                reaches: Some(day), ..
            } => self.wait(day),
            Cause::LicenceSuspended { to: Some(to), .. } => self.wait(to.next()),
            Cause::CredentialExpired { kind, .. }
            | Cause::CredentialRevoked { kind, .. }
            | Cause::CredentialSuspended { kind, .. } => self.renew(kind),
            Cause::PostedAs { post } => self.leave(post, None),
            _ => match condition {
                Condition::Title(rule) => self.title(rule),
                Condition::Credential(kinds) | Condition::CredentialSetHere(kinds) => {
                    self.obtain(kinds)
                }
                Condition::Licence(rule) => self.licence(rule, &cause),
                Condition::Posted(post) => self.post(post, false),
                _ => None,
            },
        }
    }

    fn renew(&mut self, kind: CredentialKindId) -> Option<()> {
        let paper = self.cure.paper(&kind, self.person);
        self.add(Action::Renew { kind }, Change::PaperRenewed(paper))
    }

    fn obtain(&mut self, kinds: &[CredentialKindId]) -> Option<()> {
        let kind = self.cure.fitting(kinds, self.person)?;
        let paper = self.cure.paper(&kind, self.person);
        let kinds = kinds.to_vec();
        self.add(Action::Obtain { kinds }, Change::PaperObtained(paper))
    }

    fn title(&mut self, rule: &TitleRule) -> Option<()> {
        let on = self.cure.on.day();
        let change = TitleObtained {
            staff: self.person.staff.clone(),
            series: self.cure.series(rule)?,
            level: rule.level,
            discipline: rule.discipline.first().cloned(),
            qualified: on,
            appointed: None,
        };
        let action = Action::ObtainTitle {
            series: rule.series.clone(),
            level: rule.level,
            discipline: rule.discipline.clone(),
        };
        self.add(action, Change::TitleObtained(change))?;
        self.takes(rule.months)
    }

    /// The last step takes so many months to have its effect.
    fn takes(&mut self, months: u32) -> Option<()> {
        let ready = self.cure.after(months)?;
        if let Some(step) = self.found.last_mut().filter(|_| months > 0) {
            step.ready_on = Some(ready);
        }
        Some(())
    }

    fn licence(&mut self, rule: &LicenceRule, cause: &Cause) -> Option<()> {
        let staff = self.person.staff.clone();
        let on = self.cure.on.day();
        match cause {
            Cause::LicenceEnded { .. } => {
                let mut licences = self.person.licences.iter().rev();
                let last = licences.find(|licence| licence.level == Some(rule.level))?;
                let licence = Licence {
                    from: Some(on),
                    to: None,
                    cancelled_from: None,
                    ..last.clone()
                };
                let change = LicenceRegistered { staff, licence };
                let level: LicenceLevel = rule.level;
                let change = Change::LicenceRegistered(Box::new(change));
                self.add(Action::RenewLicence { level }, change)
            }
            Cause::NotRegisteredHere | Cause::FilingEnded { .. } if !rule.main_here => {
                let change = FilingRenewed {
                    staff,
                    from: on,
                    to: on.plus_months(ASSUMED_MONTHS),
                };
                self.add(Action::FilePractice, Change::FilingRenewed(change))
            }
            _ => None,
        }
    }

    fn attest(&mut self, condition: &Condition) -> Option<()> {
        let Condition::Attested { clause, item } = condition else {
            return None;
        };
        let change = Attestation {
            staff: Some(self.person.staff.clone()),
            ..attestation(clause.as_str(), item.as_ref(), self.cure.on)
        };
        let (clause, item) = (clause.clone(), item.clone());
        let change = Change::Attested(Box::new(change));
        self.add(Action::Attest { clause, item }, change)
    }
}

/// An attestation of today that something is met.
pub(super) fn attestation(clause: &str, item: Option<&String>, on: AsOf) -> Attestation {
    Attestation {
        clause: clause.to_owned(),
        item: item.cloned(),
        staff: None,
        met: true,
        by: SOMEBODY.to_owned(),
        on: on.day(),
        through: None,
        evidence: None,
    }
}

impl Cure<'_> {
    /// The day on which months that begin today are reached.
    pub(super) fn after(&self, months: u32) -> Option<Day> {
        let from = self.on.day();
        let tenure = Tenure::of(vec![Stretch { from, to: None }]);
        tenure.reaches(months, self.world.settings.anniversary)
    }

    /// The first of several papers that fits what the person is.
    pub(super) fn fitting(
        &self,
        kinds: &[CredentialKindId],
        person: &Person,
    ) -> Option<CredentialKindId> {
        let fits = |kind: &&CredentialKindId| {
            let known = self.world.catalogue.credential(kind);
            known.is_none_or(|known| {
                known.fits.is_empty() || self.fitting_profession(&known.fits, person).is_some()
            })
        };
        kinds.iter().find(fits).or(kinds.first()).cloned()
    }

    /// The person's profession that is one of several.
    pub(super) fn fitting_profession(
        &self,
        of: &[String],
        person: &Person,
    ) -> Option<crate::catalogue::ProfessionId> {
        let day = self.on.day();
        let records = person.professions.iter();
        let mut held = records
            .filter(|record| {
                crate::assess::world::within_from_beginning(record.from, record.to, day)
            })
            .map(|record| &record.profession);
        held.find(|held| of.iter().any(|fits| fits == held.as_str()))
            .cloned()
    }

    /// A paper of a kind issued today.
    pub(super) fn paper(&self, kind: &CredentialKindId, person: &Person) -> PaperIssued {
        let (on, known) = (self.on.day(), self.world.catalogue.credential(kind));
        let by_category = known.filter(|known| known.by_category.unwrap_or(false));
        let ends = crate::assess::condition::ends(known, Some(on), None);
        PaperIssued {
            staff: person.staff.clone(),
            kind: kind.clone(),
            category: by_category.and_then(|known| self.fitting_profession(&known.fits, person)),
            number: None,
            issuer: None,
            issued: on,
            expires: (ends == crate::assess::condition::Ends::Unknown)
                .then(|| on.plus_months(ASSUMED_MONTHS)),
        }
    }

    /// A series that counts; where any does, the first there is.
    pub(super) fn series(&self, rule: &TitleRule) -> Option<crate::catalogue::TitleSeriesId> {
        let named = rule.series.first().cloned();
        named.or_else(|| {
            let catalogue = self.world.catalogue;
            let first = catalogue.ids(Vocabulary::TitleSeries).first().copied()?;
            crate::catalogue::TitleSeriesId::of(catalogue, first).ok()
        })
    }
}
