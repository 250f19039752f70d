//! The proof of a clause's verdict.

use leptos::prelude::*;

use crate::components::mark::Mark;
use crate::components::people_list::PeopleList;
use crate::locale::Lang;
use crate::view::clause::{ClauseView, TestView};

/// A list of more entries of people who do not count stays folded even where the clause is open.
const LONG_LIST: usize = 8;

/// Grounds, people test by test, competing clauses and other readings.
#[component]
pub(crate) fn Proof(lang: Lang, clause: ClauseView) -> impl IntoView {
    let words = lang.words();
    let several = clause.tests.len() > 1;
    let any_suffices = clause
        .any_suffices
        .then(|| view! { <p class="any">{words.any_suffices}</p> });
    let tests: Vec<_> = clause
        .tests
        .into_iter()
        .map(|test| of_test(lang, test, several))
        .collect();
    let competing = (!clause.competing.is_empty()).then(|| {
        let list = clause.competing.join(words.separator);
        view! { <p class="competing">{words.competing}{words.colon}{list}</p> }
    });
    view! {
        {grounds(clause.reasons)}
        {any_suffices}
        {tests}
        {competing}
        {other_readings(lang, clause.readings)}
    }
}

fn of_test(lang: Lang, test: TestView, several: bool) -> impl IntoView {
    let words = lang.words();
    let title = several.then(|| {
        view! {
            <p class="test">
                {test.kind}
                " "
                <Mark lang verdict=Some(test.verdict) />
            </p>
        }
    });
    let open = test.is_open();
    let people = test.people;
    let rejected_open = open && people.rejected.len() <= LONG_LIST;
    view! {
        {title}
        {grounds(test.reasons)}
        <PeopleList lang label=words.counted group="counted" people=people.counted open />
        <PeopleList lang label=words.possible group="possible" people=people.possible open />
        <PeopleList lang label=words.near group="near" people=people.near open />
        <PeopleList
            lang
            label=words.rejected
            group="rejected"
            people=people.rejected
            open=rejected_open
        />
    }
}

fn grounds(reasons: Vec<String>) -> impl IntoView {
    (!reasons.is_empty()).then(|| {
        let reasons: Vec<_> = reasons
            .into_iter()
            .map(|reason| view! { <li>{reason}</li> })
            .collect();
        view! { <ul class="grounds">{reasons}</ul> }
    })
}

fn other_readings(lang: Lang, readings: Vec<String>) -> impl IntoView {
    (!readings.is_empty()).then(|| {
        let readings: Vec<_> = readings
            .into_iter()
            .map(|reading| view! { <li>{reading}</li> })
            .collect();
        view! {
            <div class="readings">
                <p>{lang.words().readings}</p>
                <ul>{readings}</ul>
            </div>
        }
    })
}
