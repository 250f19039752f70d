//! The clauses of a sheet.

use leptos::prelude::*;

use crate::components::clause_row::ClauseRow;
use crate::locale::Lang;
use crate::view::clause::ClauseView;

/// Clause by clause, in document order. On narrow screens each becomes a card.
#[component]
pub(crate) fn ClauseTable(
    lang: Lang,
    /// What the table is about.
    caption: String,
    /// The clauses to show.
    clauses: Vec<ClauseView>,
) -> impl IntoView {
    let words = lang.words();
    if clauses.is_empty() {
        return view! { <p class="empty">{words.nothing_shown}</p> }.into_any();
    }
    let rows: Vec<_> = clauses
        .into_iter()
        .map(|clause| view! { <ClauseRow lang clause /> })
        .collect();
    view! {
        <table class="clauses stacked">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.clause}</th>
                    <th scope="col">{words.requirement}</th>
                    <th scope="col">{words.required}</th>
                    <th scope="col">{words.held}</th>
                    <th scope="col">{words.gap}</th>
                    <th scope="col">{words.verdict}</th>
                    <th scope="col">{words.people}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
