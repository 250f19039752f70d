//! Sentences in English, one file per enum.

pub(super) mod cause;
pub(super) mod change;
pub(super) mod condition;
pub(super) mod evidence;
pub(super) mod fault;
pub(super) mod ledger;
pub(super) mod missing;
pub(super) mod reason;
pub(super) mod upkeep;
pub(super) mod way;
