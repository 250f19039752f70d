//! The changes that a what-if page is about.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::what_if::ChosenView;

/// Each change in words, with a link that takes it out again; without any, what the page is for.
#[component]
pub(crate) fn ChosenChanges(lang: Lang, chosen: Vec<ChosenView>) -> impl IntoView {
    let words = &lang.words().what_if;
    if chosen.is_empty() {
        return view! { <p class="what-for">{words.what_for}</p> }.into_any();
    }
    let problem = chosen
        .iter()
        .any(|one| one.problem.is_some())
        .then(|| view! { <p class="problem" role="alert">{words.not_shown}</p> });
    let rows: Vec<_> = chosen.into_iter().map(|one| row(lang, one)).collect();
    view! {
        <section class="chosen">
            <h2>{words.chosen}</h2>
            <ol>{rows}</ol>
            {problem}
        </section>
    }
    .into_any()
}

fn row(lang: Lang, one: ChosenView) -> impl IntoView {
    let words = &lang.words().what_if;
    let label = format!("{}{}{}", words.remove, lang.words().colon, one.says);
    let problem = one
        .problem
        .map(|problem| view! { <p class="problem">{problem}</p> });
    view! {
        <li>
            <span class="says">{one.says}</span>
            " "
            <a class="remove" href=one.remove aria-label=label>
                {words.remove}
            </a>
            {problem}
        </li>
    }
}
