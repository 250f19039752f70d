//! A folded list of people, with their names in sight.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::people::{Alike, heading};

/// People of one group, each with what there is to say; nothing for an empty group.
#[component]
pub(crate) fn PeopleList(
    lang: Lang,
    /// What the group is.
    label: &'static str,
    /// The group's word for the stylesheet.
    group: &'static str,
    /// Who is in it.
    people: Vec<Alike>,
    /// Whether it starts unfolded.
    open: bool,
) -> impl IntoView {
    let summary = heading(lang, label, &people);
    (!people.is_empty()).then(|| {
        let people: Vec<_> = people.into_iter().map(one).collect();
        view! {
            <details class="people" data-group=group open=open>
                <summary>{summary}</summary>
                <ul>{people}</ul>
            </details>
        }
    })
}

fn one(alike: Alike) -> impl IntoView {
    let lines = alike
        .lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> }.into_any());
    let cure = alike
        .cure
        .map(|cure| view! { <li class="cure">{cure}</li> }.into_any());
    let lines: Vec<_> = lines.chain(cure).collect();
    let alone = alike
        .alone
        .map(|alone| view! { <strong class="alone">{alone}</strong> });
    let class = if alike.names.len() > 1 {
        "who several"
    } else {
        "who"
    };
    let word = alike
        .word
        .map(|word| view! { <span class="word">{word}</span>" " });
    view! {
        <li>
            {word}
            <span class=class>{alike.who}</span>
            {alone}
            <ul>{lines}</ul>
        </li>
    }
}
