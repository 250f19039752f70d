//! Three-valued honesty: yes, no, and cannot tell.

use serde::Serialize;

/// Whether a condition holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// It surely does not.
    No,
    /// A needed fact is missing.
    Maybe,
    /// It surely does.
    Yes,
}

impl Truth {
    /// Yes or no.
    #[must_use]
    pub const fn sure(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// Whether all hold; nothing asked is yes.
    #[must_use]
    pub fn all(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().min().unwrap_or(Self::Yes)
    }

    /// Whether one holds; nothing offered is no.
    #[must_use]
    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().max().unwrap_or(Self::No)
    }
}

/// The outcome of a clause (结论).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// 不符合
    Short,
    /// 无法判定
    Undetermined,
    /// 符合
    Met,
    /// 不适用
    NotApplicable,
}

impl Verdict {
    /// Every verdict, worst first.
    pub const ALL: &'static [Self] = &[
        Self::Short,
        Self::Undetermined,
        Self::Met,
        Self::NotApplicable,
    ];

    /// The verdict of a condition that is surely, perhaps or surely not met.
    #[must_use]
    pub const fn of(truth: Truth) -> Self {
        match truth {
            Truth::No => Self::Short,
            Truth::Maybe => Self::Undetermined,
            Truth::Yes => Self::Met,
        }
    }

    /// The worst of several; what does not apply does not matter unless nothing applies.
    #[must_use]
    pub fn all(verdicts: impl IntoIterator<Item = Self>) -> Self {
        verdicts.into_iter().min().unwrap_or(Self::NotApplicable)
    }

    /// The best of several that apply.
    #[must_use]
    pub fn any(verdicts: impl IntoIterator<Item = Self>) -> Self {
        let applying = verdicts
            .into_iter()
            .filter(|verdict| *verdict != Self::NotApplicable);
        applying.max().unwrap_or(Self::NotApplicable)
    }

    /// The stable word used in files and output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Undetermined => "undetermined",
            Self::Met => "met",
            Self::NotApplicable => "not-applicable",
        }
    }
}
