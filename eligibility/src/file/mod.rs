//! Reading files of ours so that every fault is found, not only the first.
//!
//! Both formats (TOML for standards and the catalogue, JSON for rosters) are first parsed by their
//! libraries into a [`Node`] tree. A [`Shape`] then reads a node into a checked type, noting each
//! fault with its path (and line, where the format gives one) and going on. The same declaration
//! yields the JSON Schema of the file, so the two cannot drift apart.
//!
//! Why not serde alone: a derived deserializer stops at the first fault, and a ledger clerk with
//! forty of them needs all forty.

mod decimal;
mod fault;
mod node;
mod reader;
mod record;
mod rule;
mod schema;
mod shapes;
mod text;
mod thing;

pub use decimal::Decimal;
pub use fault::{Fault, FaultKind, Faults};
pub use node::{Node, Value};
pub(crate) use reader::read_word;
pub use reader::{Cx, Shape, TableReader};
pub(crate) use record::{Dated, in_order, record, word_enum};
pub use rule::Rule;
pub use schema::Definitions;
pub(crate) use schema::{
    described as schema_described, object as schema_object, words as schema_words,
};
pub(crate) use shapes::{Later, Listed, OneOrMore};
pub use text::{is_stray_control, stray_control};
pub use thing::{Expected, Found, Thing};
