//! Opens or closes every folded part of the page at once.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::HtmlDetailsElement;

/// Two buttons for all folded parts. Without the script each part still opens by itself, so the
/// buttons stay hidden until the script can answer them.
#[island]
pub(crate) fn FoldAll(
    /// What the button that opens says.
    open: String,
    /// What the button that closes says.
    close: String,
) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    view! {
        <span class="fold-all" hidden=move || !awake.get()>
            <button type="button" on:click=|_| fold(true)>
                {open}
            </button>
            <button type="button" on:click=|_| fold(false)>
                {close}
            </button>
        </span>
    }
}

fn fold(open: bool) {
    let all = document().get_elements_by_tag_name("details");
    for place in 0..all.length() {
        if let Some(details) = all
            .item(place)
            .and_then(|item| item.dyn_into::<HtmlDetailsElement>().ok())
        {
            details.set_open(open);
        }
    }
}
