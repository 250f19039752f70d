//! The shapes that every file is made of: texts, numbers, days, and lists of shapes.

use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use super::node::{Node, Value};
use super::reader::{Cx, Shape};
use super::rule::Rule;
use super::schema::Definitions;
use super::text::stray_control;
use super::thing::Expected;
use crate::day::Day;

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
            cx.wrong_kind(Expected::List, node);
            return Some(Self::new());
        };
        let read = |(index, item): (usize, &Node)| {
            let read = cx.at_index(index, item.line, |cx| T::read(item, cx));
            if read.is_none() {
                cx.leave_out(index);
            }
            read
        };
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

/// A list that must hold something where it is written: an empty one seems to ask for something
/// and asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed<T>(Vec<T>);

impl<T> Listed<T> {
    /// A list of one.
    pub(crate) fn of(item: T) -> Self {
        Self(vec![item])
    }

    /// The same list with each item changed.
    pub(crate) fn map(self, change: impl FnMut(T) -> T) -> Self {
        Self(self.0.into_iter().map(change).collect())
    }
}

impl<T> Deref for Listed<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Shape> Shape for Listed<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if matches!(&node.value, Value::List(items) if items.is_empty()) {
            cx.fault(Rule::EmptyList);
        }
        Vec::read(node, cx).map(Self)
    }

    fn absent() -> Option<Self> {
        Some(Self(Vec::new()))
    }

    fn write(&self) -> Node {
        self.0.write()
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }

    fn schema(definitions: &mut Definitions) -> Node {
        let mut list = Vec::<T>::schema(definitions);
        if let Value::Table(entries) = &mut list.value {
            entries.push(("minItems".to_owned(), Node::bare(Value::Int(1))));
        }
        list
    }
}

/// A [`Listed`] of which a single item may stand without the list around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OneOrMore<T>(Listed<T>);

impl<T> Deref for OneOrMore<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Shape> Shape for OneOrMore<T> {
    const REQUIRED: bool = false;

    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let listed = match &node.value {
            Value::List(_) => Listed::read(node, cx),
            _ => T::read(node, cx).map(Listed::of),
        };
        listed.map(Self)
    }

    fn absent() -> Option<Self> {
        Listed::absent().map(Self)
    }

    fn write(&self) -> Node {
        match self.as_slice() {
            [item] => item.write(),
            _ => self.0.write(),
        }
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn schema(definitions: &mut Definitions) -> Node {
        let one = T::schema(definitions);
        let more = Listed::<T>::schema(definitions);
        Node::table([("anyOf", Node::list([one, more]))])
    }
}

/// A place kept as it stands, to be read as `T` apart from what is around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Later<T>(Node, PhantomData<T>);

impl<T: Shape> Shape for Later<T> {
    fn read(node: &Node, _: &mut Cx<'_>) -> Option<Self> {
        Some(Self(node.clone(), PhantomData))
    }

    fn write(&self) -> Node {
        self.0.clone()
    }

    fn schema(definitions: &mut Definitions) -> Node {
        T::schema(definitions)
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
            Value::Text(text) if text.trim().is_empty() => {
                cx.fault(Rule::EmptyText);
                None
            }
            Value::Text(text) => match stray_control(text) {
                Some(found) if !cx.is_recorded => {
                    cx.fault(Rule::ControlCharacter { found });
                    None
                }
                _ => Some(text.clone()),
            },
            _ => {
                cx.wrong_kind(Expected::Text, node);
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

/// A text that many values share.
impl Shape for Arc<str> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        String::read(node, cx).map(Self::from)
    }

    fn write(&self) -> Node {
        Node::text(&**self)
    }

    fn schema(definitions: &mut Definitions) -> Node {
        String::schema(definitions)
    }
}

impl Shape for bool {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::Bool(flag) = node.value {
            return Some(flag);
        }
        cx.wrong_kind(Expected::YesOrNo, node);
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
        cx.wrong_kind(Expected::WholeNumber, node);
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
            cx.wrong_kind(Expected::Day, node);
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
