//! Records as nodes, so that everything made up goes through the checks of a file.

use eligibility::day::Day;
use eligibility::file::{Node, Value};

/// What can stand as a value of a record.
pub trait IntoNode {
    fn into_node(self) -> Node;
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for &str {
    fn into_node(self) -> Node {
        Node::text(self)
    }
}

impl IntoNode for String {
    fn into_node(self) -> Node {
        Node::text(self)
    }
}

impl IntoNode for Day {
    fn into_node(self) -> Node {
        Node::text(self.to_string())
    }
}

impl IntoNode for bool {
    fn into_node(self) -> Node {
        Node::bare(Value::Bool(self))
    }
}

impl IntoNode for u32 {
    fn into_node(self) -> Node {
        Node::bare(Value::Int(i64::from(self)))
    }
}

impl<T: IntoNode> IntoNode for Vec<T> {
    fn into_node(self) -> Node {
        Node::list(self.into_iter().map(T::into_node))
    }
}

impl<T: IntoNode> IntoNode for Option<T> {
    fn into_node(self) -> Node {
        self.map_or(Node::bare(Value::Null), T::into_node)
    }
}

/// A record: `record! { kind: "mr", from: day }`.
macro_rules! record {
    ($($key:ident : $value:expr),* $(,)?) => {
        eligibility::file::Node::table([
            $((stringify!($key), $crate::demo::node::IntoNode::into_node($value))),*
        ])
    };
}
pub(super) use record;
