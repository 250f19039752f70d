//! Why a message did not leave, as it is kept: a code, and a number where the other side gave one. What
//! the other side wrote is not kept, since it may repeat what must not be told.

/// Why a message did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No mail server is named.
    NoMailServer,
    /// An address is none.
    BadAddress,
    /// The address of a robot is not one that may be called.
    NotAllowed,
    /// The key with which the robot's address was sealed is not at hand.
    KeyLost,
    /// Nobody answers there.
    Unreachable,
    /// The answer took too long.
    TimedOut,
    /// The connection could not be encrypted, or the certificate is not trusted.
    Tls,
    /// The mail server answered with a code of 400 or more.
    Smtp(i64),
    /// The robot's server answered with another HTTP status than 200.
    Http(i64),
    /// The robot's server accepted the request and refused the message with this code.
    Robot(i64),
    /// The robot was asked too often.
    TooOften,
    /// The answer was none of a robot.
    Unreadable,
}

impl Failure {
    const PLAIN: [Self; 9] = [
        Self::NoMailServer,
        Self::BadAddress,
        Self::NotAllowed,
        Self::KeyLost,
        Self::Unreachable,
        Self::TimedOut,
        Self::Tls,
        Self::TooOften,
        Self::Unreadable,
    ];
    const NUMBERED: [fn(i64) -> Self; 3] = [Self::Smtp, Self::Http, Self::Robot];

    /// Every kind of failure.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let numbered = Self::NUMBERED.into_iter().map(|with| with(500));
        Self::PLAIN.into_iter().chain(numbered).collect()
    }

    /// A stable kebab-case name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoMailServer => "no-mail-server",
            Self::BadAddress => "bad-address",
            Self::NotAllowed => "not-allowed",
            Self::KeyLost => "key-lost",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed-out",
            Self::Tls => "tls",
            Self::Smtp(_) => "smtp",
            Self::Http(_) => "http",
            Self::Robot(_) => "robot",
            Self::TooOften => "too-often",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether the next message through the same channel would fail in the same way.
    #[must_use]
    pub const fn is_of_channel(self) -> bool {
        !matches!(
            self,
            Self::BadAddress | Self::Smtp(550..=559) | Self::Robot(_)
        )
    }

    /// As it is stored.
    pub(crate) fn stored(self) -> String {
        match self {
            Self::Smtp(number) | Self::Http(number) | Self::Robot(number) => {
                format!("{}:{number}", self.code())
            }
            plain => plain.code().to_owned(),
        }
    }

    /// The failure of a stored text; `None` if it is none of ours.
    pub(crate) fn from_stored(text: &str) -> Option<Self> {
        let Some((code, number)) = text.split_once(':') else {
            return Self::PLAIN.into_iter().find(|plain| plain.code() == text);
        };
        let number = number.parse().ok()?;
        let mut all = Self::NUMBERED.into_iter().map(|with| with(number));
        all.find(|failure| failure.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_is_read_back() {
        for failure in Failure::all() {
            assert_eq!(Failure::from_stored(&failure.stored()), Some(failure));
        }
        assert_eq!(
            Failure::from_stored("robot:-130101"),
            Some(Failure::Robot(-130_101))
        );
        assert_eq!(Failure::from_stored("weather"), None);
    }
}
