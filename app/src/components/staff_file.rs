//! The parts of a staff file: its head, its picture, its records and its history.

pub(crate) mod entries;
pub(crate) mod forms;
pub(crate) mod head;
pub(crate) mod history;
pub(crate) mod lanes;
