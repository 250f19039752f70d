//! Codes that change with time (RFC 6238, six digits, 30 seconds, SHA-1, as every app makes them),
//! and codes for those who have lost the device that makes them.

use std::fmt;

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use super::secret::{NoRandomness, random};
use crate::percent::encoded;

/// For how many seconds a code is the one.
const STEP_SECONDS: i64 = 30;
/// By how many steps a device's clock may be off.
const STEPS_OFF: i64 = 1;
const DIGITS: usize = 6;
/// How many codes there are for those who have lost the device.
pub const RECOVERY_CODES: usize = 10;

/// RFC 4648, without what looks alike on paper.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What a device makes codes from.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 20]);

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(…)")
    }
}

impl Seed {
    /// A new one.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub(super) fn new() -> Result<Self, NoRandomness> {
        random().map(Self)
    }

    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(super) const fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The seed as it is typed into a device.
    #[must_use]
    pub fn typed(&self) -> String {
        base32(&self.0)
    }

    /// The seed as a device reads it from a picture.
    #[must_use]
    pub fn uri(&self, login: &str) -> String {
        let login = encoded(login);
        let secret = self.typed();
        format!("otpauth://totp/zhunru:{login}?secret={secret}&issuer=zhunru")
    }

    /// The step whose code was typed, near an instant; `None` if it is no such code.
    pub(super) fn step_of(&self, typed: &str, at: DateTime<Utc>) -> Option<i64> {
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let now = at.timestamp().div_euclid(STEP_SECONDS);
        // The newest first, so that a code is used up no later than it must be.
        let mut steps = (now - STEPS_OFF..=now + STEPS_OFF).rev();
        steps.find(|step| is_equal(&self.code(*step), &typed))
    }

    /// The code of a step.
    pub(super) fn code(&self, step: i64) -> String {
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else {
            return String::new();
        };
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let offset = usize::from(hash.last().copied().unwrap_or_default() & 0xf);
        let four = hash.get(offset..offset + 4).unwrap_or_default();
        let number = four.iter().fold(0_u32, |n, byte| n << 8 | u32::from(*byte));
        let number = (number & 0x7fff_ffff) % 1_000_000;
        format!("{number:0DIGITS$}")
    }
}

/// New codes for those who have lost the device: 80 bits each, in groups of four.
///
/// # Errors
/// [`NoRandomness`].
pub(super) fn recovery_codes() -> Result<Vec<String>, NoRandomness> {
    let code = |_| {
        let text = base32(&random::<10>()?);
        let groups: Vec<String> = text
            .as_bytes()
            .chunks(4)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        Ok(groups.join("-"))
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// A recovery code as it is hashed, whatever case and signs it was typed with; `None` if it can be
/// none.
pub(super) fn recovery_code(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    (code.len() == 16).then(|| code.to_ascii_uppercase())
}

/// Compares without telling by the time where they differ.
fn is_equal(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes());
    let differing = differing.fold(0, |all, (one, other)| all | (one ^ other));
    !one.is_empty() && one.len() == other.len() && differing == 0
}

fn base32(bytes: &[u8]) -> String {
    let (mut text, mut held, mut n_held) = (String::new(), 0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        n_held += 8;
        while n_held >= 5 {
            n_held -= 5;
            let place = (held >> n_held) & 31;
            let digit = BASE32.get(usize::try_from(place).unwrap_or_default());
            text.extend(digit.map(|digit| char::from(*digit)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> Seed {
        Seed(*b"12345678901234567890")
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, the last six digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(seed().code(seconds / 30), code);
            assert_eq!(seed().step_of(code, at(seconds)), Some(seconds / 30));
        }
        assert_eq!(seed().typed(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_code_holds_one_step_before_and_after_and_no_longer() {
        let now = at(1_800_000_015);
        let step = 60_000_000;
        for off in -3..=3 {
            let found = seed().step_of(&seed().code(step + off), now);
            assert_eq!(found, (off.abs() <= 1).then_some(step + off), "{off}");
        }
        assert_eq!(seed().step_of(" 287 082 ", at(59)), Some(1));
        for typed in ["", "287", "2870820", "abcdef", "２８７０８２"] {
            assert_eq!(seed().step_of(typed, at(59)), None, "{typed}");
        }
    }

    #[test]
    fn recovery_codes_are_many_and_read_as_people_type_them() {
        let codes = recovery_codes().unwrap();
        let distinct: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), RECOVERY_CODES);
        for code in &codes {
            assert_eq!(code.len(), 19, "{code}");
            let typed = code.to_lowercase().replace('-', " ");
            assert_eq!(recovery_code(&typed).unwrap(), code.replace('-', ""));
        }
        assert_eq!(recovery_code("287082"), None);
    }

    #[test]
    fn an_address_names_login_and_maker() {
        let uri = seed().uri("王 fang");
        assert!(uri.starts_with("otpauth://totp/zhunru:%E7%8E%8B%20fang?secret=GEZD"));
    }
}
