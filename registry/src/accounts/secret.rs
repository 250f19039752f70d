//! What cannot be guessed: tokens of sessions and links, ids, salts.

use std::fmt;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::hex::hex;

/// How many random bytes a token has.
const TOKEN_BYTES: usize = 32;

/// The system has no random bytes to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the system has no random bytes to give")]
pub struct NoRandomness;

/// A token: whoever shows it is let in. It is given out once; only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn new() -> Result<Self, NoRandomness> {
        random::<TOKEN_BYTES>().map(|bytes| Self(hex(&bytes)))
    }

    /// The token itself, for the cookie or the link it is given out in.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A short id that no other record has.
///
/// # Errors
/// [`NoRandomness`].
pub(crate) fn id() -> Result<String, NoRandomness> {
    random::<10>().map(|bytes| hex(&bytes))
}

/// Random bytes.
///
/// # Errors
/// [`NoRandomness`].
pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// What is kept of a token, and of what is typed as login. Tokens are long and random, so a plain
/// hash says nothing about them.
pub(crate) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}
