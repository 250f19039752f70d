//! Choosing a password by a link, once.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;
use registry::accounts::Opened;

use crate::components::field::{Field, FormMessage, Kind};
use crate::components::frame::Frame;
use crate::request::{answer_with, asked, beside};
use crate::submission::Submission;
use crate::view::address::Address;

const FORM: &str = "set-up";

/// Asks for a password; of the first administrator also for login and name. The server puts what
/// the link opens beside the request.
#[component]
pub(crate) fn SetUpPage() -> impl IntoView {
    let address = asked().address;
    let words = address.lang.words();
    let opened: Option<Opened> = beside();
    let title = match &opened {
        Some(Opened::First) => words.accounts.set_up_first,
        Some(Opened::Of(_)) | None => words.accounts.set_up,
    };
    let body = if let Some(opened) = opened {
        form(&address, opened).into_any()
    } else {
        answer_with(StatusCode::NOT_FOUND);
        view! { <p class="problem">{words.accounts.link_ended}</p> }.into_any()
    };
    view! {
        <Title text=format!("{title} · {}", words.product) />
        <Frame address=address.clone()>
            <h1>{title}</h1>
            {body}
        </Frame>
    }
}

fn form(address: &Address, opened: Opened) -> impl IntoView + use<> {
    let words = address.lang.words().accounts;
    let sent = Submission::sent("");
    let who = match opened {
        Opened::First => view! {
            <Field form=FORM name="login" label=words.login kind=Kind::Login sent=sent.clone() />
            <Field form=FORM name="name" label=words.name kind=Kind::Text sent=sent.clone() />
        }
        .into_any(),
        Opened::Of(account) => view! { <p>{account.name} " · " {account.login}</p> }.into_any(),
    };
    view! {
        <form class="fields" method="post" action=address.to_string()>
            <FormMessage sent=sent.clone() />
            {who}
            <Field
                form=FORM
                name="new_password"
                label=words.new_password
                kind=Kind::NewPassword
                sent=sent.clone()
                hint=words.password_hint
            />
            <Field
                form=FORM
                name="repeated_password"
                label=words.repeated
                kind=Kind::NewPassword
                sent
            />
            <button type="submit">{words.save_password}</button>
        </form>
    }
}
