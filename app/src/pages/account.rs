//! The own account: its password, and where one is signed in.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::accounts::{Session, Visitor};
use registry::act::local_minute;

use crate::beside::OwnSessions;
use crate::components::act_button::act_button;
use crate::components::field::{Field, FormMessage, Kind};
use crate::components::frame::Frame;
use crate::components::second_step::SecondStepForms;
use crate::pages::sign_in::SignInPage;
use crate::request::{asked, beside, visitor};
use crate::submission::{FORM, Submission};
use crate::view::address::Address;
use crate::wording;

/// Shows who one is, and lets change the password and end sessions.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    let address = asked().address;
    let words = address.lang.words();
    let Some(visitor) = visitor() else {
        return view! { <SignInPage /> }.into_any();
    };
    let tokens = address.at_path("/api-tokens").to_string();
    let role = wording::role(address.lang, visitor.actor.role);
    let sessions: Option<OwnSessions> = beside();
    let sessions = sessions.map(|sessions| sessions_of(&address, &visitor, &sessions.0));
    view! {
        <Title text=format!("{} · {}", words.accounts.account, words.product) />
        <Frame address=address.clone()>
            <h1>{words.accounts.account}</h1>
            <dl class="head">
                <div>
                    <dt>{words.accounts.name}</dt>
                    <dd>{visitor.actor.by.name}</dd>
                </div>
                <div>
                    <dt>{words.accounts.login}</dt>
                    <dd>{visitor.login}</dd>
                </div>
                <div>
                    <dt>{words.accounts.role}</dt>
                    <dd>{role}</dd>
                </div>
            </dl>
            {password(&address)}
            <SecondStepForms address=address.clone() />
            {sessions}
            <p>
                <a href=tokens>{words.api_tokens.tokens}</a>
            </p>
        </Frame>
    }
    .into_any()
}

fn password(address: &Address) -> impl IntoView + use<> {
    const NAME: &str = "password";
    let words = address.lang.words().accounts;
    let sent = Submission::sent(NAME);
    view! {
        <h2>{words.change_password}</h2>
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            <Field
                form=NAME
                name="present_password"
                label=words.present_password
                kind=Kind::KnownPassword
                sent=sent.clone()
            />
            <Field
                form=NAME
                name="new_password"
                label=words.new_password
                kind=Kind::NewPassword
                sent=sent.clone()
                hint=words.password_hint
            />
            <Field
                form=NAME
                name="repeated_password"
                label=words.repeated
                kind=Kind::NewPassword
                sent
            />
            <button type="submit">{words.save_password}</button>
        </form>
    }
}

fn sessions_of(
    address: &Address,
    visitor: &Visitor,
    sessions: &[Session],
) -> impl IntoView + use<> {
    let words = address.lang.words().accounts;
    let rows: Vec<_> = sessions
        .iter()
        .map(|session| row(address, visitor, session))
        .collect();
    view! {
        <h2>{words.sessions}</h2>
        <table class="stacked">
            <thead>
                <tr>
                    <th scope="col">{words.since}</th>
                    <th scope="col">{words.last_seen}</th>
                    <th scope="col">{words.client_address}</th>
                    <th scope="col">{words.browser}</th>
                    <th scope="col">{words.change}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <form class="act" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value="everywhere" />
            <button type="submit">{words.end_all}</button>
        </form>
    }
}

fn row(address: &Address, visitor: &Visitor, session: &Session) -> impl IntoView + use<> {
    let words = address.lang.words().accounts;
    let own = session.id == visitor.session;
    let own = own.then(|| view! { <small>{words.this_session}</small> });
    view! {
        <tr>
            <th scope="row">{local_minute(&session.created)} {own}</th>
            <td data-label=words.last_seen>{local_minute(&session.last_seen)}</td>
            <td data-label=words.client_address>{session.address.clone()}</td>
            <td data-label=words.browser>{session.agent.clone()}</td>
            <td data-label=words.change>
                {act_button(address, "end", ("session", &session.id), words.end)}
            </td>
        </tr>
    }
}
