//! One page per file. Pages exist on the server only: what was asked, what is recorded, a view.

pub(crate) mod account;
pub(crate) mod board;
pub(crate) mod no_source;
pub(crate) mod not_found;
pub(crate) mod set_up;
pub(crate) mod sheet;
mod sight;
pub(crate) mod sign_in;
pub(crate) mod staff_file;
pub(crate) mod staff_new;
pub(crate) mod users;
pub(crate) mod what_if;

#[cfg(test)]
mod tests;
