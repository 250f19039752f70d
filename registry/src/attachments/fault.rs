//! What is wrong with a scan that somebody wants to add.

use thiserror::Error;

use super::Media;

/// What is wrong with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AttachmentFault {
    /// The server has no folder for files.
    #[error("{}", self.code())]
    NoFolder,
    /// There is no such record.
    #[error("{}", self.code())]
    NoSuchRecord,
    /// No file was chosen, or it is empty.
    #[error("{}", self.code())]
    Empty,
    /// The file is too long.
    #[error("{}", self.code())]
    TooLarge,
    /// The file has no name, one that is too long, or one with characters that steer.
    #[error("{}", self.code())]
    BadName,
    /// The file begins like none of those that may be added.
    #[error("{}", self.code())]
    UnknownMedia,
    /// The name ends otherwise than the file begins.
    #[error("{}", self.code())]
    OtherEnding {
        /// What the file is.
        media: Media,
    },
    /// The record has as many as it may.
    #[error("{}", self.code())]
    TooMany,
    /// The record has this very file already.
    #[error("{}", self.code())]
    Twice,
    /// It is there no more.
    #[error("{}", self.code())]
    Gone,
}

impl AttachmentFault {
    /// A stable kebab-case name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoFolder => "no-folder",
            Self::NoSuchRecord => "no-such-record",
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::BadName => "bad-name",
            Self::UnknownMedia => "unknown-media",
            Self::OtherEnding { .. } => "other-ending",
            Self::TooMany => "too-many",
            Self::Twice => "twice",
            Self::Gone => "gone",
        }
    }

    /// Every fault.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let others = [
            Self::NoFolder,
            Self::NoSuchRecord,
            Self::Empty,
            Self::TooLarge,
            Self::BadName,
            Self::UnknownMedia,
            Self::TooMany,
            Self::Twice,
            Self::Gone,
        ];
        let endings = Media::ALL.map(|media| Self::OtherEnding { media });
        others.into_iter().chain(endings).collect()
    }
}
