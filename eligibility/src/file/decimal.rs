//! Measured amounts: whole numbers or numbers with at most two decimals, kept exactly.

use std::fmt;

use super::node::{Node, Value};
use super::reader::{Cx, Shape};
use super::schema::Definitions;
use super::thing::Expected;

/// Hundredths of one.
const ONE: u64 = 100;

/// A number that is not negative, with at most two decimals: square metres, metres, tesla.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    hundredths: u32,
}

impl Decimal {
    /// The number in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.hundredths
    }

    /// The number a text stands for: digits, and at most two after a point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let part = part.trim_end_matches('0');
        if whole.is_empty() || part.len() > 2 || !all_digits(whole) || !all_digits(part) {
            return None;
        }
        let hundredths: u64 = format!("{part:0<2}").parse().ok()?;
        let whole: u64 = whole.parse().ok()?;
        let hundredths = whole.checked_mul(ONE)?.checked_add(hundredths)?;
        let hundredths = u32::try_from(hundredths).ok()?;
        Some(Self { hundredths })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = u64::from(self.hundredths);
        let (whole, part) = (hundredths / ONE, hundredths % ONE);
        if part == 0 {
            return write!(f, "{whole}");
        }
        let part = format!("{part:02}");
        write!(f, "{whole}.{}", part.trim_end_matches('0'))
    }
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl Shape for Decimal {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let read = match &node.value {
            Value::Int(number) => Self::parse(&number.to_string()),
            Value::Fraction(text) | Value::Text(text) => Self::parse(text.trim()),
            _ => None,
        };
        if read.is_none() {
            cx.wrong_kind(Expected::Decimal, node);
        }
        read
    }

    fn write(&self) -> Node {
        let text = self.to_string();
        let value = text.parse().map_or(Value::Fraction(text), Value::Int);
        Node::bare(value)
    }

    fn schema(_: &mut Definitions) -> Node {
        let number = Node::table([
            ("type", Node::text("number")),
            ("minimum", Node::bare(Value::Int(0))),
        ]);
        let text = Node::table([
            ("type", Node::text("string")),
            ("pattern", Node::text(r"^\d+(\.\d{1,2})?$")),
        ]);
        Node::table([("anyOf", Node::list([number, text]))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_two_decimals_and_no_more() {
        let hundredths = |text| Decimal::parse(text).map(Decimal::hundredths);
        assert_eq!(hundredths("150"), Some(15_000));
        assert_eq!(hundredths("150.01"), Some(15_001));
        assert_eq!(hundredths("4.5"), Some(450));
        assert_eq!(hundredths("1.500"), Some(150));
        assert_eq!(hundredths("1.505"), None);
        assert_eq!(hundredths("-1"), None);
        assert_eq!(hundredths("1e3"), None);
        assert_eq!(hundredths(""), None);
    }

    #[test]
    fn amounts_are_written_as_short_as_they_are() {
        for text in ["0", "0.05", "1.5", "29.9", "80"] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
    }
}
