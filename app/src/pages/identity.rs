//! Somebody's identity number.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::beside::OwnerOfNumber;
use crate::components::frame::Frame;
use crate::components::identity::IdentityPart;
use crate::pages::not_found::NotFoundPage;
use crate::request::{asked, beside};

/// Shows the number by its last four characters, and whole to whoever says why. To others than those
/// who may it is not there.
#[component]
pub(crate) fn IdentityPage() -> impl IntoView {
    let Some(found) = beside::<OwnerOfNumber>() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = asked().address;
    let words = address.lang.words();
    let title = format!("{} · {}", found.name, words.identity.number);
    view! {
        <Title text=format!("{title} · {}", words.product) />
        <Frame address=address.clone()>
            <h1>{title.clone()}</h1>
            <IdentityPart address />
        </Frame>
    }
    .into_any()
}
