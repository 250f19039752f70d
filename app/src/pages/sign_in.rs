//! Signing in.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::field::{Field, FormMessage, Kind};
use crate::components::frame::Frame;
use crate::request::asked;
use crate::submission::Submission;

const FORM: &str = "sign-in";

/// Asks for login and password. Where to go afterwards stands in the address.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let address = asked().address;
    let words = address.lang.words();
    let sent = Submission::sent("");
    view! {
        <Title text=format!("{} · {}", words.accounts.sign_in, words.product) />
        <Frame address=address.clone()>
            <h1>{words.accounts.sign_in}</h1>
            <form class="fields" method="post" action=address.at_path("/sign-in").to_string()>
                <FormMessage sent=sent.clone() />
                <Field
                    form=FORM
                    name="login"
                    label=words.accounts.login
                    kind=Kind::Login
                    sent=sent.clone()
                />
                <Field
                    form=FORM
                    name="password"
                    label=words.accounts.password
                    kind=Kind::KnownPassword
                    sent
                />
                <button type="submit">{words.accounts.sign_in}</button>
            </form>
        </Frame>
    }
}
