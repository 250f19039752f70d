//! The rules core of Zhunru (准入).
//!
//! Facts about people are dated records ([`facts`]). A regulation is a data file of clauses
//! ([`standard`]). A pure function takes both and an as-of date and returns, clause by clause, one
//! of four verdicts with its proof ([`assess`]). What would be if something changed is asked with
//! [`whatif`].
//!
//! # Invariants
//! - No clock, no I/O, no async, no randomness: the same input gives the same bytes.
//! - The as-of date is an argument everywhere.
//! - A missing fact never makes a clause met.
//! - Reasons are codes with data; wording is made by whoever shows them.

// The rosters the tests draw name this crate as those outside do.
#[cfg(test)]
extern crate self as eligibility;

pub mod assess;
pub mod catalogue;
pub mod day;
pub mod duration;
pub mod facts;
pub mod file;
pub mod standard;
pub mod whatif;
