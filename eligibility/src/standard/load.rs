//! From a standard file to a checked [`Standard`], with every fault found on the way.

use super::clause::Tests;
use super::file::{
    AlternativeFile, ClauseFile, EditionFile, ReadingFile, StandardFile, WaivesFile,
};
use super::model::{
    Alternative, Clause, ClauseId, Edition, Flag, Reading, Standard, Waiver, WaiverCause,
};
use crate::catalogue::Catalogue;
use crate::file::{Cx, Definitions, FaultKind, Faults, Node, Shape, Value};

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
    if file.edition.is_empty() && faults == 0 {
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
    let faults = cx.n_faults();
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
    if cx.n_faults() > faults {
        return None;
    }
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

pub(super) fn clause_place(clauses: &[ClauseFile], id: &str, cx: &mut Cx<'_>) -> Option<usize> {
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
    let assessed = !matches!(file.flag, Flag::Waiver | Flag::Authority);
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
            .is_some_and(|clause| clause.flag == Flag::Personnel)
    };
    if clauses.iter().any(personnel) {
        cx.fault(FaultKind::NotAllowed {
            why: "a waiver never touches a personnel clause (A28)".to_owned(),
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
