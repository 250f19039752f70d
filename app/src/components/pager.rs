//! The way through a long list, page by page.

use leptos::prelude::*;

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
