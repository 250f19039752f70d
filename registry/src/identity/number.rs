//! An identity number that was checked.

use std::fmt;

use eligibility::day::Day;

use crate::ledger::IdFault;
use crate::ledger::identity;

/// An identity number: 18 characters with a birth date and a check digit that fits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdentityNumber {
    text: String,
    born: Day,
}

impl IdentityNumber {
    /// Reads a number as it was typed.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(typed: &str) -> Result<Self, IdFault> {
        let (text, born) = identity::check(typed)?;
        Ok(Self { text, born })
    }

    /// The birth date in it.
    #[must_use]
    pub const fn born(&self) -> Day {
        self.born
    }

    /// The whole number.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// The number with all but its last four characters hidden.
    #[must_use]
    pub fn masked(&self) -> String {
        const SHOWN: usize = 4;
        let hidden = self.text.chars().count().saturating_sub(SHOWN);
        let shown: String = self.text.chars().skip(hidden).collect();
        format!("{}{shown}", "*".repeat(hidden))
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityNumber(…)")
    }
}
