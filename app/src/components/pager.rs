//! The way through a long list, page by page.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::paging::Paging;
use crate::wording::import_text;

/// Links to the pages before and after; nothing for a list of one page.
#[component]
pub(crate) fn Pager(
    /// The page's own address with what is chosen on it.
    address: Address,
    /// The key of the address for this list.
    key: &'static str,
    paging: Paging,
) -> impl IntoView {
    if paging.n_pages < 2 {
        return ().into_any();
    }
    let words = address.lang.words().import;
    let to = |page: usize| {
        let mut address = address.clone();
        address.own.retain(|(known, _)| *known != key);
        address.own.push((key, page.to_string()));
        format!("{address}#{key}")
    };
    let earlier = (paging.page > 1)
        .then(|| view! { <a href=to(paging.page - 1) rel="prev">{words.earlier}</a> });
    let later = (paging.page < paging.n_pages)
        .then(|| view! { <a href=to(paging.page + 1) rel="next">{words.later}</a> });
    let says = import_text::page(address.lang, paging.page, paging.n_pages);
    view! {
        <nav class="pager" aria-label=says.clone()>
            {earlier}
            <span>{says.clone()}</span>
            {later}
        </nav>
    }
    .into_any()
}

/// Links to the newest and to older entries of a log; nothing where all of them are shown.
#[component]
pub(crate) fn OlderLinks(
    lang: Lang,
    /// What the links are about.
    label: &'static str,
    /// The page of the newest, where it is not this one.
    newest: Option<String>,
    /// The page of the next older, if there are any.
    older: Option<String>,
) -> impl IntoView {
    let words = lang.words().audit;
    if newest.is_none() && older.is_none() {
        return ().into_any();
    }
    let newest = newest.map(|to| view! { <a href=to>{words.newest}</a> });
    let older = older.map(|to| view! { <a href=to>{words.older}</a> });
    view! {
        <nav class="pager" aria-label=label>
            {newest}
            {older}
        </nav>
    }
    .into_any()
}
