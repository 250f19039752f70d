//! Which clauses a sheet shows: plain links.

use leptos::prelude::*;

use crate::view::address::{Address, Show};

/// One link per choice, with how many clauses it leaves.
#[component]
pub(crate) fn FilterLinks(
    /// The sheet's own address.
    address: Address,
    /// How many clauses each choice leaves, in the order of [`Show::ALL`].
    counts: [usize; 3],
) -> impl IntoView {
    let links: Vec<_> = Show::ALL
        .into_iter()
        .zip(counts)
        .map(|(show, n)| {
            let current = (show == address.show).then_some("page");
            view! {
                <a href=address.showing(show).to_string() aria-current=current>
                    {show.label(address.lang)}
                    " "
                    {n}
                </a>
            }
        })
        .collect();
    view! {
        <nav class="filter" aria-label=address.lang.words().filter>
            {links}
        </nav>
    }
}
