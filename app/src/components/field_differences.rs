//! The fields of a record that differ before and after.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::differences::FieldDifference;

/// Field by field what stood there and what stands there then; nothing where nothing differs.
#[component]
pub(crate) fn FieldDifferences(lang: Lang, differences: Vec<FieldDifference>) -> impl IntoView {
    if differences.is_empty() {
        return ().into_any();
    }
    let words = lang.words().audit;
    let rows: Vec<_> = differences
        .into_iter()
        .map(|field| {
            view! {
                <tr>
                    <th scope="row">{field.label}</th>
                    <td>{said(field.before)}</td>
                    <td>{said(field.after)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="fields-differ">
            <thead>
                <tr>
                    <th scope="col">{words.field}</th>
                    <th scope="col">{words.before}</th>
                    <th scope="col">{words.after}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn said(value: Option<String>) -> String {
    value.unwrap_or_else(|| "—".to_owned())
}
