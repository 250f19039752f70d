//! One page per file. Pages exist on the server only: what was asked, what is recorded, a view.

pub(crate) mod account;
pub(crate) mod api_tokens;
pub(crate) mod attachments;
pub(crate) mod audit;
pub(crate) mod board;
pub(crate) mod expiring;
pub(crate) mod export;
pub(crate) mod feeds;
pub(crate) mod identity;
pub(crate) mod import;
pub(crate) mod import_batch;
pub(crate) mod import_file;
pub(crate) mod institution;
pub(crate) mod new_programme;
pub(crate) mod no_source;
pub(crate) mod not_found;
pub(crate) mod notices;
pub(crate) mod programme_records;
pub(crate) mod proposals;
pub(crate) mod propose;
pub(crate) mod renew;
pub(crate) mod set_up;
pub(crate) mod sheet;
mod sight;
pub(crate) mod sign_in;
pub(crate) mod staff;
pub(crate) mod staff_file;
pub(crate) mod staff_new;
pub(crate) mod users;
pub(crate) mod what_if;

#[cfg(test)]
mod tests;
