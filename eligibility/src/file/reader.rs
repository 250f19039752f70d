//! Reading nodes into checked types while gathering every fault.

use std::collections::BTreeSet;

use super::fault::{Fault, FaultKind, Faults};
use super::node::{Node, Value};
use super::schema::Definitions;
use super::thing::{Expected, Found, Thing};
use crate::catalogue::Catalogue;

/// A type that can be read from a node of a file and described by a JSON Schema.
pub trait Shape: Sized {
    /// Whether a table must hold a key of this type.
    const REQUIRED: bool = true;

    /// Reads a node; `None` when it is faulty, the faults being noted in `cx`.
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;

    /// What a missing key or a null stands for; `None` where the key must stand.
    fn absent() -> Option<Self> {
        None
    }

    /// Writes the value as the node it would be read from.
    fn write(&self) -> Node;

    /// Whether the value is what a missing key stands for.
    fn is_absent(&self) -> bool {
        false
    }

    /// The JSON Schema of this type.
    fn schema(definitions: &mut Definitions) -> Node;
}

/// What reading carries along: the catalogue, the place in the file and the faults so far.
pub struct Cx<'c> {
    /// The vocabulary that ids are checked against; `None` while the catalogue itself is read.
    pub catalogue: Option<&'c Catalogue>,
    /// Whether what is read is recorded already, under rules that may have been others.
    pub(super) is_recorded: bool,
    path: Vec<String>,
    line: Option<u32>,
    /// The node at the path, where the file is at hand and has one there.
    here: Option<&'c Node>,
    /// Where the last node found on the path stands among its siblings, from the root on.
    position: Vec<usize>,
    /// Items that could not be read and are missing from the list at a path.
    gaps: Vec<(String, usize)>,
    faults: Vec<(Vec<usize>, Fault)>,
}

impl<'c> Cx<'c> {
    /// A fresh context without a file: faults stay in the order in which they are found.
    #[must_use]
    pub const fn new(catalogue: Option<&'c Catalogue>) -> Self {
        Self {
            catalogue,
            is_recorded: false,
            path: Vec::new(),
            line: None,
            here: None,
            position: Vec::new(),
            gaps: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// A fresh context at the root of a file, whose order the faults take.
    #[must_use]
    pub const fn of_file(file: &'c Node, catalogue: Option<&'c Catalogue>) -> Self {
        let mut cx = Self::new(catalogue);
        cx.here = Some(file);
        cx
    }

    /// The same for what is recorded already: a text that could once be recorded must not keep all
    /// else from being read.
    #[must_use]
    pub const fn recorded(mut self) -> Self {
        self.is_recorded = true;
        self
    }

    /// Notes a fault at the present place.
    pub fn fault(&mut self, kind: impl Into<FaultKind>) {
        let path = self.path.concat();
        let fault = Fault {
            path: path.strip_prefix('.').unwrap_or(&path).to_owned(),
            line: self.line,
            kind: kind.into(),
        };
        self.faults.push((self.position.clone(), fault));
    }

    /// Notes that something else than asked for stands here.
    pub fn wrong_kind(&mut self, expected: Expected, node: &Node) {
        let found = describe(node);
        self.fault(FaultKind::WrongKind { expected, found });
    }

    /// Notes each item of a list whose id, under its own key, stands earlier in the list. An id
    /// that could not be read is empty.
    pub fn unique<'i>(
        &mut self,
        (list, key): (&str, &str),
        what: Thing,
        ids: impl Iterator<Item = &'i str>,
    ) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            if !id.is_empty() && !seen.insert(id) {
                let found = id.to_owned();
                let fault = FaultKind::Duplicate { what, found };
                self.at_item(list, index, |cx| cx.at_key(key, None, |cx| cx.fault(fault)));
            }
        }
    }

    /// Runs `read` at a key below the present place. The line is that of the node being read,
    /// where it is not the file's own.
    pub fn at_key<T>(
        &mut self,
        key: &str,
        line: Option<u32>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let place = |(known, _): &(String, Node)| known == key;
        let below = self.here.and_then(|node| match &node.value {
            Value::Table(entries) => {
                let at = entries.iter().position(place)?;
                entries.get(at).map(|(_, node)| (at, node))
            }
            _ => None,
        });
        self.at(format!(".{key}"), below, line, read)
    }

    /// Runs `read` at an item of the list at the present place.
    pub fn at_index<T>(
        &mut self,
        index: usize,
        line: Option<u32>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let item = self.here.and_then(|node| node.items().get(index));
        let below = item.map(|node| (index, node));
        self.at(format!("[{index}]"), below, line, read)
    }

    /// Runs `read` at an item of the list that was read from a key; the place is the item's in the
    /// file, also where faulty items before it were left out.
    pub fn at_item<T>(&mut self, key: &str, index: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.at_key(key, None, |cx| {
            let path = cx.path.concat();
            let gaps = cx.gaps.iter().filter(|(list, _)| *list == path);
            let place = gaps.fold(index, |place, (_, gap)| place + usize::from(*gap <= place));
            cx.at_index(place, None, read)
        })
    }

    /// Notes that an item of the list at the present place could not be read.
    pub(super) fn leave_out(&mut self, index: usize) {
        self.gaps.push((self.path.concat(), index));
    }

    fn at<T>(
        &mut self,
        segment: String,
        below: Option<(usize, &'c Node)>,
        line: Option<u32>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let (outer, here, depth) = (self.line, self.here, self.position.len());
        self.path.push(segment);
        self.here = below.map(|(_, node)| node);
        self.position.extend(below.map(|(at, _)| at));
        self.line = line.or(self.here.and_then(|node| node.line)).or(outer);
        let result = read(self);
        self.line = outer;
        self.position.truncate(depth);
        self.here = here;
        self.path.pop();
        result
    }

    /// Runs `read` without noting faults: they are noted where they stand.
    pub fn unnoted<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let noted = self.faults.len();
        let result = read(self);
        self.faults.truncate(noted);
        result
    }

    /// Drops the faults noted so far that follow from another.
    pub fn drop_faults(&mut self, follows: impl Fn(&FaultKind) -> bool) {
        self.faults.retain(|(_, fault)| !follows(&fault.kind));
    }

    /// How many faults were noted so far.
    #[must_use]
    pub const fn n_faults(&self) -> usize {
        self.faults.len()
    }

    /// The value if nothing was at fault.
    ///
    /// # Errors
    /// Every fault noted on the way.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Faults> {
        if let (Some(value), true) = (value, self.faults.is_empty()) {
            return Ok(value);
        }
        // Tables of TOML may be taken up again later in the file, so lines come first.
        self.faults
            .sort_by(|(a, x), (b, y)| (x.line, a).cmp(&(y.line, b)));
        let faults = self.faults.into_iter();
        Err(Faults(faults.map(|(_, fault)| fault).collect()))
    }
}

/// A table being read key by key.
pub struct TableReader<'n> {
    entries: &'n [(String, Node)],
}

impl<'n> TableReader<'n> {
    /// Opens a node as a table in which only the keys `allowed` may stand, each once.
    pub fn open(node: &'n Node, allowed: &[&str], cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Table(entries) = &node.value else {
            cx.wrong_kind(Expected::Table, node);
            return None;
        };
        for (index, (key, value)) in entries.iter().enumerate() {
            if !allowed.contains(&key.as_str()) {
                let allowed = allowed.iter().map(ToString::to_string).collect();
                cx.at_key(key, value.line, |cx| {
                    cx.fault(FaultKind::UnknownKey {
                        found: key.clone(),
                        allowed,
                    });
                });
            } else if entries
                .iter()
                .take(index)
                .any(|(earlier, _)| earlier == key)
            {
                cx.at_key(key, value.line, |cx| {
                    cx.fault(FaultKind::RepeatedKey { found: key.clone() });
                });
            }
        }
        Some(Self { entries })
    }

    /// Reads a key as `T`; a missing key or a null is a fault only where `T` must stand.
    pub fn key<T: Shape>(&self, key: &str, cx: &mut Cx<'_>) -> Option<T> {
        let found = self
            .entries
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, node)| node);
        match found {
            Some(node) if node.value != Value::Null || T::REQUIRED => {
                cx.at_key(key, node.line, |cx| T::read(node, cx))
            }
            _ => T::absent().or_else(|| {
                cx.fault(FaultKind::MissingKey {
                    key: key.to_owned(),
                });
                None
            }),
        }
    }
}

/// What stands at a node.
fn describe(node: &Node) -> Found {
    Found::Value(match &node.value {
        Value::Null => return Found::Null,
        Value::List(_) => return Found::List,
        Value::Table(_) => return Found::Table,
        Value::Bool(flag) => flag.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Fraction(number) => number.clone(),
        Value::Text(text) => text.chars().take(60).collect(),
    })
}

/// Reads one of a closed set of words.
pub(crate) fn read_word<T>(
    node: &Node,
    cx: &mut Cx<'_>,
    what: Thing,
    allowed: &[&str],
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let Value::Text(text) = &node.value else {
        cx.wrong_kind(Expected::Word(what), node);
        return None;
    };
    let value = parse(text);
    if value.is_none() {
        cx.fault(FaultKind::UnknownWord {
            what,
            found: text.clone(),
            allowed: allowed.iter().map(ToString::to_string).collect(),
        });
    }
    value
}
