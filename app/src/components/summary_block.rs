//! What a whole assessment comes to.

use leptos::prelude::*;

use crate::components::mark::Mark;
use crate::locale::Lang;
use crate::view::sheet::Summary;

/// Overall and personnel verdict, how many clauses have which, and the next break date.
#[component]
pub(crate) fn SummaryBlock(lang: Lang, summary: Summary) -> impl IntoView {
    let words = lang.words();
    let breaks_on = summary.breaks_on.map(|day| {
        view! {
            <div>
                <dt>{words.next_break}</dt>
                <dd>
                    <time datetime=day.to_string()>{day.to_string()}</time>
                </dd>
            </div>
        }
    });
    view! {
        <dl class="summary">
            <div>
                <dt>{words.overall}</dt>
                <dd>
                    <Mark lang verdict=summary.overall />
                </dd>
            </div>
            <div>
                <dt>{words.personnel}</dt>
                <dd>
                    <Mark lang verdict=summary.personnel />
                </dd>
            </div>
            <div>
                <dt>{words.counts}</dt>
                <dd>
                    <Counts lang summary=summary.clone() />
                </dd>
            </div>
            {breaks_on}
        </dl>
    }
}

/// How many clauses have each verdict.
#[component]
pub(crate) fn Counts(lang: Lang, summary: Summary) -> impl IntoView {
    let counts = summary.counts.into_iter().filter(|(_, n)| *n > 0);
    let counts: Vec<_> = counts
        .map(|(verdict, n)| {
            view! {
                <li>
                    <Mark lang verdict=Some(verdict) />
                    " "
                    <b>{n}</b>
                </li>
            }
        })
        .collect();
    view! {
        <ul class="counts" aria-label=lang.words().verdicts>
            {counts}
        </ul>
    }
}
