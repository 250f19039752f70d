//! The records of a programme: who works on it, what was declared, measured and attested.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use registry::attachments::Holder;
use registry::forms::Forms;

use crate::components::frame::Frame;
use crate::components::setup_list::SetUpList;
use crate::pages::attachments::held_scans;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{Asked, asked};
use crate::source::Sight;
use crate::view::address::Address;
use crate::view::attachments::to_scans;
use crate::view::setup::programme::ProgrammeView;
use crate::view::setup::{May, Place};
use crate::wording::Voice;

/// Shows the records of one programme, and the form that the address opens.
#[component]
pub(crate) fn ProgrammeRecordsPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    match sight() {
        Ok(sight) => page_of(&sight, &id, &asked()),
        Err(instead) => instead,
    }
}

fn page_of(sight: &Sight, id: &str, asked: &Asked) -> AnyView {
    let seen = sight.seen();
    let Some(programme) = seen.programme(id) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = Address {
        on: None,
        ..asked.address.clone()
    };
    let words = address.lang.words();
    let choosable = seen.choosable();
    let forms = Forms::of(&seen, &choosable);
    let scans = held_scans();
    let place = Place {
        address: &address,
        forms: &forms,
        may: sight.may(id),
        standard: programme.standard(),
        asked: &asked.typed,
        today: sight.today(),
        scans: &scans,
    };
    let voice = Voice::new(address.lang, sight.catalogue());
    let Some(view) = ProgrammeView::of(voice, &place, &seen, &programme) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let no_standard = programme
        .standard()
        .is_none()
        .then(|| view! { <p class="problem">{words.setup.no_standard}</p> });
    let sheet = address.sheet(id).to_string();
    let holder = Holder::Programme(id.to_owned());
    let (scans_say, to_scans) = to_scans(&address, &holder, &scans);
    let lists: Vec<_> = view
        .sections
        .into_iter()
        .map(|section| {
            view! { <SetUpList address=address.clone() list=section.list asked=section.asked /> }
        })
        .collect();
    view! {
        <Title text=format!("{} · {} · {}", view.name, words.setup.records, words.product) />
        <Frame address=address.clone()>
            <p class="back">
                <a href=sheet>{words.setup.to_sheet}</a>
            </p>
            <h1>{view.name}" · "{words.setup.records}</h1>
            <p>
                <a href=to_scans>{scans_say}</a>
            </p>
            {no_standard}
            {lists}
        </Frame>
    }
    .into_any()
}

impl Sight {
    /// What the reader may do with the records of an owner.
    pub(crate) fn may(&self, owner: &str) -> May {
        if self.actor().editing().is_ok() {
            May::Edit
        } else if self.actor().proposing().is_ok() {
            May::Propose(owner.to_owned())
        } else {
            May::Read
        }
    }
}
