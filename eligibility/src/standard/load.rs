//! From a standard file to a checked [`Standard`], with every fault found on the way.

use super::clause::Tests;
use super::file::{
    AlternativeFile, ChangeFile, ClauseFile, EditionFile, HeadcountFile, ReadingFile, StandardFile,
    WaivesFile,
};
use super::model::{
    Alternative, Clause, ClauseId, Edition, Flag, Form, Reading, Standard, Waiver, WaiverCause,
};
use crate::catalogue::Catalogue;
use crate::file::{Cx, Definitions, FaultKind, Faults, Node, Rule, Shape, Thing, Value};

/// The keys of a clause that hold tests.
const TESTS: &[&str] = &[
    "headcount",
    "leader",
    "every",
    "paper",
    "in_service",
    "yearly",
    "share",
    "installed",
    "periodic",
    "current",
    "total",
    "floor",
    "every_item",
    "every_room",
    "worst_of",
    "attest",
];

/// Reads a standard file.
///
/// # Errors
/// Every fault of the file with its line and path.
pub fn load(text: &str, catalogue: &Catalogue) -> Result<Standard, Faults> {
    let node = Node::from_toml(text)?;
    let mut cx = Cx::of_file(&node, Some(catalogue));
    let standard = standard(&node, &mut cx);
    cx.finish(standard)
}

/// The JSON Schema of the standard file.
#[must_use]
pub fn schema(catalogue: &Catalogue) -> Node {
    let mut definitions = Definitions::with_catalogue(catalogue);
    let root = StandardFile::schema(&mut definitions);
    definitions.document("Zhunru standard", root)
}

/// Editions are read apart from the head of the file, and clauses from that of their edition, so
/// that a fault of one does not hide those of the other.
fn standard(node: &Node, cx: &mut Cx<'_>) -> Option<Standard> {
    let head = StandardFile::read(node, cx);
    let id = head.as_ref().map_or("", |head| &*head.id);
    missing_items(node, "edition", cx);
    let nodes = node.items_at("edition");
    let ids = nodes
        .iter()
        .map(|node| node.get("id").and_then(Node::as_text));
    let ids = ids.map(Option::unwrap_or_default);
    cx.unique(("edition", "id"), Thing::Edition, ids);
    let (mut heads, mut editions) = (Vec::new(), Vec::new());
    for (index, node) in nodes.iter().enumerate() {
        cx.at_item("edition", index, |cx| {
            let sound = cx.n_faults();
            let head = EditionFile::read(node, cx);
            let head_is_sound = cx.n_faults() == sound;
            let clauses = clauses(id, node, cx);
            let Some(head) = head else { return };
            editions.extend(edition(id, &head, clauses, cx));
            if head_is_sound {
                heads.push((index, head));
            }
        });
    }
    check_overlap(&heads, cx);
    editions.sort_by_key(|edition| edition.from);
    let head = head?;
    let forms = head.form.iter().map(|form| Form {
        id: format!("{}.{}", head.id, form.id),
        title: form.title.clone(),
        assume: form.assume.to_vec(),
    });
    Some(Standard {
        forms: forms.collect(),
        form_of: None,
        id: head.id,
        title: head.title,
        issuer: head.issuer,
        document: head.document,
        section: head.section,
        equipment: head.equipment,
        editions,
    })
}

/// Notes a list without which a table means nothing.
fn missing_items(node: &Node, key: &str, cx: &mut Cx<'_>) {
    if node.lacks(key) {
        let key = key.to_owned();
        cx.fault(FaultKind::MissingKey { key });
    }
}

/// No two editions are in force on the same day.
fn check_overlap(heads: &[(usize, EditionFile)], cx: &mut Cx<'_>) {
    for (later, (index, head)) in heads.iter().enumerate() {
        let mut earlier = heads.iter().take(later).map(|(_, earlier)| earlier);
        if let Some(other) = earlier.find(|earlier| overlap(earlier, head)) {
            let (edition, other) = (head.id.clone(), other.id.clone());
            cx.at_item("edition", *index, |cx| {
                cx.fault(Rule::EditionsOverlap { edition, other });
            });
        }
    }
}

/// An edition without a first day is in force from the beginning, one without a last day to the end.
fn overlap(a: &EditionFile, b: &EditionFile) -> bool {
    let ends_before = |a: &EditionFile, b: &EditionFile| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
    !ends_before(a, b) && !ends_before(b, a)
}

/// The clauses as read, with their nodes, and as checked; `None` when any is at fault.
struct Clauses<'n> {
    nodes: &'n [Node],
    files: Vec<ClauseFile>,
    checked: Vec<Clause>,
}

fn clauses<'n>(standard: &str, edition: &'n Node, cx: &mut Cx<'_>) -> Option<Clauses<'n>> {
    missing_items(edition, "clause", cx);
    let sound = cx.n_faults();
    let nodes = edition.items_at("clause");
    let mut files = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        files.extend(cx.at_item("clause", index, |cx| ClauseFile::read(node, cx)));
    }
    // What clauses say of each other can be checked only when all are there.
    if cx.n_faults() > sound {
        return None;
    }
    let checked = resolve(standard, &files, cx)?;
    Some(Clauses {
        nodes,
        files,
        checked,
    })
}

fn edition(
    standard: &str,
    file: &EditionFile,
    clauses: Option<Clauses<'_>>,
    cx: &mut Cx<'_>,
) -> Option<Edition> {
    cx.unique(
        ("reading", "id"),
        Thing::Reading,
        file.reading.iter().map(|reading| &*reading.id),
    );
    let clauses = clauses?;
    let reading = |(index, file): (usize, &ReadingFile)| {
        cx.at_item("reading", index, |cx| reading(standard, &clauses, file, cx))
    };
    let readings = file.reading.iter().enumerate().map(reading).collect();
    Some(Edition {
        id: file.id.clone(),
        from: file.from,
        from_approximate: file.from_approximate.unwrap_or(false),
        to: file.to,
        note: file.note.clone(),
        clauses: clauses.checked,
        readings,
    })
}

fn reading(standard: &str, clauses: &Clauses<'_>, file: &ReadingFile, cx: &mut Cx<'_>) -> Reading {
    let ids = file.alternative.iter().map(|alternative| &*alternative.id);
    cx.unique(("alternative", "id"), Thing::Alternative, ids);
    let alternative = |(index, file): (usize, &AlternativeFile)| {
        cx.at_item("alternative", index, |cx| {
            alternative(standard, clauses, file, cx)
        })
    };
    let alternatives = file.alternative.iter().enumerate().filter_map(alternative);
    Reading {
        id: file.id.clone(),
        question: file.question.clone(),
        default: file.default.clone(),
        alternatives: alternatives.collect(),
    }
}

/// An alternative is the whole edition read again with some clauses changed, so that it is checked
/// like the default; only what differs is kept.
fn alternative(
    standard: &str,
    clauses: &Clauses<'_>,
    file: &AlternativeFile,
    cx: &mut Cx<'_>,
) -> Option<Alternative> {
    let sound = cx.n_faults();
    cx.unique(
        ("change", "clause"),
        Thing::Clause,
        file.change.iter().map(|change| &*change.clause),
    );
    let mut changed = clauses.files.clone();
    for (index, change) in file.change.iter().enumerate() {
        let read = cx.at_item("change", index, |cx| changed_clause(clauses, change, cx));
        if let Some((place, clause)) = read
            && let Some(slot) = changed.get_mut(place)
        {
            *slot = clause;
        }
    }
    if cx.n_faults() > sound {
        return None;
    }
    // A change of one clause also reaches those nested in it.
    let resolved = resolve(standard, &changed, cx)?;
    let differing = resolved.into_iter().enumerate().zip(&clauses.checked);
    let differing: Vec<_> = differing
        .filter(|((_, new), old)| new != *old)
        .map(|(new, _)| new)
        .collect();
    if differing.is_empty() {
        cx.fault(Rule::ChangesNothing);
    }
    Some(Alternative {
        id: file.id.clone(),
        label: file.label.clone(),
        clauses: differing,
    })
}

/// The place of a clause and how it reads when changed.
fn changed_clause(
    clauses: &Clauses<'_>,
    change: &ChangeFile,
    cx: &mut Cx<'_>,
) -> Option<(usize, ClauseFile)> {
    let place = clause_place(&clauses.files, &change.clause, cx)?;
    let node = clauses.nodes.get(place)?;
    for key in change.drop.iter().filter(|key| node.get(key).is_none()) {
        let (clause, key) = (change.clause.clone(), key.clone());
        cx.fault(Rule::NothingToDrop { clause, key });
    }
    let node = node.with(&change.drop, change.set.as_ref());
    let mut file = ClauseFile::read(&node, cx)?;
    if !change.per_machine.is_empty() {
        file.headcount = file.headcount.map(|headcount| HeadcountFile {
            need: headcount.need.per_machine(&change.per_machine),
            ..headcount
        });
    }
    Some((place, file))
}

pub(super) fn clause_place(clauses: &[ClauseFile], id: &str, cx: &mut Cx<'_>) -> Option<usize> {
    let place = clauses.iter().position(|clause| clause.id == id);
    if place.is_none() {
        cx.fault(FaultKind::Dangling {
            what: Thing::Clause,
            found: id.to_owned(),
        });
    }
    place
}

/// Resolves what clauses say of each other and checks each; `None` when any is at fault.
fn resolve(standard: &str, files: &[ClauseFile], cx: &mut Cx<'_>) -> Option<Vec<Clause>> {
    let sound = cx.n_faults();
    cx.unique(
        ("clause", "id"),
        Thing::Clause,
        files.iter().map(|file| &*file.id),
    );
    let mut clauses = Vec::new();
    for (index, file) in files.iter().enumerate() {
        clauses.extend(cx.at_item("clause", index, |cx| {
            clause(standard, files, index, file, cx)
        }));
    }
    (cx.n_faults() == sound).then_some(clauses)
}

fn clause(
    standard: &str,
    files: &[ClauseFile],
    place: usize,
    file: &ClauseFile,
    cx: &mut Cx<'_>,
) -> Option<Clause> {
    let id = ClauseId::new(standard, &file.id);
    let tests = Tests {
        standard,
        files,
        id: &id,
    };
    let tests = tests.of(place, file, cx);
    let waivers: Vec<_> = file
        .waives
        .iter()
        .map(|waives| waiver(files, waives, cx))
        .collect();
    if file.flag != Flag::Waiver && !file.waives.is_empty() {
        cx.fault(Rule::WaivesOutsideWaiver);
    }
    let tests = tests?;
    match (file.flag, tests.is_empty()) {
        (Flag::Personnel | Flag::Quasi | Flag::NonPersonnel, true) => {
            cx.fault(Rule::ClauseWithoutTest { tests: TESTS });
        }
        (Flag::Waiver | Flag::Authority, false) => cx.fault(Rule::TestNotAssessed),
        _ => {}
    }
    Some(Clause {
        id,
        flag: file.flag,
        topic: file.topic.clone(),
        number: file.number.clone(),
        text: file.text.clone(),
        note: file.note.clone(),
        only_if: file.only_if.to_vec(),
        combine: file.combine.unwrap_or_default(),
        tests,
        waivers: waivers.into_iter().collect::<Option<_>>()?,
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
    let touched = clauses.iter().filter_map(|place| files.get(*place));
    for personnel in touched.filter(|file| file.flag == Flag::Personnel) {
        cx.fault(Rule::WaivesPersonnel {
            clause: personnel.id.clone(),
        });
    }
    Some(Waiver { cause, clauses })
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
}
