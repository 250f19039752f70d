//! A part of the page that folds away.

use leptos::prelude::*;

/// Shows its content on request, and counts how often it was opened.
///
/// Without its script it is a native disclosure; only the count is missing.
#[island]
pub(crate) fn Disclosure(
    /// What is hidden, in a few words.
    #[prop(into)]
    summary: String,
    /// What is hidden.
    children: Children,
) -> impl IntoView {
    let n_opened = RwSignal::new(0_u32);
    let toggled = move |event: leptos::ev::Event| {
        if event_target::<leptos::web_sys::HtmlDetailsElement>(&event).open() {
            n_opened.update(|n| *n += 1);
        }
    };
    view! {
        <details on:toggle=toggled>
            <summary>{summary}</summary>
            {children()}
            <output hidden=move || n_opened.get() == 0>{n_opened}</output>
        </details>
    }
}
