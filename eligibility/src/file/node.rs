//! A parsed file before it means anything: values with the line they stand on.

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, FaultKind, Faults};

/// A value and, where the format tells, the line it stands on (from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// The line, where known.
    pub line: Option<u32>,
}

/// What can stand in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// JSON's null.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number, as written; no file of ours asks for one.
    Fraction(String),
    /// A text, also the dates of TOML.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in file order; a key may stand twice and is then a fault.
    Table(Vec<(String, Node)>),
}

impl Node {
    /// A node without a line.
    #[must_use]
    pub const fn bare(value: Value) -> Self {
        Self { value, line: None }
    }

    /// A text node without a line.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::bare(Value::Text(text.into()))
    }

    /// A table node without a line.
    #[must_use]
    pub fn table<K: Into<String>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::bare(Value::Table(
            entries.into_iter().map(|(k, v)| (k.into(), v)).collect(),
        ))
    }

    /// A list node without a line.
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::bare(Value::List(items.into_iter().collect()))
    }

    /// The value under a key of a table.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Table(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// Whether a table has nothing under a key, or an empty list.
    #[must_use]
    pub fn lacks(&self, key: &str) -> bool {
        let nothing = |node: &Self| matches!(&node.value, Value::List(items) if items.is_empty());
        matches!(self.value, Value::Table(_)) && self.get(key).is_none_or(nothing)
    }

    /// The items of the list under a key.
    #[must_use]
    pub fn items_at(&self, key: &str) -> &[Self] {
        self.get(key).map(Self::items).unwrap_or_default()
    }

    /// The items of a list; none if it is something else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text that stands here.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Reads a TOML text.
    ///
    /// # Errors
    /// Where the text is not TOML: the first fault, since those after it mostly follow from it.
    pub fn from_toml(text: &str) -> Result<Self, Faults> {
        let lines = Lines::of(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        let start = |error: &toml::de::Error| error.span().map(|span| span.start);
        let Some(first) = errors.iter().min_by_key(|error| start(error)) else {
            let line = lines.at(table.span().start);
            return Ok(Self {
                value: from_table(table.get_ref(), &lines),
                line,
            });
        };
        let place = |span: std::ops::Range<usize>| {
            if span.is_empty() {
                return end_of_content(text, span.start);
            }
            span.start
        };
        let line = first.span().map(place).and_then(|at| lines.at(at));
        Err(Faults(vec![Fault {
            path: String::new(),
            line,
            kind: FaultKind::Syntax {
                message: first.message().to_owned(),
            },
        }]))
    }
}

/// What is missing before the first word of a line is missing at the end of the last line that holds
/// more than a comment.
fn end_of_content(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    if !before.get(line_start..).is_some_and(blank) {
        return offset;
    }
    let mut end = line_start;
    for line in before
        .get(..line_start)
        .unwrap_or_default()
        .split_inclusive('\n')
        .rev()
    {
        end -= line.len();
        if !blank(line) {
            return end;
        }
    }
    offset
}

/// Where each line of a text starts.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    fn at(&self, offset: usize) -> Option<u32> {
        u32::try_from(self.0.partition_point(|&end| end < offset) + 1).ok()
    }
}

fn from_table(table: &DeTable<'_>, lines: &Lines) -> Value {
    let mut entries: Vec<_> = table.iter().collect();
    // The library keeps keys sorted; the file's own order is what people read.
    entries.sort_by_key(|(key, _)| key.span().start);
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        let line = lines.at(value.span().start);
        (
            key.to_string(),
            Node {
                value: from_value(value.get_ref(), lines),
                line,
            },
        )
    };
    Value::Table(entries.into_iter().map(entry).collect())
}

fn from_value(value: &DeValue<'_>, lines: &Lines) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::Text(number.to_string()), Value::Int),
        DeValue::Float(number) => Value::Fraction(number.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => {
            let item = |item: &toml::Spanned<DeValue<'_>>| Node {
                value: from_value(item.get_ref(), lines),
                line: lines.at(item.span().start),
            };
            Value::List(items.iter().map(item).collect())
        }
        DeValue::Table(table) => from_table(table, lines),
    }
}

/// Any self-describing format serde can read (JSON, for rosters) becomes a node.
impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor).map(Self::bare)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
        Ok(i64::try_from(number).map_or_else(|_| Value::Fraction(number.to_string()), Value::Int))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Fraction(number.to_string()))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Value::Table(table))
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Int(number) => serializer.serialize_i64(*number),
            Value::Fraction(number) => serializer.serialize_str(number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Value::Table(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
