//! The tests of one clause, from their file shapes to what the engine sees.

use super::condition::{
    Condition, ExperienceRule, FieldRule, LicenceRule, TitleRule, TrainingRule,
};
use super::file::{ClauseFile, ExperienceFile, HeadcountFile, PaperFile, PoolWord, WhoFile};
use super::load::clause_place;
use super::model::{
    Attest, ClauseId, Every, Headcount, HeadcountRef, InService, Installed, Leader, PaperRule,
    Pool, Share, Test, Yearly,
};
use crate::file::{Cx, Rule};

/// Months of a year.
const YEAR: u32 = 12;

/// Turns the tests of one clause.
pub(super) struct Tests<'a> {
    pub(super) files: &'a [ClauseFile],
    pub(super) id: &'a ClauseId,
}

impl Tests<'_> {
    /// Headcounts come first, so that their place in the file is their place in the clause.
    pub(super) fn of(&self, place: usize, file: &ClauseFile, cx: &mut Cx<'_>) -> Option<Vec<Test>> {
        let headcount = |(test, headcount): (usize, &HeadcountFile)| {
            let at = HeadcountRef {
                clause: place,
                test,
            };
            cx.at_item("headcount", test, |cx| self.headcount(at, headcount, cx))
        };
        // All are read before the first faulty one ends it, so that each fault is noted.
        let headcounts: Vec<_> = file.headcount.iter().enumerate().map(headcount).collect();
        let headcounts: Vec<Headcount> = headcounts.into_iter().collect::<Option<_>>()?;
        let counted = headcounts.into_iter().map(Box::new).map(Test::Headcount);
        let leaders = file.leader.iter().map(|f| {
            Test::Leader(Leader {
                post: f.post.clone(),
                conditions: self.who(&f.who),
            })
        });
        let every = file.every.iter().map(|f| {
            Test::Every(Every {
                post: f.post.clone(),
                conditions: self.who(&f.who),
                when_empty: f.when_empty.unwrap_or_default(),
            })
        });
        let people = counted.chain(leaders).chain(every);
        Some(people.chain(of_the_institution(file)).collect())
    }

    fn headcount(
        &self,
        at: HeadcountRef,
        file: &HeadcountFile,
        cx: &mut Cx<'_>,
    ) -> Option<Headcount> {
        if file.need == 0 {
            cx.fault(Rule::OutOfRange {
                key: "need",
                least: 1,
                most: None,
            });
        }
        let within = match &file.within {
            Some(id) => Some(self.outer(at, file, id, cx)?),
            None => None,
        };
        // What the outer one asks is asked here too; circles are refused in `outer`, and its own
        // faults are noted where it stands.
        let outer = match within {
            Some(place) => {
                let file = self.file_at(place)?;
                Some(cx.unnoted(|cx| self.headcount(place, file, cx))?)
            }
            None => None,
        };
        let pool = pool(file, outer.as_ref(), cx)?;
        let outer = outer.map(|outer| (outer.group, outer.conditions));
        let (group, mut conditions) = outer.unwrap_or_default();
        conditions.extend(file.who.iter().flat_map(|who| self.who(who)));
        Some(Headcount {
            need: file.need,
            group: file.group.clone().or(group),
            within,
            apart: file.apart.unwrap_or(false),
            pool,
            conditions,
        })
    }

    fn file_at(&self, place: HeadcountRef) -> Option<&HeadcountFile> {
        self.files.get(place.clause)?.headcount.get(place.test)
    }

    /// The headcount that `within` refers to: the one of that clause in the same group.
    fn outer(
        &self,
        at: HeadcountRef,
        file: &HeadcountFile,
        id: &str,
        cx: &mut Cx<'_>,
    ) -> Option<HeadcountRef> {
        let clause = clause_place(self.files, id, cx)?;
        let candidates = &self.files.get(clause)?.headcount;
        let test = candidates
            .iter()
            .position(|outer| outer.group == file.group);
        let single = (candidates.len() == 1 && file.group.is_none()).then_some(0);
        let Some(test) = test.or(single) else {
            let clause = id.to_owned();
            cx.fault(Rule::NoOuterHeadcount { clause });
            return None;
        };
        let found = HeadcountRef { clause, test };
        if self.leads_back(found, at) {
            cx.fault(Rule::WithinCircle);
            return None;
        }
        Some(found)
    }

    fn leads_back(&self, mut from: HeadcountRef, to: HeadcountRef) -> bool {
        for _ in 0..=self.files.len() {
            if from == to {
                return true;
            }
            let Some(file) = self
                .files
                .get(from.clause)
                .and_then(|c| c.headcount.get(from.test))
            else {
                return false;
            };
            let Some(id) = &file.within else { return false };
            let Some(clause) = self.files.iter().position(|clause| clause.id == *id) else {
                return false;
            };
            let candidates = self
                .files
                .get(clause)
                .map(|c| c.headcount.as_slice())
                .unwrap_or_default();
            let test = candidates
                .iter()
                .position(|outer| outer.group == file.group)
                .unwrap_or(0);
            from = HeadcountRef { clause, test };
        }
        true
    }

    fn who(&self, file: &WhoFile) -> Vec<Condition> {
        let mut conditions = Vec::new();
        if !file.profession.is_empty() {
            conditions.push(Condition::Profession(file.profession.to_vec()));
        }
        conditions.extend(file.licence.as_ref().map(|licence| {
            Condition::Licence(LicenceRule {
                level: licence.level,
                category: licence.category.to_vec(),
                scope: licence.scope.to_vec(),
                other_scope_unsure: licence.other_scope_unsure.to_vec(),
                main_here: licence.main_here.unwrap_or(false),
            })
        }));
        if !file.discipline.is_empty() {
            conditions.push(Condition::Discipline(file.discipline.to_vec()));
        }
        conditions.extend(file.title.as_ref().map(|title| {
            Condition::Title(TitleRule {
                series: title.series.to_vec(),
                other_series_unsure: title.other_series_unsure.unwrap_or(false),
                level: title.level,
                discipline: title.discipline.to_vec(),
                months: title.years.unwrap_or(0).saturating_mul(YEAR),
            })
        }));
        if !file.credential.is_empty() {
            conditions.push(Condition::Credential(file.credential.to_vec()));
        }
        conditions.extend(
            file.experience
                .iter()
                .map(|file| Condition::Experience(experience(file))),
        );
        conditions.extend(file.training.iter().map(|training| {
            Condition::Training(TrainingRule {
                kind: training.kind.clone(),
                months: training.months.unwrap_or(0),
                passed: training.passed.unwrap_or(false),
            })
        }));
        conditions.extend(file.attested.as_ref().map(|attested| Condition::Attested {
            clause: self.id.clone(),
            item: attested.item.clone(),
        }));
        if !file.any.is_empty() {
            conditions.push(Condition::Any(
                file.any.iter().map(|who| self.who(who)).collect(),
            ));
        }
        conditions
    }
}

/// The tests that are not about people.
fn of_the_institution(file: &ClauseFile) -> Vec<Test> {
    let papers = file.paper.iter().filter_map(paper).map(Test::Paper);
    let mut tests: Vec<Test> = papers.collect();
    tests.extend(file.in_service.iter().map(|f| {
        Test::InService(InService {
            service: f.service.clone(),
            months: f.years.saturating_mul(YEAR),
        })
    }));
    tests.extend(file.yearly.iter().map(|f| {
        Test::Yearly(Yearly {
            figure: f.figure.clone(),
            years: f.years,
            at_least: f.at_least,
        })
    }));
    tests.extend(file.share.iter().map(|f| {
        let (numerator, denominator) = (f.numerator, f.denominator);
        Test::Share(Share {
            figure: f.figure.clone(),
            numerator,
            denominator,
        })
    }));
    tests.extend(file.installed.iter().map(|f| {
        Test::Installed(Installed {
            equipment: f.equipment.clone(),
            at_least: f.at_least,
        })
    }));
    tests.extend(file.attest.iter().map(|f| {
        Test::Attest(Attest {
            item: f.item.clone(),
            when: f.when.clone(),
        })
    }));
    tests
}

/// The pool a headcount names, or that of the one it is within, which it cannot change.
fn pool(file: &HeadcountFile, outer: Option<&Headcount>, cx: &mut Cx<'_>) -> Option<Pool> {
    let named = file.pool.is_some()
        || file.post.is_some()
        || file.full_time.is_some()
        || !file.except_department_kind.is_empty();
    if let (Some(outer), false) = (outer, named) {
        return Some(outer.pool.clone());
    }
    let except = file.except_department_kind.to_vec();
    let full_time = file.full_time.unwrap_or(false);
    let pool = match (file.pool.unwrap_or_default(), file.post.clone()) {
        (PoolWord::Members, None) if !full_time => Some(Pool::Members { except }),
        (PoolWord::Posted, Some(post)) if except.is_empty() => {
            Some(Pool::Posted { post, full_time })
        }
        (PoolWord::MembersOrPosted, Some(post)) if !full_time && except.is_empty() => {
            Some(Pool::MembersOrPosted { post })
        }
        _ => None,
    };
    let rule = match (&pool, outer) {
        (None, _) => Rule::PoolKeys,
        (Some(pool), Some(outer)) if *pool != outer.pool => Rule::OtherPool,
        _ => return pool,
    };
    cx.fault(rule);
    None
}

fn experience(file: &ExperienceFile) -> ExperienceRule {
    let field = file
        .of_title
        .map_or_else(|| FieldRule::Of(file.field.to_vec()), FieldRule::OfTitle);
    let inside = if file.inside.is_empty() {
        file.inside_of_title.map(FieldRule::OfTitle)
    } else {
        Some(FieldRule::Of(file.inside.to_vec()))
    };
    ExperienceRule {
        field,
        inside,
        months: file.years.unwrap_or(0).saturating_mul(YEAR),
    }
}

fn paper(file: &PaperFile) -> Option<PaperRule> {
    if let Some(level) = &file.level {
        return Some(PaperRule::Level(level.clone()));
    }
    if let Some(tier) = file.tier {
        return Some(PaperRule::Tier(tier));
    }
    if !file.kind.is_empty() {
        return Some(PaperRule::Kind {
            kinds: file.kind.to_vec(),
            unsure: file.kind_unsure.to_vec(),
        });
    }
    if !file.subjects.is_empty() {
        return Some(PaperRule::Subjects(file.subjects.to_vec()));
    }
    file.paper.clone().map(PaperRule::Paper)
}
