//! What pages and the terminal show, as plain data: verdicts and figures with every sentence
//! chosen. Made from an assessment by pure functions; components only lay it out.

pub mod accounts;
pub mod address;
pub mod attachments;
pub mod audit;
pub mod board;
pub mod calendar;
pub mod clause;
pub mod day_typed;
pub mod differences;
pub mod due;
pub mod due_filter;
pub mod due_renew;
pub mod feeds;
pub mod import;
pub mod lead_times;
pub mod never;
pub mod notices;
pub mod paging;
pub mod people;
pub mod proposals;
pub mod record_form;
pub mod remedies;
pub mod setup;
pub mod sheet;
pub mod staff;
pub mod staff_file;
pub mod strip;
pub mod typed;
pub mod what_if;
