//! The table of what was never recorded, below the list of what ends.

use leptos::prelude::*;

use crate::components::due_list::linked;
use crate::locale::Lang;
use crate::view::due::Linked;
use crate::view::never::NeverRow;
use crate::wording;

/// What was never recorded; nothing where there is none.
#[component]
pub(crate) fn NeverList(
    /// The language.
    lang: Lang,
    /// The rows.
    rows: Vec<NeverRow>,
) -> impl IntoView {
    let words = lang.words().due;
    let rows: Vec<_> = rows.into_iter().map(|row| one(lang, row)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="never" aria-labelledby="never">
                <h2 id="never">{words.never}</h2>
                <p class="note">{words.never_lead}</p>
                <table class="never stacked">
                    <thead>
                        <tr>
                            <th scope="col">{words.whose}</th>
                            <th scope="col">{words.kind}</th>
                            <th scope="col">{words.asked_by}</th>
                            <th scope="col">{words.concerned}</th>
                            <th scope="col">{words.what_to_do}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

fn one(lang: Lang, row: NeverRow) -> impl IntoView + use<> {
    let words = lang.words().due;
    let by_other = row
        .by_other
        .map(|says| view! { <p class="note">{says}</p> });
    view! {
        <tr data-key=row.key>
            <th scope="row" data-label=words.whose>
                {linked(row.whose)}
                <small>{row.departments}</small>
            </th>
            <td data-label=words.kind>{row.what} {by_other}</td>
            <td data-label=words.asked_by>{list(lang, row.clauses, 0)}</td>
            <td data-label=words.concerned>{list(lang, row.concerned, row.n_more)}</td>
            <td data-label=words.what_to_do>{row.act.map(linked)}</td>
        </tr>
    }
}

fn list(lang: Lang, all: Vec<Linked>, n_more: usize) -> impl IntoView + use<> {
    let all: Vec<_> = all
        .into_iter()
        .map(|one| view! { <li>{linked(one)}</li> })
        .collect();
    let more = (n_more > 0).then(|| view! { <li>{wording::staff::more(lang, n_more)}</li> });
    view! {
        <ul class="plain">
            {all}
            {more}
        </ul>
    }
}
