//! One page per file. Pages exist on the server only.

pub(crate) mod home;
pub(crate) mod not_found;
