//! The hospital's own records, for those who may read everything.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::attachments::Holder;
use registry::forms::Forms;

use crate::components::frame::Frame;
use crate::components::setup_list::SetUpList;
use crate::pages::attachments::held_scans;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::asked;
use crate::view::address::Address;
use crate::view::attachments::to_scans;
use crate::view::setup::{May, Place, institution};

/// Shows the hospital's records, and the form that the address opens. To heads it is not there.
#[component]
pub(crate) fn InstitutionPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let (seen, asked) = (sight.seen(), asked());
    let address = Address {
        on: None,
        ..asked.address
    };
    let words = address.lang.words();
    let choosable = seen.choosable();
    let forms = Forms::of(&seen, &choosable);
    let scans = held_scans();
    let place = Place {
        address: &address,
        forms: &forms,
        may: match sight.actor().editing() {
            Ok(_) => May::Edit,
            Err(_) => May::Read,
        },
        standard: None,
        asked: &asked.typed,
        today: sight.today(),
        scans: &scans,
    };
    let (scans_say, to_scans) = to_scans(&address, &Holder::Institution, &scans);
    let Some(lists) = institution::lists(&place, &seen) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let lists: Vec<_> = lists
        .into_iter()
        .map(|list| view! { <SetUpList address=address.clone() list /> })
        .collect();
    view! {
        <Title text=format!("{} · {}", words.setup.institution, words.product) />
        <Frame address=address.clone()>
            <h1>{words.setup.institution}</h1>
            <p>{words.setup.institution_lead}</p>
            <p>
                <a href=to_scans>{scans_say}</a>
            </p>
            {lists}
        </Frame>
    }
    .into_any()
}
