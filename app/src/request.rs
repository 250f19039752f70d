//! What a request asks for: the page's address, read once and the same way by every page.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION};
use axum::http::request::Parts;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use registry::accounts::Visitor;

use crate::locale::Lang;
use crate::view::address::{Address, Show};
use crate::view::day_typed::day_typed;

/// The keys of a query that belong to one page alone, by its path; one that ends with a slash stands
/// for all below it.
const OWN_KEYS: [(&str, &str); 15] = [
    ("/sign-in", "next"),
    ("/set-up", "token"),
    ("/staff/", "by"),
    ("/staff/", "add"),
    ("/staff/", "edit"),
    ("/staff/", "renew"),
    ("/staff/", "end"),
    ("/staff/", "remove"),
    ("/staff/", "leave"),
    ("/staff/", "history"),
    ("/staff/", "below"),
    ("/notices", "recipient"),
    ("/notices", "channel"),
    ("/notices", "state"),
    ("/notices", "below"),
];

/// The keys of pages with records: which form is open, and what is known of a new record.
const RECORD_KEYS: [&str; 18] = [
    "add", "edit", "remove", "of", "owner", "fact", "value", "clause", "item", "evidence", "by",
    "through", "figure", "post", "from", "to", "duty", "staff",
];

/// An address, and the date that stood in it but could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The address.
    pub(crate) address: Address,
    /// The date as typed, if it is none.
    pub(crate) bad_date: Option<String>,
    /// Everything in the query, by key; of a repeated key the last.
    pub(crate) typed: BTreeMap<String, String>,
}

/// What the present request asks for.
pub(crate) fn asked() -> Asked {
    use_context::<Parts>().map_or_else(Asked::default, |parts| Asked::of(&parts))
}

/// Who sends the present request, if anybody is signed in; the server found it out.
pub(crate) fn visitor() -> Option<Visitor> {
    beside()
}

/// What the server put beside the present request for its page.
pub(crate) fn beside<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>()?.extensions.get().cloned()
}

/// Every value of a key in the query of the present request, in order.
pub(crate) fn query_values(key: &str) -> Vec<String> {
    let parts = use_context::<Parts>();
    let query = parts.and_then(|parts| {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        query.ok().map(|Query(pairs)| pairs)
    });
    let own = query.unwrap_or_default().into_iter();
    own.filter(|(name, _)| name == key)
        .map(|(_, value)| value)
        .collect()
}

/// Answers with another status than 200.
pub(crate) fn answer_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// Sends the browser on to another page of ours.
pub(crate) fn see_other(address: &Address) {
    let response = use_context::<ResponseOptions>();
    let location = HeaderValue::from_str(&address.to_string());
    if let (Some(response), Ok(location)) = (response, location) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, location);
    }
}

/// Answers that the address holds something we cannot read.
pub(crate) fn bad_request() {
    answer_with(StatusCode::BAD_REQUEST);
}

impl Asked {
    fn of(parts: &Parts) -> Self {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        let pairs = query.map(|Query(query)| query).unwrap_or_default();
        let changes = pairs.iter().filter(|(key, _)| key == "change");
        let changes = changes.map(|(_, value)| value.clone()).collect();
        let path = own_path(parts.uri.path());
        let own = pairs
            .iter()
            .filter_map(|(key, value)| Some((own_key(&path, key)?, value.clone())));
        let own = own.collect();
        let query: BTreeMap<String, String> = pairs.into_iter().collect();
        let value = |key: &str| query.get(key).map(String::as_str).filter(|v| !v.is_empty());
        let typed = value("on");
        let on = typed.and_then(day_typed);
        Self {
            address: Address {
                path,
                lang: value("lang").and_then(Lang::from_code).unwrap_or_default(),
                on,
                as_if: value("as_if") == Some("1"),
                show: value("show").and_then(Show::from_code).unwrap_or_default(),
                changes,
                own,
            },
            bad_date: typed.filter(|_| on.is_none()).map(ToOwned::to_owned),
            typed: query,
        }
    }
}

/// The key, if it belongs to the page of the path.
fn own_key(path: &str, key: &str) -> Option<&'static str> {
    let mut own = OWN_KEYS.iter();
    let is_of = |of: &str| path == of || (of.ends_with('/') && path.starts_with(of));
    if let Some((_, own)) = own.find(|(of, own)| is_of(of) && *own == key) {
        return Some(own);
    }
    let has_records =
        path.ends_with("/records") || path == "/institution" || path.starts_with("/propose/");
    let mut keys = RECORD_KEYS.into_iter().filter(|_| has_records);
    keys.find(|own| *own == key)
}

/// The path as one of this site. Links are made from it, and browsers take `//name` for the address
/// of another.
fn own_path(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn asked(uri: &str) -> Asked {
        Asked::of(&Request::get(uri).body(()).unwrap().into_parts().0)
    }

    #[test]
    fn an_address_is_read_whole_and_written_back_the_same() {
        let uri = "/programmes/petct-sx?on=2026-03-01&as_if=1&show=open&lang=en";
        assert_eq!(asked(uri).address.to_string(), uri);
        let uri = "/sign-in?lang=en&next=%2Fprogrammes%2Fa%3Fon%3D2026-03-01";
        assert_eq!(asked(uri).address.to_string(), uri);
        let uri = "/programmes/a/what-if?change=leave~1%262~2026-03-01&change=rules~2026-03-01";
        assert_eq!(asked(uri).address.to_string(), uri);
        assert_eq!(asked(uri).address.changes.len(), 2);
        assert_eq!(asked("/").address.to_string(), "/");
    }

    #[test]
    fn a_date_that_is_none_is_kept_as_typed() {
        let asked = asked("/?on=2026-02-30&lang=xx");
        assert_eq!(asked.bad_date.as_deref(), Some("2026-02-30"));
        assert_eq!(
            asked.address,
            Address {
                path: "/".into(),
                ..Address::default()
            }
        );
    }

    #[test]
    fn no_path_leads_to_another_site() {
        for uri in ["//example.org/", "/\\example.org/", "///example.org/"] {
            assert_eq!(asked(uri).address.path, "/example.org/", "{uri}");
        }
    }

    #[test]
    fn an_empty_date_is_no_date() {
        assert_eq!(asked("/?on=").bad_date, None);
    }
}
