//! Why a message did not leave, as it is kept: a code, and a number where the other side gave one.
//!
//! What the other side wrote is kept only where a mail server speaks of a sender, a recipient or a mail. A
//! robot's server may repeat the address, which is a secret, and one that refuses a sign-in the password.

/// The most characters that are kept of what a mail server wrote.
const MOST_OF_AN_ANSWER: usize = 200;

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
    /// The mail server offers no way to sign in that we know.
    NoSignIn,
    /// The mail server refused the sign-in, or wants one first, with this code.
    SignIn(i64),
    /// The mail server takes no mail of this sender: a code of 500 or more.
    Sender(i64),
    /// The mail server takes no mail for this recipient: below 500 not now, from 500 on not at all.
    Recipient(i64),
    /// The mail server read the mail and does not take it: below 500 not now, from 500 on not at all.
    Content(i64),
    /// The mail server answered anything else with a code of 400 or more.
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
    const PLAIN: [Self; 10] = [
        Self::NoMailServer,
        Self::BadAddress,
        Self::NotAllowed,
        Self::KeyLost,
        Self::Unreachable,
        Self::TimedOut,
        Self::Tls,
        Self::NoSignIn,
        Self::TooOften,
        Self::Unreadable,
    ];
    const NUMBERED: [fn(i64) -> Self; 7] = [
        Self::SignIn,
        Self::Sender,
        Self::Recipient,
        Self::Content,
        Self::Smtp,
        Self::Http,
        Self::Robot,
    ];

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
            Self::NoSignIn => "no-sign-in",
            Self::SignIn(_) => "sign-in",
            Self::Sender(_) => "sender",
            Self::Recipient(_) => "recipient",
            Self::Content(_) => "content",
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
            Self::BadAddress | Self::Recipient(_) | Self::Content(_) | Self::Robot(_)
        )
    }

    /// Whether the same message would be refused again whenever it is tried. What concerns a whole
    /// channel never is: somebody mends it, and what waits leaves.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::BadAddress | Self::Recipient(500..) | Self::Content(500..)
        )
    }

    /// As it is stored.
    pub(crate) fn stored(self) -> String {
        match self {
            Self::SignIn(number)
            | Self::Sender(number)
            | Self::Recipient(number)
            | Self::Content(number)
            | Self::Smtp(number)
            | Self::Http(number)
            | Self::Robot(number) => format!("{}:{number}", self.code()),
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

/// That a message did not leave: why, and what the mail server wrote about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub failure: Failure,
    /// What the mail server wrote, in one line without anything but letters; `None` where it wrote
    /// nothing, or it is not kept.
    pub answer: Option<String>,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self {
            failure,
            answer: None,
        }
    }
}

impl Refusal {
    /// A failure with what the mail server wrote; that is left out where it must not be kept.
    #[must_use]
    pub fn answered(failure: Failure, wrote: &str) -> Self {
        let is_kept = matches!(
            failure,
            Failure::Sender(_) | Failure::Recipient(_) | Failure::Content(_)
        );
        let answer = Some(cleaned(wrote)).filter(|answer| is_kept && !answer.is_empty());
        Self { failure, answer }
    }
}

/// One line, without what a terminal or a page would take for more than letters.
fn cleaned(wrote: &str) -> String {
    // Marks that turn the direction of writing show another text than there is.
    let turns = |c| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words = wrote.split(|c: char| c.is_whitespace() || c.is_control() || turns(c));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(MOST_OF_AN_ANSWER).collect()
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

    #[test]
    fn what_is_refused_for_good_concerns_one_message_and_no_channel() {
        for failure in [
            Failure::BadAddress,
            Failure::Recipient(550),
            Failure::Content(554),
        ] {
            assert!(
                failure.is_final() && !failure.is_of_channel(),
                "{failure:?}"
            );
        }
        for failure in [Failure::Recipient(450), Failure::Content(451)] {
            assert!(
                !failure.is_final() && !failure.is_of_channel(),
                "{failure:?}"
            );
        }
        for failure in [
            Failure::SignIn(535),
            Failure::Sender(553),
            Failure::Smtp(554),
            Failure::Smtp(421),
            Failure::NoSignIn,
            Failure::Tls,
        ] {
            assert!(
                !failure.is_final() && failure.is_of_channel(),
                "{failure:?}"
            );
        }
    }

    #[test]
    fn an_answer_is_one_line_of_letters_and_repeats_no_password() {
        let wrote = "5.1.1 \u{1b}[31mno such\r\nuser \u{202e}gnp.exe ";
        let refusal = Refusal::answered(Failure::Recipient(550), wrote);
        let answer = refusal.answer.unwrap();
        assert_eq!(answer, "5.1.1 [31mno such user gnp.exe");
        let long = Refusal::answered(Failure::Content(554), &"查".repeat(500));
        assert_eq!(long.answer.unwrap().chars().count(), MOST_OF_AN_ANSWER);
        for failure in [Failure::SignIn(535), Failure::Smtp(421), Failure::Robot(1)] {
            assert_eq!(Refusal::answered(failure, wrote).answer, None);
        }
        assert_eq!(Refusal::answered(Failure::Sender(553), " ").answer, None);
    }
}
