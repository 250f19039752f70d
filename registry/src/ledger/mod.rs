//! The staff ledger (人员资质台账): Excel and CSV in, what would change, Excel and CSV out.
//!
//! - [`book`]: a file as cells, within limits; workbooks are looked at before they are parsed.
//! - [`kinds`]: the kinds of record, their sheets and columns, declared once.
//! - [`heads`]: which column means what.
//! - [`rows`]: what a row says, with every fault at its column.
//! - [`preview`]: each row new, changed, unchanged or bad, by comparison with a snapshot.
//! - [`export`] and [`template`]: the same columns written.
//!
//! # Invariants
//! - Nothing here writes, asks the database or knows the day: a file and a snapshot give a preview.
//! - What is written is read back without a change; a test holds it for every field of every record.
//! - An import adds and corrects, and never removes: what a file leaves out stays.
//! - Only the reader of cells is used of the library that parses workbooks.

mod archive;
pub mod book;
pub(crate) mod cells;
pub(crate) mod compare;
mod csv;
pub(crate) mod day;
pub mod export;
pub mod fault;
pub(crate) mod given_back;
pub mod heads;
pub(crate) mod identity;
pub mod kinds;
pub(crate) mod lexicon;
pub mod mark;
pub mod preview;
pub(crate) mod records;
pub mod rows;
pub(crate) mod special;
pub mod template;
pub(crate) mod text;
pub(crate) mod titles;
mod xlsx;

pub use archive::{MAX_ENTRIES, MAX_UNPACKED};
pub use book::{Book, MAX_BYTES, MAX_CELLS, MAX_CHARS, MAX_COLUMNS, MAX_ROWS};
pub use fault::{BookFault, Fault, IdFault, Warning};
pub use heads::Mapping;
pub use preview::{Counts, Outcome, Preview, RowReport};
pub use rows::At;

#[cfg(test)]
pub(crate) mod tests;
