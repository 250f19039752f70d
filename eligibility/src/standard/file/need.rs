//! How many people: a number, or a table that computes it from equipment or from people.

use super::people::WhoFile;
use crate::catalogue::{DepartmentKindId, EquipmentKindId, PostId};
use crate::file::{Cx, Definitions, Listed, Node, Rule, Shape, Value, record};

/// How many people are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::standard) enum NeedFile {
    /// So many.
    Fixed(u32),
    /// As a formula says.
    Scaled(Box<ScaledNeedFile>),
}

impl NeedFile {
    /// As many for every machine in use as are needed at all, and never fewer than that; a need that
    /// is computed already stays.
    pub(in crate::standard) fn per_machine(&self, machines: &Listed<EquipmentKindId>) -> Self {
        let Self::Fixed(need) = self else {
            return self.clone();
        };
        let term = NeedTermFile {
            equipment: machines.clone(),
            each: Some(*need),
            per: None,
            beyond: None,
            round_down: None,
        };
        Self::Scaled(Box::new(ScaledNeedFile {
            at_least: Some(*need),
            plus: None,
            sum: Listed::of(term),
            as_many_as: None,
            less: None,
        }))
    }
}

impl Shape for NeedFile {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.value {
            Value::Table(_) => Shape::read(node, cx).map(Self::Scaled),
            _ => u32::read(node, cx).map(Self::Fixed),
        }
    }

    fn write(&self) -> Node {
        match self {
            Self::Fixed(need) => need.write(),
            Self::Scaled(scaled) => scaled.write(),
        }
    }

    fn schema(definitions: &mut Definitions) -> Node {
        let fixed = u32::schema(definitions);
        let scaled = ScaledNeedFile::schema(definitions);
        Node::table([("anyOf", Node::list([fixed, scaled]))])
    }
}

record! {
    /// The greatest of `at_least`, of `plus` with the sum, and of a number of people; `less` is
    /// taken from it.
    pub(in crate::standard) struct ScaledNeedFile {
        /// The least need.
        at_least: Option<u32>,
        /// What the sum is added to.
        plus: Option<u32>,
        /// What the machines in use ask for.
        sum: Listed<NeedTermFile>,
        /// As many as there are people in this set.
        as_many_as: Option<SetFile>,
        /// How many fewer.
        less: Option<u32>,
    }
    check with scales
}

/// A table that does not scale is better written as a number.
fn scales(need: &ScaledNeedFile, cx: &mut Cx<'_>) {
    if need.sum.is_empty() && need.as_many_as.is_none() {
        let keys = &["sum", "as_many_as"];
        cx.fault(Rule::AtLeastOne { keys });
    }
}

record! {
    /// `each` people for every `per` machines in use beyond a number, rounded up.
    pub(in crate::standard) struct NeedTermFile {
        /// The kinds of machine.
        equipment: Listed<EquipmentKindId>,
        /// How many people; 1 when blank.
        each: Option<u32>,
        /// For how many machines; 1 when blank.
        per: Option<u32>,
        /// How many machines ask for nobody.
        beyond: Option<u32>,
        /// Whether the remainder is left out instead of rounded up.
        round_down: Option<bool>,
    }
    check with some_machines
}

fn some_machines(term: &NeedTermFile, cx: &mut Cx<'_>) {
    if term.equipment.is_empty() {
        let keys = &["equipment"];
        cx.fault(Rule::AtLeastOne { keys });
    }
    if term.per == Some(0) {
        cx.fault(Rule::OutOfRange {
            key: "per",
            least: 1,
            most: None,
        });
    }
}

record! {
    /// A set of people; exactly one of `posts` and `members`.
    pub(in crate::standard) struct SetFile {
        /// The posts whose people are the set.
        posts: Listed<PostId>,
        /// Whether the members of the programme's departments are the set.
        members: Option<bool>,
        /// Kinds of department whose members alone are meant.
        department_kind: Listed<DepartmentKindId>,
        /// What narrows the set.
        of: Option<WhoFile>,
    }
}
