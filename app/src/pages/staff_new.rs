//! A new person.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::frame::Frame;
use crate::components::record_form::RecordForm;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, visitor};
use crate::view::staff_file::new_person;
use crate::wording::Voice;

/// The form by which a file is opened. To those who may not change files it is not there.
#[component]
pub(crate) fn StaffNewPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    if visitor().is_none_or(|visitor| visitor.actor.editing().is_err()) {
        return view! { <NotFoundPage /> }.into_any();
    }
    let address = asked().address;
    let (lang, words) = (address.lang, address.lang.words());
    let form = new_person(Voice::new(lang, sight.catalogue()), sight.departments());
    let staff = address.board().at_path("/staff").to_string();
    // The page has an address of its own; what is added is added to the list.
    let action = staff.clone();
    view! {
        <Title text=format!("{} · {}", words.files.new_person, words.product) />
        <Frame address>
            <p class="back">
                <a href=staff>{words.files.staff}</a>
            </p>
            <h1>{words.files.new_person}</h1>
            <p class="note">{words.files.new_note}</p>
            <RecordForm lang action form button=words.files.create />
        </Frame>
    }
    .into_any()
}
