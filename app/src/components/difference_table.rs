//! The clauses that stand otherwise with the changes made.

use eligibility::whatif::Standing;
use leptos::prelude::*;

use crate::components::mark::Mark;
use crate::locale::Lang;
use crate::view::clause::held;
use crate::view::what_if::DifferenceView;

/// Clause by clause how it stands before and after, and who newly counts or no longer does.
#[component]
pub(crate) fn DifferenceTable(lang: Lang, differences: Vec<DifferenceView>) -> impl IntoView {
    let all = lang.words();
    let words = &all.what_if;
    if differences.is_empty() {
        return view! { <p class="empty">{words.no_differences}</p> }.into_any();
    }
    let rows: Vec<_> = differences.into_iter().map(|one| row(lang, one)).collect();
    view! {
        <table class="differences stacked">
            <caption>{words.differences}</caption>
            <thead>
                <tr>
                    <th scope="col">{all.clause}</th>
                    <th scope="col">{all.requirement}</th>
                    <th scope="col">{words.before}</th>
                    <th scope="col">{words.after}</th>
                    <th scope="col">{words.newly_counted}</th>
                    <th scope="col">{words.no_longer_counted}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(lang: Lang, one: DifferenceView) -> impl IntoView {
    let all = lang.words();
    let words = &all.what_if;
    let people = |names: String| {
        if names.is_empty() {
            "—".to_owned()
        } else {
            names
        }
    };
    view! {
        <tr>
            <th scope="row">
                <span class="number">{one.number}</span>
                <small class="id">{one.id}</small>
            </th>
            <td data-label=all.requirement>{one.requirement}</td>
            <td data-label=words.before>{standing(lang, one.before)}</td>
            <td data-label=words.after>{standing(lang, one.after)}</td>
            <td data-label=words.newly_counted>{people(one.newly_counted)}</td>
            <td data-label=words.no_longer_counted>{people(one.no_longer_counted)}</td>
        </tr>
    }
}

fn standing(lang: Lang, standing: Option<Standing>) -> impl IntoView {
    let words = lang.words();
    let count = standing.and_then(|standing| standing.count).map(|count| {
        let (label, colon, held) = (words.held, words.colon, held(lang, count));
        view! { <p class="held">{format!("{label}{colon}{held} / {}", count.required)}</p> }
    });
    let breaks_on = standing.and_then(|standing| standing.breaks_on).map(|day| {
        view! {
            <p class="breaks">
                {words.breaks_on}
                {words.colon}
                <time datetime=day.to_string()>{day.to_string()}</time>
            </p>
        }
    });
    view! {
        <Mark lang verdict=standing.map(|standing| standing.verdict) />
        {count}
        {breaks_on}
    }
}
