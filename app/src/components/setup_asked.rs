//! What a standard asks for, each with how it stands and the way to record it.

use leptos::prelude::*;

use crate::submission::{FORM, KIND};
use crate::view::address::Address;
use crate::view::setup::asked::{AskedView, Click};

/// What is asked for; nothing where nothing is.
#[component]
pub(crate) fn AskedList(
    /// The page's address.
    address: Address,
    /// What is asked for.
    asked: Vec<AskedView>,
) -> impl IntoView {
    let words = address.lang.words().setup;
    (!asked.is_empty()).then(|| {
        let items: Vec<_> = asked.into_iter().map(|one| item(&address, one)).collect();
        view! {
            <h3>{words.asked}</h3>
            <ul class="asked">{items}</ul>
        }
    })
}

fn item(address: &Address, asked: AskedView) -> impl IntoView + use<> {
    let words = address.lang.words().setup;
    let clicks: Vec<_> = asked
        .clicks
        .into_iter()
        .map(|click| button(address, &asked.says, click))
        .collect();
    let links: Vec<_> = asked
        .links
        .into_iter()
        .map(|(says, to)| {
            let label = format!("{says}{}{}", address.lang.words().colon, asked.says);
            view! {
                <a href=to aria-label=label>
                    {says}
                </a>
            }
        })
        .collect();
    view! {
        <li data-standing=asked.standing.word()>
            <span class="what">{asked.says.clone()}" "<small>{words.clause}" "{asked.clauses}</small></span>
            <span class="stands">{asked.stands}</span>
            <span class="acts">{clicks} {links}</span>
        </li>
    }
}

/// A form that is a single button.
fn button(address: &Address, of: &str, click: Click) -> impl IntoView + use<> {
    let fields: Vec<_> = click
        .fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let action = address.with_own(Vec::new()).to_string();
    let label = format!("{}{}{of}", click.label, address.lang.words().colon);
    view! {
        <form class="act" method="post" action=action>
            <input type="hidden" name=FORM value="add" />
            <input type="hidden" name=KIND value=click.kind />
            {fields}
            <button type="submit" aria-label=label>
                {click.label}
            </button>
        </form>
    }
}
