//! What became of the messages of notices.

use std::sync::Arc;

use leptos::prelude::*;
use registry::act::local_minute;
use registry::notices::{History, Message, MessageState, Refusal};

use crate::components::act_button::act_button;
use crate::components::field::{kept, options};
use crate::components::pager::OlderLinks;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::notices::{Question, choices};
use crate::wording;

/// A page of the messages that are asked for, the newest first.
#[component]
pub(crate) fn NoticeHistory(
    /// The page's own address.
    address: Address,
    question: Question,
    history: Arc<History>,
) -> impl IntoView {
    let words = address.lang.words();
    if history.recipients.is_empty() && question.asked.is_some() {
        return view! { <p class="none">{words.notices.no_history}</p> }.into_any();
    }
    let table = if question.asked.is_none() {
        view! {
            <p class="problem" role="alert">
                {words.notices.not_understood}
            </p>
        }
        .into_any()
    } else if history.messages.is_empty() {
        view! { <p class="empty">{words.audit.nothing}</p> }.into_any()
    } else {
        table(&address, &history.messages).into_any()
    };
    view! {
        <p>{words.notices.kept}</p>
        <AskHistory address=address.clone() question=question.clone() history=history.clone() />
        {table}
        {ways(&address, &question, &history)}
    }
    .into_any()
}

/// Asks for messages: a form that only reads, so its answer can be kept as a link.
#[component]
fn AskHistory(address: Address, question: Question, history: Arc<History>) -> impl IntoView {
    let (lang, words) = (address.lang, address.lang.words());
    let bare = address.with_own(Vec::new());
    let kept = kept(&bare);
    let select = |key: &'static str, label: &'static str| {
        let id = format!("ask-{key}");
        let options = options(&choices(lang, &history, key), question.chosen(key));
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <select id=id name=key>
                    <option value="">{words.audit.any}</option>
                    {options}
                </select>
            </div>
        }
    };
    let is_asked = question.is_filtered() || question.asked.is_none();
    let clear =
        is_asked.then(|| view! { <a href=format!("{bare}#history")>{words.audit.clear}</a> });
    view! {
        <form class="ask" method="get" action="/notices#history" role="search">
            {kept}
            {select("recipient", words.notices.recipients)}
            {select("channel", words.notices.through)}
            {select("state", words.notices.state)}
            <button type="submit">{words.audit.search}</button>
            {clear}
        </form>
    }
}

/// The links to the newest and to older messages; nothing where all of them are shown.
fn ways(address: &Address, question: &Question, history: &History) -> impl IntoView + use<> {
    let words = address.lang.words();
    let to = |below| format!("{}#history", question.address(address, below));
    let newest = question.typed.contains_key("below").then(|| to(None));
    let older = history.next.as_ref().map(|next| to(Some(next)));
    view! { <OlderLinks lang=address.lang label=words.notices.history newest older /> }
}

fn table(address: &Address, messages: &[Message]) -> impl IntoView + use<> {
    let words = address.lang.words().notices;
    let rows: Vec<_> = messages
        .iter()
        .map(|message| row(address, message.clone()))
        .collect();
    view! {
        <table class="stacked">
            <thead>
                <tr>
                    <th scope="col">{words.day}</th>
                    <th scope="col">{words.recipients}</th>
                    <th scope="col">{words.through}</th>
                    <th scope="col">{words.n_items}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.actions}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(address: &Address, message: Message) -> impl IntoView + use<> {
    let lang = address.lang;
    let words = lang.words().notices;
    let (state, details) = state(lang, &message);
    let again = match message.state {
        MessageState::Sent => Some(words.resend),
        MessageState::Queued => Some(words.try_now),
        // Until another digest tells what it was to tell.
        MessageState::Failed if message.n_items > 0 => Some(words.try_now),
        MessageState::Failed | MessageState::Superseded | MessageState::Dropped => None,
    };
    let again = again.map(|label| act_button(address, "resend", ("id", &message.id), label));
    let said = message.said.map(|said| {
        view! {
            <details>
                <summary>{words.said}</summary>
                <pre>{said}</pre>
            </details>
        }
    });
    view! {
        <tr>
            <th scope="row">{message.day.to_string()}</th>
            <td data-label=words.recipients>{message.recipient_name}</td>
            <td data-label=words.through>{message.channel_name}</td>
            <td data-label=words.n_items>{message.n_items}</td>
            <td data-label=words.state>
                {state}
                {details.into_iter().map(|says| view! { <div><small>{says}</small></div> }).collect_view()}
                {said}
            </td>
            <td data-label=words.actions>{again}</td>
        </tr>
    }
}

/// What became of a message, and what to know about it.
fn state(lang: Lang, message: &Message) -> (String, Vec<String>) {
    let words = lang.words();
    let state = wording::message_state(lang, message.state);
    let mut details = Vec::new();
    if let Some(failure) = message.failure {
        let answer = message.answer.clone();
        details.push(wording::refusal(lang, &Refusal { failure, answer }));
    }
    if message.state == MessageState::Queued && message.failure.is_some() {
        let (colon, next) = (words.colon, local_minute(&message.next_at));
        details.push(format!("{}{colon}{next}", words.notices.next_attempt));
    }
    let state = match &message.sent_at {
        Some(at) if message.state == MessageState::Sent => {
            format!("{state} {}", local_minute(at))
        }
        _ => state.to_owned(),
    };
    (state, details)
}
