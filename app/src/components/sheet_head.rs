//! The head of the form: which hospital, programme and standard, in which edition.

use leptos::prelude::*;

use crate::locale::Lang;

/// Label and value, line by line, and what to know about the edition.
#[component]
pub(crate) fn SheetHead(
    lang: Lang,
    /// Labels and values.
    head: Vec<(&'static str, String)>,
    /// What to know about the edition's dates.
    edition_note: Option<String>,
) -> impl IntoView {
    let lines: Vec<_> = head
        .into_iter()
        .map(|(label, value)| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect();
    let note = edition_note.map(|note| {
        view! {
            <div>
                <dt>{lang.words().note}</dt>
                <dd>{note}</dd>
            </div>
        }
    });
    view! { <dl class="head">{lines} {note}</dl> }
}
