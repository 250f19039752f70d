//! What the hospital has recorded: the store, the use cases with their permissions, import, export
//! and audit.
//!
//! - [`access`]: who may do what.
//! - [`accounts`]: who may sign in, and who is signed in.
//! - [`act`]: who does something, when and why.
//! - [`staff_list`]: finding people among those one may see.
//! - [`attachments`] and [`files`]: scans on records, and where they lie.
//! - [`identity`]: identity numbers, which hardly anybody sees.
//! - [`keys`]: by which what must not be read from a copy of the database is encrypted.
//! - [`store`]: all facts in SQLite or PostgreSQL.
//! - [`seen`]: what one actor may see of the facts and of what is concluded from them.
//! - [`snapshot`]: the same facts in memory, which is what everybody reads.
//! - [`backup`]: everything in one file, and back into an empty database.
//! - [`roster`]: one programme from and to a JSON file, without a database.
//! - [`ledger`]: the staff ledger, from and to Excel and CSV.
//! - [`export`]: a ledger that leaves, and the entry that says so.
//! - [`calendar`] and [`feeds`]: calendars as files, and the addresses they are subscribed to at.
//! - [`forms`]: every kind of record as a form.
//! - [`import`] and [`history`]: writing a ledger into the database, and taking changes back.
//! - [`uploads`]: files that were handed in on a page and not imported yet.
//! - [`audit_log`]: reading the log of changes, and whether it is what was written.
//! - [`proposals`]: corrections that heads propose, and what becomes of them.
//! - [`notices`]: who is told what ends, is due or breaks, and what was told already.
//! - [`what_if`]: what is to be otherwise, from a file.
//! - [`assessments`]: the hospital's programmes against the standards at hand.
//! - [`due`]: everything that ends, is due again or breaks.
//! - [`demo`]: a made-up hospital, and any number of made-up people.
//!
//! # Invariants
//! - Arrows: `server → app → registry → eligibility`; this crate knows no page and no request.
//! - SQL lives only under `store`.
//! - No clock: days are arguments, and the demo is made from a day and a seed.
//! - Whatever enters (database, roster file, demo) goes through the same checks of `eligibility`.

pub mod access;
pub mod accounts;
pub mod act;
pub mod api_tokens;
pub mod assessments;
pub mod attachments;
pub mod audit_log;
pub mod backup;
pub mod calendar;
pub mod demo;
pub mod due;
pub mod export;
pub mod feeds;
pub mod files;
pub mod forms;
mod hex;
pub mod history;
pub mod identity;
pub mod import;
pub mod keys;
pub mod ledger;
pub mod notices;
pub mod openings;
pub mod percent;
pub mod proposals;
pub mod roster;
pub mod rotation;
pub mod seen;
pub mod snapshot;
pub mod staff_file;
pub mod staff_list;
pub mod store;
mod tree;
pub mod uploads;
pub mod what_if;
