//! What is asked of the history of notices.

use std::collections::BTreeMap;

use registry::notices::{Asked, Channel, History, MessageState, Place};

use super::address::Address;
use super::typed::{page_of, typed};
use crate::locale::Lang;
use crate::wording;

/// The keys of an address of the page.
pub const KEYS: [&str; 4] = ["recipient", "channel", "state", "below"];

/// What was asked of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// What was typed, by key.
    pub typed: BTreeMap<&'static str, String>,
    /// What is asked for; `None` where what was typed cannot be understood.
    pub asked: Option<Asked>,
}

impl Question {
    /// What stands in an address.
    #[must_use]
    pub fn of(value: impl Fn(&str) -> Option<String>) -> Self {
        let typed = typed(&KEYS, value);
        let asked = asked(&typed);
        Self { typed, asked }
    }

    /// Whether anything but a page is asked for.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.typed.keys().any(|key| *key != "below")
    }

    /// What was chosen under a key.
    #[must_use]
    pub fn chosen(&self, key: &str) -> &str {
        self.typed.get(key).map_or("", String::as_str)
    }

    /// The address of the page with the same question; `below` begins another page of the history.
    #[must_use]
    pub fn address(&self, address: &Address, below: Option<&Place>) -> Address {
        address.with_own(page_of(&self.typed, below.map(ToString::to_string)))
    }
}

fn asked(typed: &BTreeMap<&'static str, String>) -> Option<Asked> {
    let text = |key: &str| typed.get(key).cloned();
    let state = match text("state") {
        Some(word) => {
            let mut states = MessageState::ALL.into_iter();
            Some(states.find(|state| state.word() == word)?)
        }
        None => None,
    };
    let below = match text("below") {
        Some(text) => Some(Place::parse(&text)?),
        None => None,
    };
    Some(Asked {
        recipient: text("recipient"),
        channel: text("channel"),
        state,
        below,
    })
}

/// The choices of a key: value and label.
#[must_use]
pub fn choices(lang: Lang, history: &History, key: &str) -> Vec<(String, String)> {
    match key {
        "recipient" => history.recipients.clone(),
        "channel" => {
            let channels = history.channels.iter();
            let label = |(id, name): &(String, String)| {
                let mail = lang.words().notices.mail;
                let name = if id == Channel::MAIL { mail } else { name };
                (id.clone(), name.to_owned())
            };
            channels.map(label).collect()
        }
        _ => {
            let label = |state: MessageState| {
                let label = wording::message_state(lang, state);
                (state.word().to_owned(), label.to_owned())
            };
            MessageState::ALL.map(label).to_vec()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Question {
        Question::of(|key| {
            let found = pairs.iter().find(|(known, _)| *known == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_next_page_asks_the_same() {
        let question = asked(&[
            ("state", "sent"),
            ("recipient", " r1 "),
            ("below", "2026-11-22~0a"),
            ("other", "x"),
        ]);
        let wanted = question.asked.clone().unwrap();
        assert_eq!(wanted.state, Some(MessageState::Sent));
        assert_eq!(wanted.recipient.as_deref(), Some("r1"));
        assert_eq!(wanted.below, Place::parse("2026-11-22~0a"));
        let page = Address::default().at_path("/notices");
        let next = Place::parse("2026-11-20~0b");
        assert_eq!(
            question.address(&page, next.as_ref()).to_string(),
            "/notices?recipient=r1&state=sent&below=2026-11-20~0b"
        );
        assert!(question.is_filtered() && !asked(&[("below", "2026-11-22~0a")]).is_filtered());
    }

    #[test]
    fn what_is_no_state_or_page_is_not_half_understood() {
        for bad in [("state", "weather"), ("below", "9")] {
            assert_eq!(asked(&[bad, ("recipient", "r1")]).asked, None, "{bad:?}");
        }
        assert_eq!(asked(&[("state", " ")]).asked, Some(Asked::default()));
    }
}
