//! What surrounds every page.

use leptos::prelude::*;

use crate::view::address::Address;

/// The head of the page with the way home and the other language, and the place for its content.
#[component]
pub(crate) fn Frame(
    /// The page's own address, which the language link keeps.
    address: Address,
    /// The content.
    children: Children,
) -> impl IntoView {
    let words = address.lang.words();
    let other = address.lang.other();
    view! {
        <a class="skip" href="#content">
            {words.skip_to_content}
        </a>
        <header class="top">
            <a class="brand" href=address.board().to_string()>
                {words.product}
            </a>
            <a
                class="language"
                href=address.in_lang(other).to_string()
                lang=other.tag()
                hreflang=other.tag()
            >
                {other.words().this_language}
            </a>
        </header>
        <main id="content" tabindex="-1">
            {children()}
        </main>
    }
}
