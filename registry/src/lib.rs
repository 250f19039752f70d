//! What the hospital has recorded: the store, the use cases with their permissions, import, export
//! and audit.
