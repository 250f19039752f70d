//! Between trees of nodes and rows of tables.

use std::collections::BTreeMap;

use eligibility::file::{Fault, Faults, Node, Value};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row as _};

use super::error::{Inconsistency, StoreError};
use super::record::{RecordId, RecordIndex};
use super::sql;
use super::table::{Column, Holds, Kind, Table};
use super::tables::{PERSON, PROGRAMME, ROOTS};

/// Part of what names a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Text(String),
    Number(i64),
}

/// A row on its way into the database.
struct NewRow {
    table: &'static Table,
    owner: Vec<Key>,
    ord: i64,
    values: Vec<Cell>,
}

/// A value with the type of its column, also where it is blank.
#[derive(PartialEq, Eq)]
pub enum Cell {
    Text(Option<String>),
    Number(Option<i64>),
}

/// A row read from a table.
struct StoredRow {
    owner: Vec<Key>,
    ord: i64,
    version: i64,
    node: Node,
}

/// Writes a whole hospital's tree.
///
/// # Errors
/// What the database says.
pub async fn insert(tree: &Node, tx: &mut AnyConnection) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for table in ROOTS {
        if let Some(node) = tree.get(table.field) {
            lay_out(table, node, &[], &mut rows);
        }
    }
    insert_rows(rows, tx).await
}

/// Writes one record and its parts under a number.
///
/// # Errors
/// What the database says.
pub async fn insert_record(
    id: &RecordId,
    node: &Node,
    tx: &mut AnyConnection,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    lay_out_record(id, node, &mut rows);
    insert_rows(rows, tx).await
}

/// Writes the parts of a record whose own row is there.
///
/// # Errors
/// What the database says.
pub async fn insert_parts(
    id: &RecordId,
    node: &Node,
    tx: &mut AnyConnection,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    lay_out_record(id, node, &mut rows);
    rows.remove(0);
    insert_rows(rows, tx).await
}

/// Whether two contents of a record are the same, however they are written.
pub fn is_same(id: &RecordId, one: &Node, other: &Node) -> bool {
    let laid_out = |node| {
        let mut rows = Vec::new();
        lay_out_record(id, node, &mut rows);
        let row = |row: NewRow| (row.table.name, row.ord, row.values);
        rows.into_iter().map(row).collect::<Vec<_>>()
    };
    laid_out(one) == laid_out(other)
}

async fn insert_rows(rows: Vec<NewRow>, tx: &mut AnyConnection) -> Result<(), StoreError> {
    for row in rows {
        let mut query = sqlx::query(row.table.insert);
        for key in row.owner {
            query = bind_key(query, key);
        }
        query = query.bind(row.ord);
        for cell in row.values {
            query = bind(query, cell);
        }
        query.execute(&mut *tx).await?;
    }
    Ok(())
}

/// Binds part of what names a row.
pub fn bind_key(query: Query<'_, Any, AnyArguments>, key: Key) -> Query<'_, Any, AnyArguments> {
    match key {
        Key::Text(text) => query.bind(text),
        Key::Number(number) => query.bind(number),
    }
}

/// The values of a record's own columns.
pub fn cells(table: &Table, item: &Node) -> Vec<Cell> {
    let value = |column: &Column| match table.holds {
        Holds::Words => cell(column.kind, Some(item)),
        _ => cell(column.kind, item.get(column.name)),
    };
    table.columns.iter().map(value).collect()
}

/// Binds a value.
pub fn bind(query: Query<'_, Any, AnyArguments>, cell: Cell) -> Query<'_, Any, AnyArguments> {
    match cell {
        Cell::Text(text) => query.bind(text),
        Cell::Number(number) => query.bind(number),
    }
}

/// Lays a list (or the one record) out as rows, each followed by those it owns.
fn lay_out(table: &'static Table, node: &Node, owner: &[Key], rows: &mut Vec<NewRow>) {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    for (item, ord) in items.iter().zip(1..) {
        rows.push(NewRow {
            table,
            owner: owner.to_vec(),
            ord,
            values: cells(table, item),
        });
        let names = own_key(table, owner, ord, item);
        for child in table.children {
            if let Some(list) = item.get(child.field) {
                lay_out(child, list, &names, rows);
            }
        }
    }
}

/// Lays one record out as its row and those of its parts; whatever else its owner's node holds is
/// a record of its own.
fn lay_out_record(id: &RecordId, item: &Node, rows: &mut Vec<NewRow>) {
    let table = id.kind.table();
    let owner = id.owner_keys();
    let names = own_key(table, &owner, id.ord, item);
    rows.push(NewRow {
        table,
        owner,
        ord: id.ord,
        values: cells(table, item),
    });
    for part in table.parts() {
        if let Some(list) = item.get(part.field) {
            lay_out(part, list, &names, rows);
        }
    }
}

fn cell(kind: Kind, node: Option<&Node>) -> Cell {
    let value = node.map(|node| &node.value);
    match (kind, value) {
        // Read from the database an amount is a text, and as such it comes back.
        (Kind::Text | Kind::Amount, Some(Value::Text(text)))
        | (Kind::Amount, Some(Value::Fraction(text))) => Cell::Text(Some(text.clone())),
        (Kind::Amount, Some(Value::Int(number))) => Cell::Text(Some(number.to_string())),
        (Kind::Text | Kind::Amount, _) => Cell::Text(None),
        (_, Some(Value::Int(number))) => Cell::Number(Some(*number)),
        (_, Some(Value::Bool(flag))) => Cell::Number(Some(i64::from(*flag))),
        (_, _) => Cell::Number(None),
    }
}

/// How children name a row: nothing where there is only one, else its owner and its own name.
fn own_key(table: &Table, owner: &[Key], ord: i64, item: &Node) -> Vec<Key> {
    let mut key = owner.to_vec();
    match (table.holds, table.named.and_then(|column| item.get(column))) {
        (Holds::Record, _) => {}
        (
            _,
            Some(Node {
                value: Value::Text(text),
                ..
            }),
        ) => key.push(Key::Text(text.clone())),
        _ => key.push(Key::Number(ord)),
    }
    key
}

/// Rows of tables, and for each the place it came from.
#[derive(Default)]
pub struct Stored {
    rows: BTreeMap<&'static str, Vec<StoredRow>>,
    places: Vec<Place>,
}

/// Where a row lies; the nodes made from it carry its index as their line.
struct Place {
    table: &'static str,
    row: String,
    record: Option<RecordId>,
}

impl Stored {
    /// Reads every table.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read(connection: &mut AnyConnection) -> Result<Self, StoreError> {
        let mut stored = Self::default();
        for table in ROOTS.iter().flat_map(|root| root.with_children()) {
            let rows = sqlx::query(table.select)
                .fetch_all(&mut *connection)
                .await?;
            stored.add(table, &rows)?;
        }
        Ok(stored)
    }

    /// Reads the file of one person beside what was read before.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read_person(
        &mut self,
        staff: &str,
        connection: &mut AnyConnection,
    ) -> Result<(), StoreError> {
        self.read_file(&PERSON, staff, connection).await
    }

    /// Reads one programme beside what was read before.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read_programme(
        &mut self,
        id: &str,
        connection: &mut AnyConnection,
    ) -> Result<(), StoreError> {
        self.read_file(&PROGRAMME, id, connection).await
    }

    async fn read_file(
        &mut self,
        root: &'static Table,
        name: &str,
        connection: &mut AnyConnection,
    ) -> Result<(), StoreError> {
        for table in root.with_children() {
            let statement = AssertSqlSafe(sql::select_of_file(table));
            let query = sqlx::query(statement).bind(name.to_owned());
            let rows = query.fetch_all(&mut *connection).await?;
            self.add(table, &rows)?;
        }
        Ok(())
    }

    fn add(&mut self, table: &'static Table, rows: &[AnyRow]) -> Result<(), StoreError> {
        for row in rows {
            let row = stored_row(table, row, &mut self.places)?;
            self.rows.entry(table.name).or_default().push(row);
        }
        Ok(())
    }

    /// The number and version of every record, list by list, in the order of the facts.
    pub fn records(&self) -> RecordIndex {
        let mut index = RecordIndex::default();
        let tables = ROOTS.iter().flat_map(|root| root.with_children());
        for table in tables.filter(|table| !table.is_part()) {
            let rows = self.rows.get(table.name).map(Vec::as_slice);
            let mut rows: Vec<_> = rows.unwrap_or_default().iter().collect();
            // People are ordered by staff number, everything else as it was recorded.
            let staff = |row: &StoredRow| {
                let staff = row.node.get("staff").filter(|_| table.name == PERSON.name);
                staff
                    .and_then(Node::as_text)
                    .map(|staff| staff.trim().to_owned())
            };
            rows.sort_by_cached_key(|row| (staff(row), row.ord));
            for row in rows {
                if let Some(id) = RecordId::of_row(table, &row.owner, row.ord) {
                    index.push(id, row.version);
                }
            }
        }
        index
    }

    /// The tree of a whole hospital; an empty institution where none was recorded.
    pub fn take_tree(&mut self) -> Node {
        let mut tree = Vec::new();
        for table in ROOTS {
            let mut lists = self.gather(table);
            let items = lists.remove(&Vec::new()).unwrap_or_default();
            let node = match table.holds {
                Holds::Record => items
                    .into_iter()
                    .next()
                    .unwrap_or(Node::bare(Value::Table(Vec::new()))),
                _ => Node::list(items),
            };
            tree.push((table.field, node));
        }
        Node::table(tree)
    }

    /// The lists of a table by the names of their owners, each row with what it owns.
    fn gather(&mut self, table: &'static Table) -> BTreeMap<Vec<Key>, Vec<Node>> {
        let mut owned: Vec<_> = table
            .children
            .iter()
            .map(|child| (child.field, self.gather(child)))
            .collect();
        let mut rows = self.rows.remove(table.name).unwrap_or_default();
        rows.sort_by(|a, b| (&a.owner, a.ord).cmp(&(&b.owner, b.ord)));
        let mut lists: BTreeMap<Vec<Key>, Vec<Node>> = BTreeMap::new();
        for mut row in rows {
            let names = own_key(table, &row.owner, row.ord, &row.node);
            if let Value::Table(entries) = &mut row.node.value {
                for (field, lists) in &mut owned {
                    let list = lists.remove(&names).map(Node::list);
                    entries.extend(list.map(|list| ((*field).to_owned(), list)));
                }
            }
            lists.entry(row.owner).or_default().push(row.node);
        }
        lists
    }

    /// The same faults, with the table and row they stand in.
    pub fn locate(&self, faults: Faults) -> Vec<Inconsistency> {
        faults
            .0
            .into_iter()
            .map(|fault| self.locate_one(fault))
            .collect()
    }

    fn locate_one(&self, mut fault: Fault) -> Inconsistency {
        let index = fault
            .line
            .take()
            .and_then(|line| usize::try_from(line).ok());
        let place = index.and_then(|index| self.places.get(index));
        Inconsistency {
            table: place.map(|place| place.table),
            row: place.map(|place| place.row.clone()),
            record: place.and_then(|place| place.record.clone()),
            fault,
        }
    }
}

/// One record with its parts and its version; `None` if there is none of the id.
///
/// # Errors
/// What the database says.
pub async fn read_record(
    id: &RecordId,
    connection: &mut AnyConnection,
) -> Result<Option<(i64, Node)>, StoreError> {
    let table = id.kind.table();
    let mut keys = id.owner_keys();
    keys.push(Key::Number(id.ord));
    let mut rows = read_rows(table, sql::select_one(table), keys.clone(), connection).await?;
    let Some(mut row) = rows.pop() else {
        return Ok(None);
    };
    for part in table.parts() {
        let statement = sql::select_of_owner(part);
        let mut rows = read_rows(part, statement, keys.clone(), connection).await?;
        rows.sort_by_key(|row| row.ord);
        if let (Value::Table(entries), false) = (&mut row.node.value, rows.is_empty()) {
            let items = Node::list(rows.into_iter().map(|row| row.node));
            entries.push((part.field.to_owned(), items));
        }
    }
    row.node.line = None;
    Ok(Some((row.version, row.node)))
}

async fn read_rows(
    table: &'static Table,
    statement: String,
    keys: Vec<Key>,
    connection: &mut AnyConnection,
) -> Result<Vec<StoredRow>, StoreError> {
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for key in keys {
        query = bind_key(query, key);
    }
    let rows = query.fetch_all(connection).await?;
    let rows = rows.iter().map(|row| {
        let mut row = stored_row(table, row, &mut Vec::new())?;
        row.node.line = None;
        Ok(row)
    });
    rows.collect()
}

fn stored_row(
    table: &'static Table,
    row: &AnyRow,
    places: &mut Vec<Place>,
) -> Result<StoredRow, StoreError> {
    let mut index = 0..;
    let mut next = || index.next().unwrap_or_default();
    let mut owner = Vec::new();
    for column in table.owner {
        owner.push(match column.kind {
            Kind::Text | Kind::Amount => Key::Text(row.try_get(next())?),
            _ => Key::Number(row.try_get(next())?),
        });
    }
    let ord: i64 = row.try_get(next())?;
    let mut entries = Vec::new();
    for column in table.columns {
        if let Some(value) = stored_value(column.kind, row, next())? {
            entries.push((column.name.to_owned(), Node::bare(value)));
        }
    }
    let version: i64 = row.try_get(next())?;
    let value = match table.holds {
        Holds::Words => entries.pop().map_or(Value::Null, |(_, node)| node.value),
        _ => Value::Table(entries),
    };
    let node = Node {
        value,
        line: u32::try_from(places.len()).ok(),
    };
    places.push(Place {
        table: table.name,
        row: describe(&own_key(table, &owner, ord, &node)),
        record: RecordId::of_row(table, &owner, ord),
    });
    Ok(StoredRow {
        owner,
        ord,
        version,
        node,
    })
}

fn stored_value(kind: Kind, row: &AnyRow, index: usize) -> Result<Option<Value>, StoreError> {
    Ok(match kind {
        // An amount is read from a text as well as from a number.
        Kind::Text | Kind::Amount => row.try_get::<Option<String>, _>(index)?.map(Value::Text),
        Kind::Number => row.try_get::<Option<i64>, _>(index)?.map(Value::Int),
        Kind::Flag => row
            .try_get::<Option<i64>, _>(index)?
            .map(|flag| match flag {
                0 => Value::Bool(false),
                1 => Value::Bool(true),
                other => Value::Int(other),
            }),
    })
}

fn describe(key: &[Key]) -> String {
    let part = |key: &Key| match key {
        Key::Text(text) => text.clone(),
        Key::Number(number) => number.to_string(),
    };
    key.iter().map(part).collect::<Vec<_>>().join("/")
}
