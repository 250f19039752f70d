//! The own tokens by which other programs read.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::act::local_minute;
use registry::api_tokens::{ApiToken, LASTS, Scope};

use crate::beside::{NewApiToken, OwnApiTokens};
use crate::components::act_button::act_button;
use crate::components::field::{Field, FormMessage, Kind};
use crate::components::frame::Frame;
use crate::locale::Lang;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, beside};
use crate::submission::{FORM, Submission};
use crate::view::address::Address;
use crate::wording::api_tokens;

/// Lists the own tokens, and lets make and take back.
#[component]
pub(crate) fn ApiTokensPage() -> impl IntoView {
    if let Err(instead) = sight() {
        return instead;
    }
    let Some(OwnApiTokens(own)) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = asked().address;
    let words = address.lang.words().api_tokens;
    let removed = Submission::sent("remove");
    view! {
        <Title text=format!("{} · {}", words.tokens, address.lang.words().product) />
        <Frame address=address.clone()>
            <h1>{words.tokens}</h1>
            <p>{words.lead}</p>
            <p>
                <a href="/api/v1/openapi.json">{words.described}</a>
            </p>
            {given(address.lang)}
            <FormMessage sent=removed />
            <h2>{words.own}</h2>
            {list(&address, &own)}
            {add(&address)}
        </Frame>
    }
    .into_any()
}

/// A new token, shown this once.
fn given(lang: Lang) -> Option<impl IntoView + use<>> {
    let NewApiToken(secret) = beside()?;
    let says = lang.words().api_tokens.given;
    Some(view! {
        <div class="outcome" role="status">
            <p>{says}</p>
            <p>
                <code class="link">{secret.to_string()}</code>
            </p>
        </div>
    })
}

fn list(address: &Address, own: &[ApiToken]) -> AnyView {
    let words = address.lang.words().api_tokens;
    if own.is_empty() {
        return view! { <p class="none">{words.none}</p> }.into_any();
    }
    let rows: Vec<_> = own.iter().map(|token| row(address, token)).collect();
    view! {
        <table class="stacked">
            <thead>
                <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.scopes}</th>
                    <th scope="col">{words.created}</th>
                    <th scope="col">{words.expires}</th>
                    <th scope="col">{words.last_used}</th>
                    <th scope="col">{words.change}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(address: &Address, token: &ApiToken) -> impl IntoView + use<> {
    let words = address.lang.words().api_tokens;
    let last_used = token.last_used.as_deref().map(local_minute);
    let last_used = last_used.unwrap_or_else(|| words.never.to_owned());
    view! {
        <tr>
            <th scope="row">{token.name.clone()}</th>
            <td data-label=words.scopes>{api_tokens::scopes(address.lang, token)}</td>
            <td data-label=words.created>{local_minute(&token.created)}</td>
            <td data-label=words.expires>{local_minute(&token.expires)}</td>
            <td data-label=words.last_used>{last_used}</td>
            <td data-label=words.change>
                {act_button(address, "remove", ("token", &token.id), words.remove)}
            </td>
        </tr>
    }
}

/// The form for a new one.
fn add(address: &Address) -> impl IntoView + use<> {
    const NAME: &str = "add";
    let lang = address.lang;
    let words = lang.words().api_tokens;
    let sent = Submission::sent(NAME);
    let boxes = Scope::ALL.map(|scope| {
        let checked = sent.has("scope", scope.word());
        view! {
            <label>
                <input type="checkbox" name="scope" value=scope.word() checked=checked />
                {api_tokens::scope(lang, scope)}
            </label>
        }
    });
    let chosen = sent.value("days");
    let terms = LASTS.map(|days| {
        let days = days.to_string();
        let selected = chosen.as_deref() == Some(&*days);
        view! {
            <option value=days.clone() selected=selected>
                {format!("{days} {}", words.days)}
            </option>
        }
    });
    view! {
        <h2>{words.add}</h2>
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            <Field
                form=NAME
                name="name"
                label=words.name
                kind=Kind::Text
                sent=sent.clone()
                hint=words.name_hint
            />
            <fieldset>
                <legend>{words.scopes}</legend>
                {boxes.collect_view()}
            </fieldset>
            <div class="field">
                <label for="add-days">{words.lasts}</label>
                <select id="add-days" name="days">
                    {terms.collect_view()}
                </select>
            </div>
            <button type="submit">{words.add}</button>
        </form>
    }
}
