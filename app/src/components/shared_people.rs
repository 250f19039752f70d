//! Who counts for other programmes too.

use leptos::prelude::*;

use crate::locale::Lang;

/// People and the programmes they count for besides this one; nothing where nobody is shared.
#[component]
pub(crate) fn SharedPeople(
    lang: Lang,
    /// Who, and for what else.
    shared: Vec<(String, String)>,
) -> impl IntoView {
    let words = lang.words();
    (!shared.is_empty()).then(|| {
        let rows: Vec<_> = shared
            .into_iter()
            .map(|(who, programmes)| view! { <div><dt>{who}</dt><dd>{programmes}</dd></div> })
            .collect();
        view! {
            <details class="shared">
                <summary>{words.shared}</summary>
                <p>{words.shared_note}</p>
                <dl>{rows}</dl>
            </details>
        }
    })
}
