//! What breaks when, because of whose record.

use eligibility::day::Day;
use leptos::prelude::*;

use crate::components::mark::Mark;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::strip::{Break, StripView};

/// More causes than this are folded away.
const CAUSES: usize = 4;

/// Every clause that ceases to hold within the span, by day; that there is none is said.
#[component]
pub(crate) fn BreaksList(
    /// The sheet's own address.
    address: Address,
    /// The span.
    strip: StripView,
) -> impl IntoView {
    let own = address.lang.words().strip;
    let rules = (!strip.rules.is_empty()).then(|| {
        let rules = strip.rules.into_iter();
        let rules: Vec<_> = rules
            .map(|(day, text)| view! { <li>{link(&address, day, None)} " " {text}</li> })
            .collect();
        view! {
            <h3>{own.rules}</h3>
            <ul class="rules">{rules}</ul>
        }
    });
    let none = strip
        .breaks
        .is_empty()
        .then(|| view! { <p class="none">{own.nothing_breaks}</p> });
    let breaks = (!strip.breaks.is_empty()).then(|| {
        let breaks = strip.breaks.into_iter();
        let breaks: Vec<_> = breaks.map(|one| entry(&address, one)).collect();
        view! { <ol>{breaks}</ol> }
    });
    view! {
        {rules}
        <h3>{own.breaks}</h3>
        <div class="breaks-list">{none} {breaks}</div>
    }
}

fn entry(address: &Address, one: Break) -> impl IntoView + use<> {
    let lang = address.lang;
    let words = lang.words();
    let left = (!one.left.is_empty()).then(|| {
        let left = one.left.join(words.separator);
        view! { <p class="left">{words.strip.left} {words.colon} {left}</p> }
    });
    let recovery = one.recovers_on.map_or_else(
        || view! { {words.strip.no_recovery} }.into_any(),
        |day| link(address, day, Some(&one.id)).into_any(),
    );
    view! {
        <li data-clause=one.id.clone() data-verdict=one.verdict.word()>
            <p class="what">
                {link(address, one.day, Some(&one.id))}
                " "
                <Mark lang verdict=Some(one.verdict) />
                " "
                <span class="number">{one.number}</span>
                " "
                {one.requirement}
            </p>
            {left}
            {causes(lang, one.causes)}
            <p class="recovery">{words.timeline.recoveries} {words.colon} {recovery}</p>
        </li>
    }
}

/// The causes, of which all but the first few are folded away.
fn causes(lang: Lang, mut causes: Vec<Vec<String>>) -> impl IntoView {
    let words = lang.words();
    let rest = if causes.len() > CAUSES + 1 {
        causes.split_off(CAUSES)
    } else {
        Vec::new()
    };
    let more = (!rest.is_empty()).then(|| {
        let n = rest.len();
        view! {
            <details>
                <summary>{words.strip.more_causes} {words.colon} {n}</summary>
                {listed(rest)}
            </details>
        }
    });
    view! {
        {listed(causes)}
        {more}
    }
}

fn listed(causes: Vec<Vec<String>>) -> impl IntoView {
    let causes = causes.into_iter();
    let causes: Vec<_> = causes
        .map(|lines| {
            let lines: Vec<_> = lines
                .into_iter()
                .map(|line| view! { <span class="line">{line}</span> })
                .collect();
            view! { <li>{lines}</li> }
        })
        .collect();
    view! { <ul class="causes">{causes}</ul> }
}

/// A day as a link to the sheet of that day, at a clause if one is named.
fn link(address: &Address, day: Day, clause: Option<&str>) -> impl IntoView + use<> {
    let place = clause.map(|id| format!("#{id}")).unwrap_or_default();
    let href = format!("{}{place}", address.at(day));
    view! {
        <a href=href>
            <time datetime=day.to_string()>{day.to_string()}</time>
        </a>
    }
}
