//! What became of the messages of notices.

use leptos::prelude::*;
use registry::act::local_minute;
use registry::notices::{Message, MessageState};

use crate::components::act_button::act_button;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::wording;

/// The newest messages, the newest first.
#[component]
pub(crate) fn NoticeHistory(
    /// The page's own address.
    address: Address,
    messages: Vec<Message>,
) -> impl IntoView {
    let words = address.lang.words().notices;
    if messages.is_empty() {
        return view! { <p class="none">{words.no_history}</p> }.into_any();
    }
    let rows: Vec<_> = messages
        .into_iter()
        .map(|message| row(&address, message))
        .collect();
    view! {
        <p>{words.newest}</p>
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
    .into_any()
}

fn row(address: &Address, message: Message) -> impl IntoView + use<> {
    let lang = address.lang;
    let words = lang.words().notices;
    let (state, details) = state(lang, &message);
    let again = match message.state {
        MessageState::Sent => Some(words.resend),
        MessageState::Queued => Some(words.try_now),
        MessageState::Superseded | MessageState::Dropped => None,
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
        details.push(wording::failure(lang, failure));
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
