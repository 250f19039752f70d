//! The own second step of signing in: switching it on by a device's first code, and off.

use leptos::prelude::*;
use registry::accounts::SecondStep;
use registry::act::local_minute;

use crate::beside::{NewCodes, OwnSecondStep};
use crate::components::field::{Field, FormMessage, Kind};
use crate::components::qr::Qr;
use crate::locale::Lang;
use crate::request::beside;
use crate::submission::{FORM, Submission};
use crate::view::address::Address;

/// How things stand, and the form for what comes next; nothing where the server says nothing of it.
#[component]
pub(crate) fn SecondStepForms(
    /// The page's own address.
    address: Address,
) -> impl IntoView {
    let OwnSecondStep(step) = beside()?;
    let words = address.lang.words().accounts;
    let codes = beside().map(|NewCodes(codes)| new_codes(address.lang, &codes));
    let form = match step {
        SecondStep::Off => {
            let labels = (words.second_step_off, words.second_step_begin);
            by_password(&address, "second-begin", labels).into_any()
        }
        SecondStep::Waiting { typed, uri } => waiting(&address, typed, &uri).into_any(),
        SecondStep::On { since, n_codes } => {
            let since = local_minute(&since);
            let labels = (words.second_step_on, words.second_step_end);
            view! {
                <dl class="head">
                    <div>
                        <dt>{words.since}</dt>
                        <dd>{since}</dd>
                    </div>
                    <div>
                        <dt>{words.codes_left}</dt>
                        <dd>{n_codes}</dd>
                    </div>
                </dl>
                {by_password(&address, "second-end", labels)}
            }
            .into_any()
        }
    };
    Some(view! {
        <h2 id="second-step">{words.second_step}</h2>
        {codes}
        {form}
    })
}

fn by_password(
    address: &Address,
    name: &'static str,
    (says, button): (&'static str, &'static str),
) -> impl IntoView + use<> {
    let words = address.lang.words().accounts;
    let sent = Submission::sent(name);
    view! {
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=name />
            <p>{says}</p>
            <FormMessage sent=sent.clone() />
            <Field
                form=name
                name="present_password"
                label=words.present_password
                kind=Kind::KnownPassword
                sent
            />
            <button type="submit">{button}</button>
        </form>
    }
}

fn waiting(address: &Address, typed: String, uri: &str) -> impl IntoView + use<> {
    const NAME: &str = "second-confirm";
    let words = address.lang.words().accounts;
    let sent = Submission::sent(NAME);
    view! {
        <p>{words.second_step_waiting}</p>
        <Qr label=words.second_step_picture text=uri.to_owned() />
        <p>
            <code class="link">{typed}</code>
        </p>
        <p>
            <code class="link">{uri.to_owned()}</code>
        </p>
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            <Field form=NAME name="code" label=words.code kind=Kind::Code sent />
            <button type="submit">{words.second_step_confirm}</button>
        </form>
    }
}

fn new_codes(lang: Lang, codes: &[String]) -> impl IntoView + use<> {
    let items: Vec<_> = codes
        .iter()
        .map(|code| view! { <li><code>{code.clone()}</code></li> })
        .collect();
    view! {
        <div class="outcome" role="status">
            <p>{lang.words().accounts.new_codes}</p>
            <ul class="codes">{items}</ul>
        </div>
    }
}
