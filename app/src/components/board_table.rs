//! The table of all programmes.

use leptos::prelude::*;

use crate::components::mark::Mark;
use crate::components::summary_block::Counts;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::board::{BoardRow, BoardView, Standing};

/// Programme by programme, worst first, each leading to its sheet.
#[component]
pub(crate) fn BoardTable(
    /// The board's own address, whose day and language the links keep.
    address: Address,
    /// What to show.
    board: BoardView,
) -> impl IntoView {
    let words = address.lang.words();
    let caption = format!("{}{}{}", board.hospital, words.separator, board.on);
    if board.rows.is_empty() {
        return view! { <p class="empty">{words.no_programmes}</p> }.into_any();
    }
    let rows: Vec<_> = board
        .rows
        .into_iter()
        .map(|row| one(&address, row))
        .collect();
    view! {
        <table class="board stacked">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.programme}</th>
                    <th scope="col">{words.standard}</th>
                    <th scope="col">{words.overall}</th>
                    <th scope="col">{words.personnel}</th>
                    <th scope="col">{words.counts}</th>
                    <th scope="col">{words.next_break}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn one(address: &Address, row: BoardRow) -> impl IntoView + use<> {
    let href = address.sheet(&row.id).to_string();
    let cells = match row.standing {
        Ok(standing) => standing_cells(address.lang, standing).into_any(),
        Err(problem) => view! {
            <td colspan="5" class="problem">
                {problem}
            </td>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=href>{row.name}</a>
                <small class="id">{row.id}</small>
            </th>
            {cells}
        </tr>
    }
}

fn standing_cells(lang: Lang, standing: Standing) -> impl IntoView {
    let words = lang.words();
    let force = standing
        .force
        .map(|force| view! { <strong class="force">{force}</strong> });
    let breaks_on = standing
        .summary
        .breaks_on
        .map_or_else(|| "—".to_owned(), |day| day.to_string());
    view! {
        <td data-label=words.standard>
            {standing.standard}
            <small>{standing.about}</small>
            {force}
        </td>
        <td data-label=words.overall>
            <Mark lang verdict=standing.summary.overall />
        </td>
        <td data-label=words.personnel>
            <Mark lang verdict=standing.summary.personnel />
        </td>
        <td data-label=words.counts>
            <Counts lang summary=standing.summary.clone() />
        </td>
        <td data-label=words.next_break class="date">
            {breaks_on}
        </td>
    }
}
