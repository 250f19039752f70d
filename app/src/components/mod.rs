//! The parts of pages, one per file. They get plain data of `view` and lay it out.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, whether or not it uses them up"
)]

pub(crate) mod account_forms;
pub(crate) mod act_button;
pub(crate) mod attachments;
pub(crate) mod audit_entry;
pub(crate) mod audit_forms;
pub(crate) mod board_table;
pub(crate) mod breaks_list;
pub(crate) mod change_forms;
pub(crate) mod chosen_changes;
pub(crate) mod clause_row;
pub(crate) mod clause_table;
pub(crate) mod date_form;
pub(crate) mod difference_table;
pub(crate) mod due_list;
pub(crate) mod due_tallies;
pub(crate) mod export_form;
pub(crate) mod feed_forms;
pub(crate) mod field;
pub(crate) mod field_differences;
pub(crate) mod filter_links;
pub(crate) mod frame;
pub(crate) mod hydration;
pub(crate) mod identity;
pub(crate) mod import_forms;
pub(crate) mod import_preview;
pub(crate) mod import_steps;
pub(crate) mod lead_times;
pub(crate) mod mark;
pub(crate) mod never_list;
pub(crate) mod notice_forms;
pub(crate) mod notice_history;
pub(crate) mod page_links;
pub(crate) mod pager;
pub(crate) mod people_list;
pub(crate) mod proof;
pub(crate) mod proposal_card;
pub(crate) mod qr;
pub(crate) mod record_form;
pub(crate) mod renew_form;
pub(crate) mod second_step;
pub(crate) mod setup_asked;
pub(crate) mod setup_list;
pub(crate) mod shared_people;
pub(crate) mod sheet_head;
pub(crate) mod staff_file;
pub(crate) mod staff_filter;
pub(crate) mod staff_table;
pub(crate) mod standing_notice;
pub(crate) mod strip;
pub(crate) mod summary_block;
pub(crate) mod ways_out;

#[cfg(test)]
mod tests;
