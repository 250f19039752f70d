//! Links between the pages of a list.

use leptos::prelude::*;

use crate::locale::Lang;

/// The pages around the present one; nothing where there is only one.
#[component]
pub(crate) fn PageLinks(
    lang: Lang,
    /// The present page, from 1.
    page: usize,
    /// The pages to link to; `None` stands for those left out.
    pages: Vec<Option<usize>>,
    /// The addresses of the pages, in the same order.
    hrefs: Vec<String>,
) -> impl IntoView {
    let words = lang.words().staff;
    let n_links = pages.len();
    let beside = |wanted: usize| {
        let mut both = pages.iter().zip(&hrefs);
        let found = both.find(|(number, _)| **number == Some(wanted));
        found.map(|(_, href)| href.clone())
    };
    let previous =
        beside(page - 1).map(|href| view! { <a href=href rel="prev">{words.previous}</a> });
    let next = beside(page + 1).map(|href| view! { <a href=href rel="next">{words.next}</a> });
    let links: Vec<_> = pages
        .iter()
        .zip(&hrefs)
        .map(|(number, href)| {
            let Some(number) = *number else {
                return view! { <span>"…"</span> }.into_any();
            };
            let (href, current) = (href.clone(), (number == page).then_some("page"));
            view! {
                <a href=href aria-current=current>
                    {number}
                </a>
            }
            .into_any()
        })
        .collect();
    (n_links > 1).then(|| {
        view! {
            <nav class="pages" aria-label=words.pages>
                {previous}
                {links}
                {next}
            </nav>
        }
    })
}
