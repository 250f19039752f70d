//! How a kind of record lies in a table: declared once, used for writing and for reading.

/// What a column holds; a blank is bound with this type, since PostgreSQL asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Texts, words, ids and days.
    Text,
    /// Whole numbers.
    Number,
    /// No and yes, as 0 and 1.
    Flag,
    /// Amounts with decimals, as they are written.
    Amount,
}

/// A column and the key of the record it holds; both have the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
}

/// What stands in the owner's list for a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A record, and the owner has only one.
    Record,
    /// Records in a list.
    Records,
    /// Bare words in a list; the table has one column.
    Words,
}

/// A table of the store.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// The key of the owner under which the rows stand.
    pub field: &'static str,
    pub holds: Holds,
    /// The columns that name the owner.
    pub owner: &'static [Column],
    /// The column by which children name a row; its place in the list where there is none.
    pub named: Option<&'static str>,
    pub columns: &'static [Column],
    /// Inserts the owner's columns, `ord` and the columns, in this order.
    pub insert: &'static str,
    /// Selects the same, and the version at the end.
    pub select: &'static str,
    pub children: &'static [&'static Table],
}

impl Table {
    /// This table and all below it, owners first.
    pub fn with_children(&'static self) -> Vec<&'static Self> {
        let mut tables = vec![self];
        for child in self.children {
            tables.extend(child.with_children());
        }
        tables
    }
}

/// Writes `INSERT INTO table (columns) VALUES ($1, …)` as a literal.
macro_rules! insert_sql {
    ($table:literal $($column:ident)+) => {
        insert_sql!(
            @ [$($column)+]
            ["$1" ", $2" ", $3" ", $4" ", $5" ", $6" ", $7" ", $8" ", $9" ", $10" ", $11" ", $12" ", $13" ", $14"]
            [] $table $($column)+
        )
    };
    (@ [$head:ident $($tail:ident)*] [$number:literal $($numbers:literal)*] [$($used:literal)*] $($rest:tt)+) => {
        insert_sql!(@ [$($tail)*] [$($numbers)*] [$($used)* $number] $($rest)+)
    };
    (@ [] [$($unused:literal)*] [$($number:literal)*] $table:literal $first:ident $($column:ident)*) => {
        concat!(
            "INSERT INTO ", $table, " (\"", stringify!($first), "\"",
            $(", \"", stringify!($column), "\"",)*
            ") VALUES (", $($number,)* ")"
        )
    };
}
pub(super) use insert_sql;

/// Writes `SELECT columns FROM table` as a literal.
macro_rules! select_sql {
    ($table:literal $first:ident $($column:ident)*) => {
        concat!(
            "SELECT \"", stringify!($first), "\"",
            $(", \"", stringify!($column), "\"",)*
            ", version FROM ", $table
        )
    };
}
pub(super) use select_sql;

/// The name after `named`, if there is one.
macro_rules! named {
    () => {
        None
    };
    ($column:ident) => {
        Some(stringify!($column))
    };
}
pub(super) use named;

/// Declares tables: `NAME = "table" holds Records "field" of (owner: Kind) named column { column:
/// Kind, … } => [CHILDREN]`.
macro_rules! tables {
    ($(
        $(#[$meta:meta])*
        $static:ident = $table:literal holds $holds:ident $field:literal
        of ($($owner:ident : $owner_kind:ident),*) $(named $named:ident)?
        { $($column:ident : $kind:ident),* $(,)? }
        $(=> [$($child:ident),* $(,)?])?
    )*) => { $(
        $(#[$meta])*
        pub static $static: Table = Table {
            name: $table,
            field: $field,
            holds: Holds::$holds,
            owner: &[$(Column { name: stringify!($owner), kind: Kind::$owner_kind }),*],
            named: named!($($named)?),
            columns: &[$(Column { name: stringify!($column), kind: Kind::$kind }),*],
            insert: insert_sql!($table $($owner)* ord $($column)*),
            select: select_sql!($table $($owner)* ord $($column)*),
            children: &[$($(&$child),*)?],
        };
    )* };
}
pub(super) use tables;
