//! Several papers renewed in one form, for those who may change files.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::due::{self, Due};

use crate::components::frame::Frame;
use crate::components::renew_form::RenewForm;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, query_values};
use crate::submission::Submission;
use crate::view::address::Address;
use crate::view::due::Told;
use crate::view::due_renew::filter_kept;
use crate::wording::Voice;

/// Shows the form for what was chosen on the list. To those who may not change files it is not there.
#[component]
pub(crate) fn RenewPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    if sight.actor().editing().is_err() {
        return view! { <NotFoundPage /> }.into_any();
    }
    let seen = sight.seen();
    let asked = asked();
    let typed = asked.typed.iter();
    let typed = typed.map(|(key, value)| (key.as_str(), value.as_str()));
    // What is renewed is what is due today, whatever day the list was for.
    let address = Address {
        on: None,
        own: filter_kept(typed, &seen),
        ..asked.address
    };
    let (lang, on) = (address.lang, sight.today());
    let words = lang.words();
    let sent = Submission::sent("renew").values("key");
    let keys = if sent.is_empty() {
        query_values("key")
    } else {
        sent
    };
    let all = due::all(&seen, on);
    let find = |key: &String| all.iter().find(|due| due.key == *key).cloned();
    let dues: Vec<Due> = keys.iter().filter_map(find).collect();
    let told = Told {
        voice: Voice::new(lang, sight.catalogue()),
        address: &address,
        seen: &seen,
        actor: sight.actor(),
        departments: sight.departments(),
        on,
    };
    let (rows, other) = told.renewed(&dues);
    let other: Vec<_> = other
        .into_iter()
        .map(|says| view! { <li>{says}</li> })
        .collect();
    let other = (!other.is_empty()).then(|| {
        view! {
            <div class="note">
                <p>{words.due.not_renewed}</p>
                <ul>{other}</ul>
            </div>
        }
    });
    let gone = Submission::sent("renew")
        .whole()
        .filter(|_| rows.is_empty());
    let gone = gone.map(|says| {
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    });
    // Of a form that could not be read to its end it is not known what was chosen.
    let form = if keys.is_empty() && gone.is_some() {
        ().into_any()
    } else if rows.is_empty() {
        view! { <p class="empty">{words.due.nothing_to_renew}</p> }.into_any()
    } else {
        view! { <RenewForm address=address.clone() rows /> }.into_any()
    };
    let back = address.at_path("/expiring").to_string();
    let chosen = keys.into_iter().map(|key| ("key", key));
    // Another language keeps what was chosen.
    let frame = address.with_own(address.own.iter().cloned().chain(chosen).collect());
    view! {
        <Title text=format!("{} · {}", words.due.renewing, words.product) />
        <Frame address=frame>
            <p class="back">
                <a href=back>{words.due.back}</a>
            </p>
            <h1>{words.due.renewing}</h1>
            <p>{words.due.renewing_lead}</p>
            {other}
            {gone}
            {form}
        </Frame>
    }
    .into_any()
}
