//! The ways out of a clause, folded, and the single points of failure of a sheet.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::remedies::{WayView, WaysView};

/// The ways numbered, then what was not searched, whom to hire, and whether there may be more.
#[component]
pub(crate) fn WaysOut(lang: Lang, ways: WaysView) -> impl IntoView {
    let words = &lang.words().what_if;
    let none = (ways.no_way && ways.untold.is_none()).then(|| view! { <p>{words.no_way}</p> });
    let several: Vec<_> = ways.ways.into_iter().map(|way| one(lang, way)).collect();
    let several = (!several.is_empty()).then(|| view! { <ol>{several}</ol> });
    let hire: Vec<_> = ways
        .hire
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    let left_out: Vec<_> = ways
        .left_out
        .into_iter()
        .map(|line| view! { <p class="left-out">{line}</p> })
        .collect();
    let hire = (!hire.is_empty()).then(|| view! { <ul>{hire}</ul> });
    let untold = ways
        .untold
        .map(|untold| view! { <p class="untold">{untold}</p> });
    let cut_off = ways
        .cut_off
        .then(|| view! { <p class="cut-off">{words.cut_off}</p> });
    view! {
        <details class="ways">
            <summary>{words.ways}</summary>
            {several}
            {none}
            {left_out}
            {untold}
            {hire}
            {cut_off}
        </details>
    }
}

fn one(lang: Lang, way: WayView) -> impl IntoView {
    let try_out = way
        .try_out
        .map(|href| view! { <a href=href>{lang.words().what_if.try_out}</a> });
    view! { <li>{way.line} " " {try_out}</li> }
}

/// Those without whom a clause is met no longer; nothing where there is nobody.
#[component]
pub(crate) fn SinglePointList(
    lang: Lang,
    /// Who, and of which clauses.
    points: Vec<(String, String)>,
) -> impl IntoView {
    let words = &lang.words().what_if;
    (!points.is_empty()).then(|| {
        let rows: Vec<_> = points
            .into_iter()
            .map(|(who, clauses)| view! { <div><dt>{who}</dt><dd>{clauses}</dd></div> })
            .collect();
        view! {
            <details class="points">
                <summary>{words.points}</summary>
                <dl>{rows}</dl>
            </details>
        }
    })
}
