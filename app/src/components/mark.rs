//! A verdict: shape, word and colour, each of which is enough by itself.

use eligibility::assess::Verdict;
use leptos::prelude::*;

use crate::locale::Lang;
use crate::wording;

/// The mark and the word of a verdict; `None` is "not assessed".
#[component]
pub(crate) fn Mark(lang: Lang, verdict: Option<Verdict>) -> impl IntoView {
    let (code, shape, word) =
        verdict.map_or(("none", "–", lang.words().not_assessed), |verdict| {
            (
                verdict.word(),
                wording::mark(verdict),
                wording::verdict(lang, verdict),
            )
        });
    view! {
        <span class="mark" data-verdict=code>
            <span class="shape" aria-hidden="true">
                {shape}
            </span>
            {word}
        </span>
    }
}
