//! The statements on single records, made of the names declared in `tables.rs` and of nothing else.

use super::table::{Column, Table};

/// `"a" = $1 AND "b" = $2`, counting on from a number of parameters before.
fn equal<'a>(names: impl Iterator<Item = &'a str>, before: usize) -> String {
    let terms: Vec<_> = names
        .zip(before + 1..)
        .map(|(name, number)| format!("\"{name}\" = ${number}"))
        .collect();
    terms.join(" AND ")
}

fn names(columns: &'static [Column]) -> impl Iterator<Item = &'static str> {
    columns.iter().map(|column| column.name)
}

/// The columns that name a row.
fn key(table: &Table) -> impl Iterator<Item = &'static str> + use<> {
    names(table.owner).chain(["ord"])
}

/// Selects a record by owner and number.
pub fn select_one(table: &Table) -> String {
    format!("{} WHERE {}", table.select, equal(key(table), 0))
}

/// Selects all rows of a person's or a programme's file: those of which it is the first owner, or
/// itself by its name.
pub fn select_of_file(table: &Table) -> String {
    let owner = table.owner.first().map(|column| column.name);
    let column = owner.or(table.named).unwrap_or("ord");
    format!("{} WHERE \"{column}\" = $1", table.select)
}

/// Selects all rows of an owner.
pub fn select_of_owner(table: &Table) -> String {
    format!("{} WHERE {}", table.select, equal(names(table.owner), 0))
}

/// Sets a record's own columns and raises its version; binds the columns, then the key.
pub fn update(table: &Table) -> String {
    let set: Vec<_> = names(table.columns)
        .zip(1..)
        .map(|(name, number)| format!("\"{name}\" = ${number}"))
        .collect();
    format!(
        "UPDATE {} SET {}, version = version + 1 WHERE {}",
        table.name,
        set.join(", "),
        equal(key(table), table.columns.len())
    )
}

/// Gives a restored record the version after the one it had.
pub fn set_version(table: &Table) -> String {
    format!(
        "UPDATE {} SET version = $1 WHERE {}",
        table.name,
        equal(key(table), 1)
    )
}

/// Removes a record by owner and number.
pub fn delete(table: &Table) -> String {
    format!("DELETE FROM {} WHERE {}", table.name, equal(key(table), 0))
}

/// Removes all rows of an owner.
pub fn delete_of_owner(table: &Table) -> String {
    format!(
        "DELETE FROM {} WHERE {}",
        table.name,
        equal(names(table.owner), 0)
    )
}

/// Counts the rows in which a column names something.
pub fn count_where(table: &str, column: &str) -> String {
    format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table} WHERE \"{column}\" = $1")
}
