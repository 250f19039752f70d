//! Signing in.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::beside::CodeAsked;
use crate::components::field::{Field, FormMessage, Kind};
use crate::components::frame::Frame;
use crate::request::{asked, beside};
use crate::submission::{FORM as NAMED, Submission};
use crate::view::address::Address;

const FORM: &str = "sign-in";
/// The name of the form for the code.
const CODE: &str = "code";

/// Asks for login and password. Where to go afterwards stands in the address.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let address = asked().address;
    let words = address.lang.words();
    if let Some(CodeAsked(half)) = beside() {
        return view! { <CodePage address half=half.to_string() /> }.into_any();
    }
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
    .into_any()
}

/// Asks for the code of the device, after the password.
#[component]
fn CodePage(address: Address, half: String) -> impl IntoView {
    let words = address.lang.words();
    let sent = Submission::sent(CODE);
    view! {
        <Title text=format!("{} · {}", words.accounts.sign_in, words.product) />
        <Frame address=address.clone()>
            <h1>{words.accounts.second_step}</h1>
            <form class="fields" method="post" action=address.at_path("/sign-in").to_string()>
                <input type="hidden" name=NAMED value=CODE />
                <input type="hidden" name="half" value=half />
                <FormMessage sent=sent.clone() />
                <Field
                    form=CODE
                    name="code"
                    label=words.accounts.code
                    kind=Kind::Code
                    sent
                    hint=words.accounts.code_hint
                />
                <button type="submit">{words.accounts.sign_in}</button>
            </form>
        </Frame>
    }
}
