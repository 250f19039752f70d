//! Reading nodes into checked types while gathering every fault.

use super::fault::{Fault, FaultKind, Faults};
use super::node::{Node, Value};
use super::schema::Definitions;
use crate::catalogue::Catalogue;
use crate::day::Day;

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
    path: Vec<String>,
    line: Option<u32>,
    faults: Vec<Fault>,
}

impl<'c> Cx<'c> {
    /// A fresh context at the root of a file.
    #[must_use]
    pub const fn new(catalogue: Option<&'c Catalogue>) -> Self {
        Self {
            catalogue,
            path: Vec::new(),
            line: None,
            faults: Vec::new(),
        }
    }

    /// Notes a fault at the present place.
    pub fn fault(&mut self, kind: FaultKind) {
        let path = self.path.concat();
        let path = path
            .strip_prefix('.')
            .map_or(path.clone(), ToOwned::to_owned);
        self.faults.push(Fault {
            path,
            line: self.line,
            kind,
        });
    }

    /// Notes that something else than asked for stands here.
    pub fn wrong_kind(&mut self, expected: &str, node: &Node) {
        let found = describe(node);
        self.fault(FaultKind::WrongKind {
            expected: expected.to_owned(),
            found,
        });
    }

    /// Runs `read` at a key below the present place.
    pub fn at_key<T>(
        &mut self,
        key: &str,
        line: Option<u32>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.at(format!(".{key}"), line, read)
    }

    /// Runs `read` at an item of the list at the present place.
    pub fn at_index<T>(
        &mut self,
        index: usize,
        line: Option<u32>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.at(format!("[{index}]"), line, read)
    }

    fn at<T>(
        &mut self,
        segment: String,
        line: Option<u32>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = self.line;
        self.path.push(segment);
        self.line = line.or(outer);
        let result = read(self);
        self.line = outer;
        self.path.pop();
        result
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
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Faults> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(Faults(self.faults)),
        }
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
            cx.wrong_kind("a table of keys and values", node);
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

impl<T: Shape> Shape for Option<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        // As for lists: a fault was noted, and reading goes on.
        Some(T::read(node, cx))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn write(&self) -> Node {
        self.as_ref().map_or(Node::bare(Value::Null), T::write)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn schema(definitions: &mut Definitions) -> Node {
        let inner = T::schema(definitions);
        Node::table([(
            "anyOf",
            Node::list([inner, Node::table([("type", Node::text("null"))])]),
        )])
    }
}

impl<T: Shape> Shape for Vec<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            cx.wrong_kind("a list", node);
            return Some(Self::new());
        };
        let read =
            |(index, item): (usize, &Node)| cx.at_index(index, item.line, |cx| T::read(item, cx));
        // The good items go on, so that what else is wrong with the file is found too; the fault
        // that was noted keeps the result from ever being used.
        Some(items.iter().enumerate().filter_map(read).collect())
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn write(&self) -> Node {
        Node::list(self.iter().map(T::write))
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn schema(definitions: &mut Definitions) -> Node {
        let items = T::schema(definitions);
        Node::table([("type", Node::text("array")), ("items", items)])
    }
}

impl<T: Shape> Shape for Box<T> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        T::read(node, cx).map(Self::new)
    }

    fn write(&self) -> Node {
        T::write(self)
    }

    fn schema(definitions: &mut Definitions) -> Node {
        T::schema(definitions)
    }
}

impl Shape for String {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Text(_) => {
                cx.fault(FaultKind::NotAllowed {
                    why: "an empty text; leave the key out instead".to_owned(),
                });
                None
            }
            _ => {
                cx.wrong_kind("a text", node);
                None
            }
        }
    }

    fn write(&self) -> Node {
        Node::text(self.as_str())
    }

    fn schema(_: &mut Definitions) -> Node {
        Node::table([
            ("type", Node::text("string")),
            ("minLength", Node::bare(Value::Int(1))),
        ])
    }
}

impl Shape for bool {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::Bool(flag) = node.value {
            return Some(flag);
        }
        cx.wrong_kind("true or false", node);
        None
    }

    fn write(&self) -> Node {
        Node::bare(Value::Bool(*self))
    }

    fn schema(_: &mut Definitions) -> Node {
        Node::table([("type", Node::text("boolean"))])
    }
}

/// Kept as it stands, to be read later under another shape.
impl Shape for Node {
    fn read(node: &Node, _: &mut Cx<'_>) -> Option<Self> {
        Some(node.clone())
    }

    fn write(&self) -> Node {
        self.clone()
    }

    fn schema(_: &mut Definitions) -> Node {
        Node::table([("type", Node::text("object"))])
    }
}

/// Counts and amounts are whole and not negative.
impl Shape for u32 {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::Int(number) = node.value
            && let Ok(number) = Self::try_from(number)
        {
            return Some(number);
        }
        cx.wrong_kind("a whole number from 0 to 4294967295", node);
        None
    }

    fn write(&self) -> Node {
        Node::bare(Value::Int(i64::from(*self)))
    }

    fn schema(_: &mut Definitions) -> Node {
        Node::table([
            ("type", Node::text("integer")),
            ("minimum", Node::bare(Value::Int(0))),
            ("maximum", Node::bare(Value::Int(i64::from(Self::MAX)))),
        ])
    }
}

impl Shape for Day {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let day = match &node.value {
            Value::Text(text) => Self::parse(text),
            _ => None,
        };
        if day.is_none() {
            cx.wrong_kind("a day as YYYY-MM-DD between 1900 and 2199", node);
        }
        day
    }

    fn write(&self) -> Node {
        Node::text(self.to_string())
    }

    fn schema(_: &mut Definitions) -> Node {
        Node::table([
            ("type", Node::text("string")),
            ("format", Node::text("date")),
            ("pattern", Node::text(r"^(19|20|21)\d\d-\d\d-\d\d$")),
        ])
    }
}

/// A few words on what stands at a node.
fn describe(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Int(number) => format!("`{number}`"),
        Value::Fraction(number) => format!("`{number}`"),
        Value::Text(text) => format!("`{}`", text.chars().take(60).collect::<String>()),
        Value::List(_) => "a list".to_owned(),
        Value::Table(_) => "a table".to_owned(),
    }
}

/// Reads one of a closed set of words.
pub(crate) fn read_word<T>(
    node: &Node,
    cx: &mut Cx<'_>,
    what: &str,
    allowed: &[&str],
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let Value::Text(text) = &node.value else {
        cx.wrong_kind(&format!("the {what} as a text"), node);
        return None;
    };
    let value = parse(text);
    if value.is_none() {
        cx.fault(FaultKind::UnknownWord {
            what: what.to_owned(),
            found: text.clone(),
            allowed: allowed.iter().map(ToString::to_string).collect(),
        });
    }
    value
}
