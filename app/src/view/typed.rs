//! What is typed into a form that only reads a log: it stands in the address, key by key.

use std::collections::BTreeMap;

/// The key by which a page begins: only entries older than what stands under it.
const BELOW: &str = "below";

/// What stands in an address under some keys, without spaces around it; blank is nothing.
#[must_use]
pub fn typed(
    keys: &[&'static str],
    value: impl Fn(&str) -> Option<String>,
) -> BTreeMap<&'static str, String> {
    let typed = keys.iter().filter_map(|key| {
        let value = value(key)?.trim().to_owned();
        (!value.is_empty()).then_some((*key, value))
    });
    typed.collect()
}

/// Keys and values of another page of the same question; without `below` the newest.
#[must_use]
pub fn page_of(
    typed: &BTreeMap<&'static str, String>,
    below: Option<String>,
) -> Vec<(&'static str, String)> {
    let own = typed.iter().filter(|(key, _)| **key != BELOW);
    let own = own.map(|(key, value)| (*key, value.clone()));
    own.chain(below.map(|below| (BELOW, below))).collect()
}
