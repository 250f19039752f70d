//! One clause of the table.

use leptos::prelude::*;

use crate::components::mark::Mark;
use crate::components::proof::Proof;
use crate::components::ways_out::WaysOut;
use crate::locale::Lang;
use crate::view::clause::{ClauseView, held};

/// Number, requirement, required, held, gap, verdict and proof.
#[component]
pub(crate) fn ClauseRow(lang: Lang, clause: ClauseView) -> impl IntoView {
    let words = lang.words();
    let n_counts = clause.counts().count();
    let (several, figure) = (
        n_counts > 1,
        if n_counts > 0 {
            "figure"
        } else {
            "figure none"
        },
    );
    let required = lines(&clause, |kind, count| {
        if several {
            format!("{kind} {}", count.required)
        } else {
            count.required.to_string()
        }
    });
    let held = lines(&clause, |_, count| held(lang, count));
    let gap = lines(&clause, |_, count| count.gap().to_string());
    let (id, anchor) = (clause.id.clone(), clause.id.clone());
    let (number, verdict) = (clause.number.clone(), clause.verdict);
    let requirement = clause.requirement.clone();
    let note = clause.note.clone().map(|note| {
        view! {
            <details class="note">
                <summary>{words.note}</summary>
                <p>{note}</p>
            </details>
        }
    });
    let ways = clause.ways.clone();
    let ways = ways.map(|ways| view! { <WaysOut lang ways /> });
    let to_record = to_record(&clause);
    let breaks_on = clause.breaks_on.map(|day| {
        view! {
            <p class="breaks">
                {words.breaks_on}
                {words.colon}
                <time datetime=day.to_string()>{day.to_string()}</time>
            </p>
        }
    });
    view! {
        <tr id=anchor data-verdict=verdict.word()>
            <th scope="row">
                <span class="number">{number}</span>
                <small class="id">{id}</small>
            </th>
            <td data-label=words.requirement class="requirement">
                {requirement}
                {note}
            </td>
            <td data-label=words.required class=figure>
                {required}
            </td>
            <td data-label=words.held class=figure>
                {held}
            </td>
            <td data-label=words.gap class=figure>
                {gap}
            </td>
            <td data-label=words.verdict class="verdict">
                <Mark lang verdict=Some(verdict) />
                {breaks_on}
            </td>
            <td data-label=words.people class="proof">
                <Proof lang clause />
                {to_record}
                {ways}
            </td>
        </tr>
    }
}

/// The ways to the forms of what the clause lacks.
fn to_record(clause: &ClauseView) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = clause
        .to_record
        .iter()
        .cloned()
        .map(|(says, to)| view! { <a href=to>{says}</a> })
        .collect();
    (!links.is_empty()).then(|| view! { <p class="to-record">{links}</p> })
}

/// One figure per test that counts people; a dash where none does.
fn lines(
    clause: &ClauseView,
    figure: impl Fn(&str, eligibility::assess::Count) -> String,
) -> Vec<AnyView> {
    let figures = clause
        .counts()
        .map(|(test, count)| figure(test.kind, count));
    let lines: Vec<_> = figures
        .map(|text| view! { <span class="line">{text}</span> }.into_any())
        .collect();
    if lines.is_empty() {
        vec![view! { <span class="line">"—"</span> }.into_any()]
    } else {
        lines
    }
}
