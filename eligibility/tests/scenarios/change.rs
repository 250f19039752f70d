//! The change language: a handful of verbs on paths of the roster file.
//!
//! A path is keys with dots. In a list, what follows is the item's number from 0, or a word that
//! stands in exactly one of its items (a staff number, a kind); brackets hold what has dots itself:
//! `people.N003.credentials.permit-ct.expires`, `programme.attestations[sx2025.petct.2].met`.

use eligibility::file::{Node, Value};

use super::case::entries;

/// Makes one change.
pub fn apply(roster: &mut Node, change: &Node) -> Result<(), String> {
    let keys: Vec<&str> = entries(change)
        .iter()
        .map(|(key, _)| key.as_str())
        .collect();
    let value = |key: &str| {
        change
            .get(key)
            .cloned()
            .ok_or_else(|| format!("no `{key}`"))
    };
    let path = |key: &str| match value(key)?.value {
        Value::Text(text) => Ok(text),
        _ => Err(format!("`{key}` is not a path")),
    };
    match keys.as_slice() {
        ["set", "to"] => set(roster, &path("set")?, value("to")?),
        ["remove"] => remove(roster, &path("remove")?),
        ["add", "record"] => add(roster, &path("add")?, value("record")?),
        ["incomplete"] => incomplete(roster, &path("incomplete")?),
        _ => Err(format!(
            "{keys:?}: a change is set/to, remove, add/record or incomplete"
        )),
    }
}

fn segments(path: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (index, piece) in path.split('[').enumerate() {
        let after = match piece.split_once(']') {
            Some((inside, after)) if index > 0 => {
                parts.push(inside.to_owned());
                after
            }
            _ => piece,
        };
        parts.extend(
            after
                .split('.')
                .filter(|part| !part.is_empty())
                .map(str::to_owned),
        );
    }
    parts
}

/// The place of the item a segment names.
fn item(items: &[Node], segment: &str) -> Result<usize, String> {
    if let Ok(index) = segment.parse::<usize>() {
        let found = (index < items.len()).then_some(index);
        return found.ok_or_else(|| format!("no item {index}"));
    }
    let is = |node: &Node| matches!(&node.value, Value::Text(text) if text == segment);
    let names = |node: &Node| is(node) || entries(node).iter().any(|(_, node)| is(node));
    let found: Vec<usize> = (0..items.len())
        .filter(|&place| names(&items[place]))
        .collect();
    match found.as_slice() {
        [place] => Ok(*place),
        _ => Err(format!("`{segment}` names {} items", found.len())),
    }
}

fn step<'n>(node: &'n mut Node, segment: &str) -> Result<&'n mut Node, String> {
    match &mut node.value {
        Value::Table(entries) => entries
            .iter_mut()
            .find_map(|(key, node)| (key == segment).then_some(node))
            .ok_or_else(|| format!("no key `{segment}`")),
        Value::List(items) => {
            let place = item(items, segment)?;
            Ok(&mut items[place])
        }
        _ => Err(format!("nothing below `{segment}`")),
    }
}

/// The node above the last segment, and that segment.
fn above<'n>(roster: &'n mut Node, path: &str) -> Result<(&'n mut Node, String), String> {
    let mut parts = segments(path);
    let last = parts.pop().ok_or("an empty path")?;
    let mut node = roster;
    for part in &parts {
        node = step(node, part).map_err(|why| format!("{path}: {why}"))?;
    }
    Ok((node, last))
}

fn set(roster: &mut Node, path: &str, value: Node) -> Result<(), String> {
    let (above, last) = above(roster, path)?;
    if let Ok(place) = step(above, &last) {
        *place = value;
        return Ok(());
    }
    match &mut above.value {
        Value::Table(entries) => {
            entries.push((last, value));
            Ok(())
        }
        _ => Err(format!("{path}: nothing to set")),
    }
}

/// Removes a key or an item; with a person goes everything that refers to the person.
fn remove(roster: &mut Node, path: &str) -> Result<(), String> {
    let (above, last) = above(roster, path)?;
    match &mut above.value {
        Value::Table(entries) => {
            let before = entries.len();
            entries.retain(|(key, _)| *key != last);
            if entries.len() == before {
                return Err(format!("{path}: no key `{last}`"));
            }
        }
        Value::List(items) => {
            let place = item(items, &last).map_err(|why| format!("{path}: {why}"))?;
            items.remove(place);
        }
        _ => return Err(format!("{path}: nothing to remove")),
    }
    let parts = segments(path);
    if let [list, staff] = parts.as_slice()
        && list == "people"
    {
        forget(roster, staff);
    }
    Ok(())
}

fn forget(roster: &mut Node, staff: &str) {
    let about = |node: &Node| {
        let text = node.get("staff").map(|node| &node.value);
        matches!(text, Some(Value::Text(text)) if text == staff)
    };
    for list in ["leader", "postings", "elsewhere", "attestations", "duties"] {
        let list = step(roster, "programme").and_then(|programme| step(programme, list));
        if let Ok(Node {
            value: Value::List(items),
            ..
        }) = list
        {
            items.retain(|item| !about(item));
        }
    }
}

fn add(roster: &mut Node, path: &str, record: Node) -> Result<(), String> {
    let (above, last) = above(roster, path)?;
    if let Ok(list) = step(above, &last) {
        let Value::List(items) = &mut list.value else {
            return Err(format!("{path} is not a list"));
        };
        items.push(record);
        return Ok(());
    }
    set(roster, path, Node::list([record]))
}

/// `people.N003.credentials`: the list may lack what is held.
fn incomplete(roster: &mut Node, path: &str) -> Result<(), String> {
    let (person, list) = path.rsplit_once('.').ok_or("no list")?;
    add(roster, &format!("{person}.incomplete"), Node::text(list))
}
