//! From a standard file to a checked [`Standard`], with every fault found on the way.

use super::file::{
    AlternativeFile, ClauseFile, EditionFile, ExperienceFile, HeadcountFile, PaperFile, PoolWord,
    ReadingFile, StandardFile, WaivesFile, WhoFile,
};
use super::model::{
    Alternative, Attest, Clause, ClauseId, Condition, Edition, Every, ExperienceRule, FieldRule,
    Headcount, HeadcountRef, InService, Installed, Leader, LicenceRule, PaperRule, Pool, Reading,
    Share, Standard, Test, TitleRule, TrainingRule, Waiver, WaiverCause, Yearly,
};
use crate::catalogue::Catalogue;
use crate::file::{Cx, Definitions, FaultKind, Faults, Node, Shape, Value};

/// Months of a year.
const YEAR: u32 = 12;

/// Reads a standard file.
///
/// # Errors
/// Every fault of the file with its line and path.
pub fn load(text: &str, catalogue: &Catalogue) -> Result<Standard, Faults> {
    let node = Node::from_toml(text)?;
    let mut cx = Cx::new(Some(catalogue));
    let standard = StandardFile::read(&node, &mut cx).and_then(|file| standard(file, &mut cx));
    cx.finish(standard)
}

/// The JSON Schema of the standard file.
#[must_use]
pub fn schema(catalogue: &Catalogue) -> Node {
    let mut definitions = Definitions::with_catalogue(catalogue);
    // Clauses are read one by one, so that readings can change them; the schema knows them all the same.
    let clause = ClauseFile::schema(&mut definitions);
    let root = StandardFile::schema(&mut definitions);
    let mut document = definitions.document("Zhunru standard", root);
    if let Some(items) = document.at_mut(&["$defs", "EditionFile", "properties", "clause", "items"])
    {
        *items = clause;
    }
    document
}

fn standard(file: StandardFile, cx: &mut Cx<'_>) -> Option<Standard> {
    let faults = cx.n_faults();
    let mut editions = Vec::new();
    for (index, edition_file) in file.edition.iter().enumerate() {
        let read = cx.at_key(&format!("edition[{index}]"), None, |cx| {
            edition(&file.id, edition_file, cx)
        });
        editions.extend(read);
    }
    if file.edition.is_empty() {
        cx.fault(FaultKind::MissingKey {
            key: "edition".to_owned(),
        });
    }
    editions.sort_by_key(|edition| edition.from);
    check_overlap(&editions, cx);
    (cx.n_faults() == faults).then_some(Standard {
        id: file.id,
        title: file.title,
        issuer: file.issuer,
        document: file.document,
        section: file.section,
        equipment: file.equipment,
        editions,
    })
}

fn check_overlap(editions: &[Edition], cx: &mut Cx<'_>) {
    for pair in editions.windows(2) {
        let [earlier, later] = pair else { continue };
        let apart = matches!((earlier.to, later.from), (Some(to), Some(from)) if to < from);
        if !apart {
            let why = format!(
                "editions `{}` and `{}` overlap: each day belongs to one edition at most",
                earlier.id, later.id
            );
            cx.fault(FaultKind::NotAllowed { why });
        }
    }
    for (index, edition) in editions.iter().enumerate() {
        if editions
            .iter()
            .take(index)
            .any(|earlier| earlier.id == edition.id)
        {
            cx.fault(FaultKind::Duplicate {
                what: "edition id".to_owned(),
                found: edition.id.clone(),
            });
        }
    }
}

fn edition(standard: &str, file: &EditionFile, cx: &mut Cx<'_>) -> Option<Edition> {
    let mut clauses = Vec::new();
    for (index, node) in file.clause.iter().enumerate() {
        let read = |cx: &mut Cx<'_>| ClauseFile::read(node, cx);
        let clause = cx.at_key("clause", None, |cx| cx.at_index(index, node.line, read));
        clauses.push(clause);
    }
    if clauses.is_empty() {
        cx.fault(FaultKind::MissingKey {
            key: "clause".to_owned(),
        });
    }
    let clauses: Vec<ClauseFile> = clauses.into_iter().collect::<Option<_>>()?;
    let checked = resolve(standard, &clauses, &file.clause, cx)?;
    let mut readings = Vec::new();
    for (index, reading) in file.reading.iter().enumerate() {
        let at = format!("reading[{index}]");
        readings.push(cx.at_key(&at, None, |cx| {
            read_reading(standard, file, &clauses, reading, cx)
        }));
    }
    Some(Edition {
        id: file.id.clone(),
        from: file.from,
        from_approximate: file.from_approximate.unwrap_or(false),
        to: file.to,
        note: file.note.clone(),
        clauses: checked,
        readings: readings.into_iter().collect::<Option<_>>()?,
    })
}

fn read_reading(
    standard: &str,
    edition: &EditionFile,
    clauses: &[ClauseFile],
    file: &ReadingFile,
    cx: &mut Cx<'_>,
) -> Option<Reading> {
    let mut alternatives = Vec::new();
    for (index, alternative) in file.alternative.iter().enumerate() {
        let at = format!("alternative[{index}]");
        let read = |cx: &mut Cx<'_>| read_alternative(standard, edition, clauses, alternative, cx);
        alternatives.push(cx.at_key(&at, None, read));
    }
    Some(Reading {
        id: file.id.clone(),
        question: file.question.clone(),
        default: file.default.clone(),
        alternatives: alternatives.into_iter().collect::<Option<_>>()?,
    })
}

/// An alternative is the whole edition read again with some clauses changed, so that it is checked
/// like the default; only what differs is kept.
fn read_alternative(
    standard: &str,
    edition: &EditionFile,
    clauses: &[ClauseFile],
    file: &AlternativeFile,
    cx: &mut Cx<'_>,
) -> Option<Alternative> {
    let mut changed = clauses.to_vec();
    let mut places = Vec::new();
    for (index, change) in file.change.iter().enumerate() {
        let read = |cx: &mut Cx<'_>| {
            let place = clause_place(clauses, &change.clause, cx)?;
            let node = edition
                .clause
                .get(place)?
                .with(&change.drop, change.set.as_ref());
            Some((place, ClauseFile::read(&node, cx)?))
        };
        let (place, clause) = cx.at_key(&format!("change[{index}]"), None, read)?;
        *changed.get_mut(place)? = clause;
        places.push(place);
    }
    let resolved = resolve(standard, &changed, &edition.clause, cx)?;
    // A change of one clause also reaches those nested in it.
    let default = resolve(standard, clauses, &edition.clause, cx)?;
    let differing = resolved.into_iter().enumerate().zip(default);
    let clauses: Vec<_> = differing
        .filter(|((_, new), old)| new != old)
        .map(|(new, _)| new)
        .collect();
    if clauses.is_empty() {
        cx.fault(FaultKind::NotAllowed {
            why: "an alternative must change at least one clause".to_owned(),
        });
    }
    Some(Alternative {
        id: file.id.clone(),
        label: file.label.clone(),
        clauses,
    })
}

fn clause_place(clauses: &[ClauseFile], id: &str, cx: &mut Cx<'_>) -> Option<usize> {
    let place = clauses.iter().position(|clause| clause.id == id);
    if place.is_none() {
        cx.fault(FaultKind::Dangling {
            what: "clause".to_owned(),
            found: id.to_owned(),
        });
    }
    place
}

/// Resolves what clauses say of each other and checks each; `None` when any is at fault.
fn resolve(
    standard: &str,
    files: &[ClauseFile],
    nodes: &[Node],
    cx: &mut Cx<'_>,
) -> Option<Vec<Clause>> {
    let faults = cx.n_faults();
    let mut clauses = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let line = nodes.get(index).and_then(|node| node.line);
        let read = |cx: &mut Cx<'_>| {
            if files
                .iter()
                .take(index)
                .any(|earlier| earlier.id == file.id)
            {
                cx.fault(FaultKind::Duplicate {
                    what: "clause id".to_owned(),
                    found: file.id.clone(),
                });
            }
            clause(standard, files, index, file, cx)
        };
        clauses.extend(cx.at_key("clause", None, |cx| cx.at_index(index, line, read)));
    }
    (cx.n_faults() == faults).then_some(clauses)
}

fn clause(
    standard: &str,
    files: &[ClauseFile],
    place: usize,
    file: &ClauseFile,
    cx: &mut Cx<'_>,
) -> Option<Clause> {
    let id = ClauseId::new(standard, &file.id);
    let tests = Tests { files, id: &id }.of(place, file, cx)?;
    let waivers = file
        .waives
        .iter()
        .map(|waives| waiver(files, waives, cx))
        .collect::<Option<Vec<_>>>()?;
    let assessed = !matches!(
        file.flag,
        super::model::Flag::Waiver | super::model::Flag::Authority
    );
    if assessed == tests.is_empty() {
        let why = if assessed {
            "a clause needs a test: one of headcount, leader, every, paper, in_service, yearly, share, installed, attest"
        } else {
            "a clause with flag W or X takes no tests"
        };
        cx.fault(FaultKind::NotAllowed {
            why: why.to_owned(),
        });
    }
    Some(Clause {
        id,
        flag: file.flag,
        topic: file.topic.clone(),
        number: file.number.clone(),
        text: file.text.clone(),
        note: file.note.clone(),
        only_if: file.only_if.clone(),
        combine: file.combine.unwrap_or_default(),
        tests,
        waivers,
        waive_by_all: file.waive_by_all.unwrap_or(false),
    })
}

fn waiver(files: &[ClauseFile], waives: &WaivesFile, cx: &mut Cx<'_>) -> Option<Waiver> {
    let declared = waives.declared.clone().map(WaiverCause::Declared);
    let cause = declared.or_else(|| waives.kind.clone().map(WaiverCause::Kind))?;
    let clauses = waives
        .clauses
        .iter()
        .map(|id| clause_place(files, id, cx))
        .collect::<Option<Vec<_>>>()?;
    let personnel = |&place: &usize| {
        files
            .get(place)
            .is_some_and(|clause| clause.flag == super::model::Flag::Personnel)
    };
    if clauses.iter().any(personnel) {
        cx.fault(FaultKind::NotAllowed {
            why: "a waiver never touches a personnel clause (A28)".to_owned(),
        });
    }
    Some(Waiver { cause, clauses })
}

/// Turns the tests of one clause.
struct Tests<'a> {
    files: &'a [ClauseFile],
    id: &'a ClauseId,
}

impl Tests<'_> {
    /// Headcounts come first, so that their place in the file is their place in the clause.
    fn of(&self, place: usize, file: &ClauseFile, cx: &mut Cx<'_>) -> Option<Vec<Test>> {
        let mut tests = Vec::new();
        for (test, headcount) in file.headcount.iter().enumerate() {
            let at = HeadcountRef {
                clause: place,
                test,
            };
            let read = cx.at_key(&format!("headcount[{test}]"), None, |cx| {
                self.headcount(at, headcount, cx)
            });
            tests.push(Test::Headcount(Box::new(read?)));
        }
        for leader in &file.leader {
            let conditions = self.who(&leader.who);
            tests.push(Test::Leader(Leader {
                post: leader.post.clone(),
                conditions,
            }));
        }
        for every in &file.every {
            let conditions = self.who(&every.who);
            let when_empty = every.when_empty.unwrap_or_default();
            tests.push(Test::Every(Every {
                post: every.post.clone(),
                conditions,
                when_empty,
            }));
        }
        tests.extend(file.paper.iter().filter_map(paper).map(Test::Paper));
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
        Some(tests)
    }

    fn headcount(
        &self,
        at: HeadcountRef,
        file: &HeadcountFile,
        cx: &mut Cx<'_>,
    ) -> Option<Headcount> {
        if file.need == 0 {
            cx.fault(FaultKind::NotAllowed {
                why: "`need` must be at least 1".to_owned(),
            });
        }
        let within = match &file.within {
            Some(id) => Some(self.outer(at, file, id, cx)?),
            None => None,
        };
        let outer =
            within.and_then(|within| self.files.get(within.clause)?.headcount.get(within.test));
        let mut conditions = match (within, outer) {
            (Some(_), Some(outer)) => {
                // What the outer one asks is asked here too; circles are refused in `outer`.
                let inherited = self.headcount(within?, outer, cx)?;
                inherited.conditions
            }
            _ => Vec::new(),
        };
        conditions.extend(
            file.who
                .as_ref()
                .map(|who| self.who(who))
                .unwrap_or_default(),
        );
        let pool = self.pool(file, outer, cx)?;
        Some(Headcount {
            need: file.need,
            group: file
                .group
                .clone()
                .or_else(|| outer.and_then(|outer| outer.group.clone())),
            within,
            apart: file.apart.unwrap_or(false),
            pool,
            conditions,
        })
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
            let why = format!("clause `{id}` has no headcount of the same group to be within");
            cx.fault(FaultKind::NotAllowed { why });
            return None;
        };
        let found = HeadcountRef { clause, test };
        if self.leads_back(found, at) {
            let why = "`within` leads back to this headcount".to_owned();
            cx.fault(FaultKind::NotAllowed { why });
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

    fn pool(
        &self,
        file: &HeadcountFile,
        outer: Option<&HeadcountFile>,
        cx: &mut Cx<'_>,
    ) -> Option<Pool> {
        let word = file
            .pool
            .or(outer.and_then(|outer| outer.pool))
            .unwrap_or_default();
        let post = file
            .post
            .clone()
            .or_else(|| outer.and_then(|outer| outer.post.clone()));
        let full_time = file
            .full_time
            .or(outer.and_then(|outer| outer.full_time))
            .unwrap_or(false);
        match (word, post) {
            (PoolWord::Members, None) if !full_time => Some(Pool::Members),
            (PoolWord::Posted, Some(post)) => Some(Pool::Posted { post, full_time }),
            (PoolWord::MembersOrPosted, Some(post)) if !full_time => {
                Some(Pool::MembersOrPosted { post })
            }
            (PoolWord::Members, _) => {
                cx.fault(FaultKind::NotAllowed {
                    why: "`post` and `full_time` belong to a posted pool".to_owned(),
                });
                None
            }
            _ => {
                cx.fault(FaultKind::NotAllowed {
                    why: "a posted pool needs a `post`, and only `posted` takes `full_time`"
                        .to_owned(),
                });
                None
            }
        }
    }

    fn who(&self, file: &WhoFile) -> Vec<Condition> {
        let mut conditions = Vec::new();
        if !file.profession.is_empty() {
            conditions.push(Condition::Profession(file.profession.clone()));
        }
        conditions.extend(file.licence.as_ref().map(|licence| {
            Condition::Licence(LicenceRule {
                level: licence.level,
                category: licence.category.clone(),
                scope: licence.scope.clone(),
                main_here: licence.main_here.unwrap_or(false),
            })
        }));
        if !file.discipline.is_empty() {
            conditions.push(Condition::Discipline(file.discipline.clone()));
        }
        conditions.extend(file.title.as_ref().map(|title| {
            Condition::Title(TitleRule {
                series: title.series.clone(),
                other_series_unsure: title.other_series_unsure.unwrap_or(false),
                level: title.level,
                discipline: title.discipline.clone(),
                months: title.years.unwrap_or(0).saturating_mul(YEAR),
            })
        }));
        if !file.credential.is_empty() {
            conditions.push(Condition::Credential(file.credential.clone()));
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

fn experience(file: &ExperienceFile) -> ExperienceRule {
    let field = file
        .of_title
        .map_or_else(|| FieldRule::Of(file.field.clone()), FieldRule::OfTitle);
    let inside = if file.inside.is_empty() {
        file.inside_of_title.map(FieldRule::OfTitle)
    } else {
        Some(FieldRule::Of(file.inside.clone()))
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
            kinds: file.kind.clone(),
            unsure: file.kind_unsure.clone(),
        });
    }
    if !file.subjects.is_empty() {
        return Some(PaperRule::Subjects(file.subjects.clone()));
    }
    file.paper.clone().map(PaperRule::Paper)
}

impl Node {
    /// The same table with some keys left out and others set.
    fn with(&self, drop: &[String], set: Option<&Self>) -> Self {
        let Value::Table(entries) = &self.value else {
            return self.clone();
        };
        let set = match set.map(|set| &set.value) {
            Some(Value::Table(set)) => set.as_slice(),
            _ => &[],
        };
        let stays =
            |key: &String| !drop.contains(key) && !set.iter().any(|(changed, _)| changed == key);
        let kept = entries.iter().filter(|(key, _)| stays(key)).cloned();
        Self {
            value: Value::Table(kept.chain(set.iter().cloned()).collect()),
            line: self.line,
        }
    }

    /// The node below a chain of keys.
    fn at_mut(&mut self, keys: &[&str]) -> Option<&mut Self> {
        let [key, rest @ ..] = keys else {
            return Some(self);
        };
        let Value::Table(entries) = &mut self.value else {
            return None;
        };
        entries
            .iter_mut()
            .find(|(known, _)| known == key)
            .and_then(|(_, node)| node.at_mut(rest))
    }
}
