//! Somebody's identity number: its last four characters, and the forms by which it is shown whole,
//! kept and removed. For the page of the number, and for pages that show the person.

use leptos::prelude::*;

use crate::beside::{OwnerOfNumber, Revealed};
use crate::components::field::{Field, FormMessage, Kind};
use crate::request::beside;
use crate::submission::{FORM, Submission};
use crate::view::address::Address;

/// The number as far as the visitor may see it; nothing for those who may not at all, since the server
/// then puts nothing beside the request.
#[component]
pub(crate) fn IdentityPart(
    /// The page's own address.
    address: Address,
) -> impl IntoView {
    let found: OwnerOfNumber = beside()?;
    let words = address.lang.words();
    let action = address.identity(&found.staff);
    let number = match &found.masked {
        None if found.is_lost => view! { <p class="problem">{words.identity.lost}</p> }.into_any(),
        Some(masked) => view! { <p class="number">{masked.number.clone()}</p> }.into_any(),
        None => view! { <p>{words.identity.none}</p> }.into_any(),
    };
    let shared = found
        .masked
        .as_ref()
        .map(|masked| masked.shared_with.join(words.separator));
    let shared = shared.filter(|shared| !shared.is_empty()).map(|shared| {
        let says = format!("{}{}{shared}", words.identity.shared_with, words.colon);
        view! { <p class="problem">{says}</p> }
    });
    let revealed = beside().map(|Revealed(number)| {
        view! {
            <div class="outcome" role="status">
                <p>{words.identity.revealed}</p>
                <code class="link">{number.to_string()}</code>
            </div>
        }
    });
    let forms = found.may_edit.then(|| {
        let kept = found.masked.is_some().then(|| {
            view! {
                {reveal(&action)}
                {clear(&action)}
            }
        });
        view! {
            {kept}
            {set(&action)}
        }
    });
    Some(view! {
        {number}
        {shared}
        {revealed}
        {forms}
    })
}

fn reveal(action: &Address) -> impl IntoView + use<> {
    const NAME: &str = "reveal";
    let words = action.lang.words().identity;
    let sent = Submission::sent(NAME);
    view! {
        <h2>{words.reveal}</h2>
        <form class="fields" method="post" action=action.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            <Field
                form=NAME
                name="reason"
                label=words.reason
                kind=Kind::Text
                sent
                hint=words.reason_hint
            />
            <button type="submit">{words.reveal}</button>
        </form>
    }
}

fn set(action: &Address) -> impl IntoView + use<> {
    const NAME: &str = "set";
    let words = action.lang.words().identity;
    let sent = Submission::sent(NAME);
    view! {
        <h2>{words.set}</h2>
        <form class="fields" method="post" action=action.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            <Field
                form=NAME
                name="number"
                label=words.number
                kind=Kind::Text
                sent
                hint=words.set_hint
            />
            <button type="submit">{words.set}</button>
        </form>
    }
}

fn clear(action: &Address) -> impl IntoView + use<> {
    const NAME: &str = "clear";
    let words = action.lang.words().identity;
    let sent = Submission::sent(NAME);
    view! {
        <form class="act" method="post" action=action.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent />
            <button type="submit">{words.clear}</button>
        </form>
    }
}
