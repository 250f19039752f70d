//! Who it is, how the person stands on the day, and what can be done with the file.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::staff_file::FileView;

/// Label and value, line by line, with the programmes in which the person counts.
#[component]
pub(crate) fn FileHead(lang: Lang, file: FileView) -> impl IntoView {
    let words = lang.words().files;
    let lines: Vec<_> = file
        .head
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
    let counts = if file.counts_for.is_empty() {
        words.counts_for_nothing.into_any()
    } else {
        let one = |(name, n_clauses, sheet): (String, String, String)| {
            view! {
                <li>
                    <a href=sheet>{name}</a>
                    " "
                    <small>{n_clauses}</small>
                </li>
            }
        };
        let counts: Vec<_> = file.counts_for.into_iter().map(one).collect();
        view! { <ul class="plain">{counts}</ul> }.into_any()
    };
    view! {
        <dl class="head">
            {lines} <div>
                <dt>{words.counts_for}</dt>
                <dd>{counts}</dd>
            </div>
        </dl>
    }
}

/// What can be done with the whole file: links, and the kinds of which a record can be added.
#[component]
pub(crate) fn FileTools(
    /// The page's own address, with nothing open.
    address: Address,
    file: FileView,
    /// Whether the reader may read the log.
    can_audit: bool,
) -> impl IntoView {
    let words = address.lang.words().files;
    let to = |key, value: &str| {
        let mut address = address.clone();
        address.own.push((key, value.to_owned()));
        address.to_string()
    };
    let own = file.own_links.map(|(edit, remove)| {
        view! {
            <a href=edit>{words.correct_person}</a>
            <a href=remove>{words.remove_person}</a>
        }
    });
    let kinds: Vec<_> = file
        .addable
        .into_iter()
        .map(|(kind, to)| {
            view! {
                <li>
                    <a href=to>{kind}</a>
                </li>
            }
        })
        .collect();
    let add = if own.is_some() {
        words.add
    } else {
        words.propose_new
    };
    let adding = (!kinds.is_empty()).then(|| {
        view! {
            <details class="menu">
                <summary>{add}</summary>
                <ul>{kinds}</ul>
            </details>
        }
    });
    let editing = own.map(|own| {
        let leave = format!("{}#leave", to("leave", "1"));
        view! {
            {own}
            <a href=leave>{words.leave}</a>
        }
    });
    let beside: Vec<_> = file
        .beside
        .into_iter()
        .map(|(label, to)| view! { <a href=to>{label}</a> })
        .collect();
    let history = can_audit.then(|| view! { <a href=to("history", "1")>{words.history}</a> });
    view! { <nav class="file-tools" aria-label=words.file>
        {adding} {editing} {beside} {history}
    </nav> }
}
