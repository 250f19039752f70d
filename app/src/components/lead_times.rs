//! The table of the reminders in force.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::lead_times::LeadRow;

/// The reminders of each kind of thing, and who has set them.
#[component]
pub(crate) fn LeadTimes(
    /// In which language.
    lang: Lang,
    /// The kinds.
    rows: Vec<LeadRow>,
) -> impl IntoView {
    let words = lang.words().due;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let by = if row.is_set {
                words.lead_own
            } else {
                words.lead_preset
            };
            view! {
                <tr>
                    <th scope="row" data-label=words.kind>
                        {row.kind}
                    </th>
                    <td data-label=words.lead_days>{row.days}</td>
                    <td data-label=words.lead_by>{by}</td>
                </tr>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details id="lead_times_in_force">
                <summary>{words.lead_in_force}</summary>
                <p class="note">{words.lead_note}</p>
                <table class="stacked">
                    <thead>
                        <tr>
                            <th scope="col">{words.kind}</th>
                            <th scope="col">{words.lead_days}</th>
                            <th scope="col">{words.lead_by}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        }
    })
}
