//! Passwords: which may be chosen, and how they are kept.
//!
//! Hashing is slow on purpose and takes 19 MiB of memory, so both functions are for a thread of
//! their own, and for few at a time; that is for the server to see to. A thread that compares keeps
//! the memory for the next comparison: given back and taken anew, it would pile up in the allocator.

use std::cell::RefCell;
use std::fmt;

use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc::{Output, PasswordHash};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use zxcvbn::{Score, zxcvbn};

use super::secret::{NoRandomness, random};

/// The fewest characters.
pub const MIN_CHARS: usize = 10;
/// The most characters.
pub const MAX_CHARS: usize = 128;

/// How much of a password is looked at when it is asked how easily it is guessed: the answer takes
/// time with the square of the length, and what is hard to guess stays so however it goes on.
const JUDGED_CHARS: usize = 48;

/// What an unknown login is compared with, so that it takes as long as a known one. No password has
/// this hash.
pub(super) const NOBODYS_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password that may be chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a password may not be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer than [`MIN_CHARS`].
    TooShort,
    /// More than [`MAX_CHARS`].
    TooLong,
    /// The login or the name stands in it.
    NamesItsOwner,
    /// It is among the common ones, or made of parts that are.
    EasilyGuessed,
    /// The repetition is another text.
    NotRepeated,
    /// The password that was to be known is another.
    WrongPresent,
}

impl PasswordFault {
    /// Every fault.
    pub const ALL: [Self; 6] = [
        Self::TooShort,
        Self::TooLong,
        Self::NamesItsOwner,
        Self::EasilyGuessed,
        Self::NotRepeated,
        Self::WrongPresent,
    ];
}

impl Password {
    /// Takes a password as it was typed twice, for an account of this login and name. No rules about
    /// kinds of characters: they make passwords alike, not better.
    ///
    /// # Errors
    /// The first fault.
    pub fn choose(
        typed: &str,
        repeated: &str,
        login: &str,
        name: &str,
    ) -> Result<Self, PasswordFault> {
        let n_chars = typed.chars().count();
        if n_chars < MIN_CHARS {
            return Err(PasswordFault::TooShort);
        }
        if n_chars > MAX_CHARS {
            return Err(PasswordFault::TooLong);
        }
        let lower = typed.to_lowercase();
        let named = |text: &str| !text.is_empty() && lower.contains(&text.to_lowercase());
        if named(login) || named(name) {
            return Err(PasswordFault::NamesItsOwner);
        }
        let judged: String = typed.chars().take(JUDGED_CHARS).collect();
        if zxcvbn(&judged, &[login, name, "zhunru", "准入"]).score() < Score::Three {
            return Err(PasswordFault::EasilyGuessed);
        }
        if typed != repeated {
            return Err(PasswordFault::NotRepeated);
        }
        Ok(Self(typed.to_owned()))
    }

    /// The form in which it is kept: Argon2id with a salt of its own. Slow.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn hash(&self) -> Result<Hash, NoRandomness> {
        let salt = random::<16>()?;
        let hash = argon2().hash_password_with_salt(self.0.as_bytes(), &salt);
        // The parameters and the salt are within bounds, whatever the password.
        hash.map(|hash| Hash(hash.to_string()))
            .map_err(|_| NoRandomness)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A password as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Hash(String);

impl Hash {
    /// What was stored.
    pub(super) const fn of_stored(stored: String) -> Self {
        Self(stored)
    }

    /// The text that is stored.
    pub(crate) fn stored(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hash(…)")
    }
}

thread_local! {
    /// What a comparison is computed in.
    static BLOCKS: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
}

/// Whether a password is the one of a stored hash. Slow.
pub(super) fn fits(typed: &str, stored: &str) -> bool {
    compare(typed, stored).unwrap_or(false)
}

/// `None` for what is no stored hash.
fn compare(typed: &str, stored: &str) -> Option<bool> {
    let stored = PasswordHash::new(stored).ok()?;
    let (salt, expected) = (stored.salt.as_ref()?, stored.hash.as_ref()?);
    let algorithm = Algorithm::try_from(stored.algorithm.as_str()).ok()?;
    let version = Version::try_from(stored.version?).ok()?;
    let params = Params::try_from(&stored).ok()?;
    let n_blocks = params.block_count();
    let argon2 = Argon2::new(algorithm, version, params);
    let mut out = vec![0; expected.len()];
    let computed = BLOCKS.with_borrow_mut(|blocks| {
        blocks.resize(n_blocks, Block::new());
        argon2.hash_password_into_with_memory(typed.as_bytes(), salt, &mut out, blocks)
    });
    computed.ok()?;
    // Equal in constant time.
    Some(Output::new(&out).ok()? == *expected)
}

/// Argon2id with the least that OWASP asks: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(typed: &str) -> Result<Password, PasswordFault> {
        Password::choose(typed, typed, "wang.fang", "王芳")
    }

    #[test]
    fn a_password_is_as_long_as_asked_and_not_common() {
        for (typed, fault) in [
            ("xK3#q", PasswordFault::TooShort),
            (&"长".repeat(129), PasswordFault::TooLong),
            ("my-Wang.Fang-0815-x", PasswordFault::NamesItsOwner),
            ("王芳的密码是很难猜的吧", PasswordFault::NamesItsOwner),
            ("password123", PasswordFault::EasilyGuessed),
            ("1234567890", PasswordFault::EasilyGuessed),
            ("qwertyuiop", PasswordFault::EasilyGuessed),
            ("aaaaaaaaaaaaaaaa", PasswordFault::EasilyGuessed),
            ("zhunru2026", PasswordFault::EasilyGuessed),
        ] {
            assert_eq!(choose(typed), Err(fault), "{typed}");
        }
        for typed in [
            "correct horse battery",
            "十步杀一人千里不留行",
            "tK9vq-Lm2xw",
        ] {
            assert!(choose(typed).is_ok(), "{typed}");
        }
        let other = Password::choose("tK9vq-Lm2xw", "tK9vq-Lm2xW", "a", "b");
        assert_eq!(other, Err(PasswordFault::NotRepeated));
    }

    #[test]
    fn a_password_fits_its_own_hash_and_no_other() {
        let password = choose("correct horse battery").unwrap();
        let hash = password.hash().unwrap();
        assert!(hash.stored().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(hash, password.hash().unwrap(), "each has a salt of its own");
        assert!(fits("correct horse battery", hash.stored()));
        assert!(!fits("correct horse batterz", hash.stored()));
        assert!(!fits("correct horse battery", "no hash at all"));
    }

    #[test]
    fn nobodys_hash_is_one_that_is_computed_and_never_fits() {
        let shape = |hash: &str| hash.split('$').map(str::len).collect::<Vec<_>>();
        let real = choose("correct horse battery").unwrap().hash().unwrap();
        assert_eq!(shape(NOBODYS_HASH), shape(real.stored()));
        assert!(!fits("", NOBODYS_HASH));
    }

    #[test]
    fn secrets_are_not_in_debug_texts() {
        let password = choose("correct horse battery").unwrap();
        let text = format!("{password:?} {:?}", password.hash().unwrap());
        assert!(
            !text.contains("horse") && !text.contains("argon2"),
            "{text}"
        );
    }
}
