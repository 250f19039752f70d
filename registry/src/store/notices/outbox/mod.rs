//! The outbox: digests that are to be sent, and what became of them.
//!
//! # Invariants
//! - A digest is made, claimed, settled and noted in transactions that come one after the other, on
//!   both engines; none is open while anybody waits for the other side of a network.
//! - An instant that lies further ahead than anybody may set one counts as past: the clock was set
//!   back since.

mod history;
mod planning;
mod rows;
mod sending;

pub(crate) use self::planning::{NewNotice, Planned};
