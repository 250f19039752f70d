//! What if: a programme's sheet with changes made in memory, and what differs.

use eligibility::day::Day;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use registry::seen::SeenProgramme;

use crate::components::change_forms::ChangeForms;
use crate::components::chosen_changes::ChosenChanges;
use crate::components::date_form::DateForm;
use crate::components::difference_table::DifferenceTable;
use crate::components::frame::Frame;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sheet::body::SheetBody;
use crate::pages::sight::sight;
use crate::request::{Asked, asked, bad_request, see_other};
use crate::source::Sight;
use crate::view::address::Address;
use crate::view::sheet::programme_name;
use crate::view::what_if::form::{Refused, added};
use crate::view::what_if::options::Choices;
use crate::view::what_if::{Then, WhatIfView};
use crate::wording::Voice;

/// Assesses one programme with the changes of the address.
#[component]
pub(crate) fn WhatIfPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    match sight() {
        Ok(sight) => page_of(&sight, &id, asked()),
        Err(instead) => instead,
    }
}

fn page_of(sight: &Sight, id: &str, asked: Asked) -> AnyView {
    let Some(seen) = sight.seen().programme(id) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let mut address = asked.address;
    let voice = Voice::new(address.lang, sight.catalogue());
    let refused = match added(address.lang, voice.catalogue, &asked.typed) {
        None => None,
        Some(Ok(change)) => {
            // On to the address with nothing but the changes, which can be kept and sent on.
            address.changes.push(change);
            see_other(&address);
            None
        }
        Some(Err(refused)) => {
            bad_request();
            Some(refused)
        }
    };
    let name = programme_name(seen.programme()).to_owned();
    let words = address.lang.words();
    let on = address.on.unwrap_or(sight.today());
    let body = if asked.bad_date.is_some() {
        bad_request();
        None
    } else {
        Some(body(voice, &seen, (&address, on), refused))
    };
    let sheet = Address {
        as_if: address.as_if,
        ..address.sheet(id)
    };
    view! {
        <Title text=format!("{name} · {} · {}", words.what_if.title, words.product) />
        <Frame address=address.clone()>
            <p class="back">
                <a href=sheet.to_string()>{words.what_if.back}</a>
            </p>
            <h1>{words.what_if.title} " " {name}</h1>
            <p class="nothing-saved">{words.what_if.nothing_saved}</p>
            <DateForm address on bad_date=asked.bad_date />
            {body}
        </Frame>
    }
    .into_any()
}

fn body(
    voice: Voice<'_>,
    seen: &SeenProgramme<'_>,
    (address, on): (&Address, Day),
    refused: Option<Refused>,
) -> AnyView {
    let lang = address.lang;
    let Some(page) = WhatIfView::of(voice, seen, address, on) else {
        return view! { <p class="problem">{lang.words().standard_missing}</p> }.into_any();
    };
    if page.has_problem() {
        bad_request();
    }
    let choices = Choices::of(voice, &seen.choosable(), seen.programme());
    let then = page.then.map(|then| would_be(address, then));
    view! {
        <ChosenChanges lang chosen=page.chosen />
        <ChangeForms address=address.clone() choices refused />
        {then}
    }
    .into_any()
}

fn would_be(address: &Address, then: Then) -> impl IntoView + use<> {
    let lang = address.lang;
    let words = &lang.words().what_if;
    view! {
        <section class="then">
            <h2>{words.differences}</h2>
            <DifferenceTable lang differences=then.differences />
            <h2>{words.sheet_then}</h2>
            <SheetBody address=address.clone() sheet=then.sheet />
        </section>
    }
}
