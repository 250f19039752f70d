//! The two languages, Chinese first.
//!
//! Every word a page or the command line shows stands in [`Words`], with one complete `static` of
//! it per language: a word that lacks a translation does not compile. Sentences with data in them
//! are functions of [`crate::wording`], written once per language over the same enums.
//!
//! Why not an i18n crate: all text is rendered on the server, so there is nothing to hydrate and
//! nothing to load in the browser; the same words serve the terminal, where no component runs; and
//! no third party decides when we may move to the next leptos.

mod accounts;
mod api_tokens;
mod attachments;
mod audit;
mod due;
mod en;
mod export;
mod feeds;
mod files;
mod identity;
mod import;
mod notices;
mod records;
mod setup;
mod staff;
mod strip;
mod timeline;
mod what_if;
mod words;
mod zh;

pub use accounts::AccountWords;
pub use api_tokens::ApiTokenWords;
pub use attachments::AttachmentWords;
pub use audit::AuditWords;
pub use due::DueWords;
pub use export::ExportWords;
pub use feeds::FeedWords;
pub use files::FileWords;
pub use identity::IdentityWords;
pub use import::ImportWords;
pub use notices::NoticeWords;
pub use records::RecordWords;
pub use setup::{ProposalWords, SetUpWords};
pub use staff::StaffWords;
pub use strip::StripWords;
pub use timeline::TimelineWords;
pub use what_if::WhatIfWords;
pub use words::Words;

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language of an address (`?lang=en`) or an option; `None` if it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The word that stands for it in addresses and options.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The value of HTML's `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// All words of the language.
    #[must_use]
    pub const fn words(self) -> &'static Words {
        match self {
            Self::Zh => &zh::ZH,
            Self::En => &en::EN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    /// Every word of a language; the debug form of [`super::Words`] names each field before its text.
    fn texts(lang: Lang) -> Vec<String> {
        let written = format!("{:?}", lang.words());
        written
            .split('"')
            .skip(1)
            .step_by(2)
            .map(ToOwned::to_owned)
            .collect()
    }

    #[test]
    fn no_language_leaks_into_the_other() {
        for text in texts(Lang::Zh) {
            assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
        }
        for text in texts(Lang::En) {
            assert!(!text.contains(|c| ('一'..='龥').contains(&c)), "{text}");
        }
        assert_eq!(texts(Lang::Zh).len(), texts(Lang::En).len());
    }

    #[test]
    fn codes_are_read_back() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_code(lang.code()), Some(lang));
        }
        assert_eq!(Lang::from_code("fr"), None);
    }
}
