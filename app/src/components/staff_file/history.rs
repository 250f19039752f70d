//! The history of a file as a table, each change with the button that takes it back.

use leptos::prelude::*;

use crate::components::act_button::act_button;
use crate::view::address::Address;
use crate::view::staff_file::HistoryRow;

/// The changes, newest first.
#[component]
pub(crate) fn HistoryTable(
    /// The page's own address.
    address: Address,
    rows: Vec<HistoryRow>,
    /// Whether the reader may take changes back.
    can_edit: bool,
) -> impl IntoView {
    let words = address.lang.words().files;
    if rows.is_empty() {
        return view! { <p class="empty">{words.history_empty}</p> }.into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| one(&address, row, can_edit))
        .collect();
    let last = can_edit.then(|| view! { <th scope="col">{words.restore}</th> });
    view! {
        <table class="history stacked">
            <thead>
                <tr>
                    <th scope="col">{words.when}</th>
                    <th scope="col">{words.who}</th>
                    <th scope="col">{words.what}</th>
                    <th scope="col">{words.before_after}</th>
                    {last}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn one(address: &Address, row: HistoryRow, can_edit: bool) -> AnyView {
    let words = address.lang.words().files;
    let notes: Vec<_> = row
        .notes
        .into_iter()
        .map(|note| view! { <small>{note}</small> })
        .collect();
    let fields: Vec<_> = row
        .fields
        .into_iter()
        .map(|(label, before, after)| {
            let before = before.map_or_else(
                || view! { <span class="id">{words.blank}</span> }.into_any(),
                |before| view! { <del>{before}</del> }.into_any(),
            );
            let after = after.map_or_else(
                || view! { <span class="id">{words.blank}</span> }.into_any(),
                |after| view! { <ins>{after}</ins> }.into_any(),
            );
            view! {
                <li>
                    <span class="id">{label}</span>
                    " "
                    {before}
                    " → "
                    {after}
                </li>
            }
        })
        .collect();
    let back = can_edit.then(|| {
        let seq = row.seq.to_string();
        let whole = row.batch.map(|batch| {
            let page = address.import_batch(&batch).to_string();
            view! { <a href=page>{address.lang.words().import.undo}</a> }
        });
        view! {
            <td data-label=words.restore>
                {act_button(address, "restore", ("seq", &seq), words.restore)} {whole}
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{row.when}</th>
            <td data-label=words.who>{row.who}</td>
            <td data-label=words.what>
                <span>{row.act} " " {row.what}</span>
                {notes}
            </td>
            <td data-label=words.before_after>
                <ul class="plain">{fields}</ul>
            </td>
            {back}
        </tr>
    }
    .into_any()
}
