//! The sheet of a programme: clause by clause.

use eligibility::assess::Question;
use eligibility::day::Day;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use registry::feeds::Scope;
use registry::seen::SeenProgramme;

use crate::components::date_form::DateForm;
use crate::components::frame::Frame;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{Asked, asked, bad_request};
use crate::source::Sight;
use crate::view::address::{Address, Show};
use crate::view::feeds::page_of;
use crate::view::remedies::Remedies;
use crate::view::sheet::{SheetView, programme_name};
use crate::view::strip::{self, StripView};
use crate::wording::Voice;

pub(crate) mod body;

/// Assesses one programme against its standard on the day of the address.
#[component]
pub(crate) fn SheetPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    match sight() {
        Ok(sight) => sheet_of(&sight, &id, asked()),
        Err(instead) => instead,
    }
}

fn sheet_of(sight: &Sight, id: &str, asked: Asked) -> AnyView {
    let Some(seen) = sight.seen().programme(id) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = asked.address;
    let on = address.on.unwrap_or(sight.today());
    let name = programme_name(seen.programme()).to_owned();
    let words = address.lang.words();
    let what_if = Address {
        show: Show::All,
        ..address.what_if(id, Vec::new())
    };
    let records = address.records(id).to_string();
    let calendar = page_of(&address, &Scope::Programme(id.to_owned()));
    let body = if asked.bad_date.is_some() {
        bad_request();
        None
    } else {
        Some(
            assessed(
                Voice::new(address.lang, sight.catalogue()),
                &seen,
                (&address, sight.actor().editing().is_ok()),
                on,
            )
            .map_or_else(
                || view! { <p class="problem">{words.standard_missing}</p> }.into_any(),
                |sheet| view! { <body::SheetBody address=address.clone() sheet /> }.into_any(),
            ),
        )
    };
    view! {
        <Title text=format!("{name} · {} · {}", words.sheet, words.product) />
        <Frame address=address.clone()>
            <p class="back">
                <a href=address.board().to_string()>{words.back_to_board}</a>
                " · "
                <a href=what_if.to_string()>{words.what_if.link}</a>
                " · "
                <a href=records>{words.setup.records}</a>
                " · "
                <a href=calendar>{words.feeds.calendar}</a>
            </p>
            <h1>{name}</h1>
            <DateForm address on bad_date=asked.bad_date />
            {body}
        </Frame>
    }
    .into_any()
}

/// The sheet; `None` while the programme names no standard we have.
fn assessed(
    voice: Voice<'_>,
    seen: &SeenProgramme<'_>,
    (address, may_record): (&Address, bool),
    on: Day,
) -> Option<SheetView> {
    let question = Question {
        as_if_in_force: address.as_if,
        ..Question::on(on)
    };
    let (hospital, programme) = (seen.hospital(), seen.programme());
    let (standard, answer) = (seen.standard()?, seen.answer(question)?);
    let sheet = SheetView::of(voice, &answer, standard, hospital, programme)?;
    let ahead = seen.timeline(strip::question(on, address.as_if));
    let strip = ahead.and_then(|ahead| StripView::of(voice, &ahead, standard, hospital));
    let (ways, points) = (seen.ways(question)?, seen.single_points(question)?);
    let remedies = Remedies {
        ways: &ways,
        points: &points,
    };
    let sheet = sheet.with_shared(voice, hospital, &seen.shared(question));
    let sheet = sheet.with_remedies(voice, hospital, (address, &programme.id), remedies);
    let sheet = if may_record {
        sheet.with_record_links(voice, (address, &programme.id), &answer)
    } else {
        sheet
    };
    Some(SheetView { strip, ..sheet })
}
