//! What a file would do: its sheets, what is wrong, and what would change.

use leptos::prelude::*;

use crate::components::field_differences::FieldDifferences;
use crate::components::pager::Pager;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::import::{BAD, CHANGES, ChangeView, FindingView, NOTES, SheetView};
use crate::view::paging::Paged;
use crate::wording::import_text;

/// The sheets and how many of their rows become what.
#[component]
pub(crate) fn ImportSheets(lang: Lang, sheets: Vec<SheetView>) -> impl IntoView {
    let words = lang.words().import;
    let labels = [words.new, words.changed, words.unchanged, words.bad];
    let rows: Vec<_> = sheets
        .into_iter()
        .map(|sheet| {
            let kind = sheet.kind.clone();
            let counts = labels.into_iter().zip(sheet.counts).map(|(label, n)| {
                view! { <td data-label=label>{n}</td> }
            });
            let counts = kind.is_some().then(|| counts.collect_view());
            let not_read = kind
                .is_none()
                .then(|| view! { <td colspan="5">{import_text::not_read(lang)}</td> });
            let kind = kind.map(|kind| view! { <td data-label=words.kind>{kind}</td> });
            view! {
                <tr>
                    <th scope="row">{sheet.name}</th>
                    {kind}
                    {counts}
                    {not_read}
                </tr>
            }
        })
        .collect();
    view! {
        <table class="import-sheets stacked">
            <thead>
                <tr>
                    <th scope="col">{words.sheet}</th>
                    <th scope="col">{words.kind}</th>
                    {labels.map(|label| view! { <th scope="col">{label}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What is wrong with rows, folded if it only is worth a look.
#[component]
pub(crate) fn ImportFindings(
    /// The page's own address.
    address: Address,
    /// The key of the address for this list, which also names its place on the page.
    key: &'static str,
    findings: Paged<FindingView>,
) -> impl IntoView {
    if findings.paging.n_items == 0 {
        return ().into_any();
    }
    let words = address.lang.words().import;
    let (title, open) = match key {
        BAD => (words.bad_rows, true),
        _ => (words.warnings, is_paged(&address, NOTES)),
    };
    let title = format!("{title} ({})", findings.paging.n_items);
    let rows: Vec<_> = findings
        .items
        .into_iter()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row">{one.place}</th>
                    <td data-label=words.person>{one.staff}</td>
                    <td data-label=words.column>{one.column}</td>
                    <td data-label=words.found>{one.says}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <details id=key open=open>
            <summary>{title}</summary>
            <table class="findings stacked">
                <thead>
                    <tr>
                        <th scope="col">{words.place}</th>
                        <th scope="col">{words.person}</th>
                        <th scope="col">{words.column}</th>
                        <th scope="col">{words.found}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <Pager address key paging=findings.paging />
        </details>
    }
    .into_any()
}

/// What would change, record by record.
#[component]
pub(crate) fn ImportChanges(
    /// The page's own address.
    address: Address,
    changes: Paged<ChangeView>,
) -> impl IntoView {
    if changes.paging.n_items == 0 {
        return ().into_any();
    }
    let lang = address.lang;
    let title = lang.words().import.changes;
    let title = format!("{title} ({})", changes.paging.n_items);
    let open = is_paged(&address, CHANGES);
    let items: Vec<_> = changes
        .items
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <p>
                        <strong>{one.outcome}</strong>
                        " "
                        {one.kind}
                        " "
                        {one.owner}
                        " "
                        <small>{one.place}</small>
                    </p>
                    <FieldDifferences lang differences=one.differences />
                </li>
            }
        })
        .collect();
    view! {
        <details id=CHANGES open=open>
            <summary>{title}</summary>
            <ol class="record-changes">{items}</ol>
            <Pager address key=CHANGES paging=changes.paging />
        </details>
    }
    .into_any()
}

/// Whether somebody pages through a list, which then must not be folded away.
fn is_paged(address: &Address, key: &str) -> bool {
    address.own.iter().any(|(known, _)| *known == key)
}
