//! The first page: every programme with its standing.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::due;

use crate::components::board_table::BoardTable;
use crate::components::date_form::DateForm;
use crate::components::frame::Frame;
use crate::pages::sight::sight;
use crate::request::{asked, bad_request};
use crate::view::board::BoardView;
use crate::wording::{self, Voice};

/// Within how many days what ends is counted on the board.
const SOON: u32 = 30;

/// Assesses all programmes on the day of the address.
#[component]
pub(crate) fn BoardPage() -> impl IntoView {
    let asked = asked();
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let address = asked.address;
    let on = address.on.unwrap_or(sight.today());
    let words = address.lang.words();
    let board = if asked.bad_date.is_some() {
        bad_request();
        None
    } else {
        let voice = Voice::new(address.lang, sight.catalogue());
        let board = BoardView::of(voice, on, &sight.seen());
        Some(view! { <BoardTable address=address.clone() board /> })
    };
    let to_expiring = address.board().at_path("/expiring").to_string();
    let pressing = board.is_some().then(|| {
        let (n_overdue, n_soon) = due::pressing(&sight.seen(), on, SOON);
        let says = wording::due::pressing(address.lang, n_overdue, n_soon);
        view! { <p class="pressing"><a href=to_expiring>{says}</a></p> }
    });
    let new_programme = sight.actor().editing().ok().map(|_| {
        let to = address.board().at_path("/new/programme").to_string();
        view! { <p class="new"><a href=to>{words.setup.new_programme}</a></p> }
    });
    view! {
        <Title text=format!("{} · {}", words.board, words.product) />
        <Frame address=address.clone()>
            <h1>{words.board}</h1>
            <DateForm address on bad_date=asked.bad_date />
            {pressing}
            {board}
            {new_programme}
        </Frame>
    }
    .into_any()
}
