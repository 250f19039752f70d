//! The parts of a page that move in the browser, one per file.
//!
//! An island is rendered on the server first and must be usable before, and without, its script:
//! it starts from a link, a form or a native element and adds to it. It receives plain data.
//! Whatever an island uses is sent to every browser, so look at the sizes that `make build` prints.

pub(crate) mod fold_all;
pub(crate) mod import_progress;
