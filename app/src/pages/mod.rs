//! One page per file. Pages exist on the server only: what was asked, what is recorded, a view.

pub(crate) mod board;
pub(crate) mod no_source;
pub(crate) mod not_found;
pub(crate) mod sheet;
pub(crate) mod what_if;

#[cfg(test)]
mod tests;
