//! What an import promises, held on SQLite.
