//! The parts of pages, one per file. They get plain data of `view` and lay it out.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, whether or not it uses them up"
)]

pub(crate) mod account_forms;
pub(crate) mod board_table;
pub(crate) mod breaks_list;
pub(crate) mod change_forms;
pub(crate) mod chosen_changes;
pub(crate) mod clause_row;
pub(crate) mod clause_table;
pub(crate) mod date_form;
pub(crate) mod difference_table;
pub(crate) mod field;
pub(crate) mod filter_links;
pub(crate) mod frame;
pub(crate) mod hydration;
pub(crate) mod mark;
pub(crate) mod people_list;
pub(crate) mod proof;
pub(crate) mod record_form;
pub(crate) mod shared_people;
pub(crate) mod sheet_head;
pub(crate) mod staff_file;
pub(crate) mod standing_notice;
pub(crate) mod strip;
pub(crate) mod summary_block;
pub(crate) mod ways_out;

#[cfg(test)]
mod tests;
