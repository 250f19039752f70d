//! One change of a what-if page in its short form, as it stands in an address.
//!
//! A sort and its values with `~` between them, such as `leave~0103~2026-12-01`. What is read goes
//! through the reader of what-if files, so a wrong word or date is refused as it is there.

use eligibility::catalogue::{Catalogue, ProfessionId};
use eligibility::day::Day;
use eligibility::file::{FaultKind, Node, Value};
use eligibility::whatif::{Change, PaperIssued, WhatIf};

/// What one choice changes: the facts, or the day of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// The facts.
    Facts(Box<Change>),
    /// The day whose edition of the rules is taken.
    Rules(Day),
}

/// Why a short form cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// No such sort, or not as many values as it has.
    Form,
    /// A value that a what-if file may not hold either.
    Value(FaultKind),
}

/// A sort of change that a page can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A person leaves.
    Leave,
    /// A paper is renewed.
    Renew,
    /// A paper is obtained.
    Obtain,
    /// A person is put on a post.
    Post,
    /// A device is put into use.
    Device,
    /// Another edition of the rules.
    Rules,
}

impl Sort {
    /// Every sort.
    pub const ALL: [Self; 6] = [
        Self::Leave,
        Self::Renew,
        Self::Obtain,
        Self::Post,
        Self::Device,
        Self::Rules,
    ];

    /// The sort that a word of an address stands for.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// The word that stands for it in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Renew => "renew",
            Self::Obtain => "obtain",
            Self::Post => "post",
            Self::Device => "device",
            Self::Rules => "rules",
        }
    }

    /// The names of its values in what-if files, in the order of the short form; those that may be
    /// blank have `?` after them.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Leave => &["staff", "last_day"],
            Self::Renew | Self::Obtain => &["staff", "kind", "issued", "expires?", "category?"],
            Self::Post => &["staff", "post", "full_time?", "from", "to?"],
            Self::Device => &["kind", "from"],
            Self::Rules => &["edition"],
        }
    }

    const fn change_key(self) -> &'static str {
        match self {
            Self::Leave => "person_leaves",
            Self::Renew => "paper_renewed",
            Self::Obtain => "paper_obtained",
            Self::Post => "posted",
            Self::Device => "device_added",
            Self::Rules => "edition",
        }
    }
}

/// The short form of a sort with its values, in the order of the short form.
#[must_use]
pub fn short_form(sort: Sort, values: &[&str]) -> String {
    let values = values
        .iter()
        .map(|value| value.replace('%', "%25").replace('~', "%7E"));
    let parts: Vec<String> = [sort.code().to_owned()].into_iter().chain(values).collect();
    parts.join("~")
}

impl Chosen {
    /// Reads a short form.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str, catalogue: &Catalogue) -> Result<Self, Unread> {
        let mut parts = text.split('~');
        let sort = parts.next().and_then(Sort::from_code).ok_or(Unread::Form)?;
        let values: Vec<String> = parts
            .map(plain)
            .collect::<Option<_>>()
            .ok_or(Unread::Form)?;
        let (keys, mut table) = (sort.keys(), Vec::new());
        if keys.len() != values.len() {
            return Err(Unread::Form);
        }
        for (key, value) in keys.iter().zip(values) {
            let value = value.trim();
            let name = key.trim_end_matches('?');
            if !value.is_empty() {
                table.push((name, node(name, value)?));
            } else if name == *key {
                let key = name.to_owned();
                return Err(Unread::Value(FaultKind::MissingKey { key }));
            }
        }
        let file = if sort == Sort::Rules {
            Node::table(table)
        } else {
            let change = Node::table([(sort.change_key(), Node::table(table))]);
            Node::table([("change", Node::list([change]))])
        };
        let read = WhatIf::read(&file, catalogue).map_err(|faults| {
            let first = faults.0.into_iter().next();
            first.map_or(Unread::Form, |fault| Unread::Value(fault.kind))
        })?;
        let change = read.changes.into_iter().next();
        let change = change.map(|change| Self::Facts(Box::new(change)));
        change
            .or_else(|| read.rules_on.map(Self::Rules))
            .ok_or(Unread::Form)
    }

    /// The short form; `None` for a change that has none, or says more than it can.
    #[must_use]
    pub fn short(&self) -> Option<String> {
        match self {
            Self::Rules(day) => Some(short_form(Sort::Rules, &[&day.to_string()])),
            Self::Facts(change) => short(change),
        }
    }
}

/// The short form of a change; `None` where it has none, or says more than that can.
#[must_use]
pub fn short(change: &Change) -> Option<String> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    Some(match change {
        Change::PersonLeaves(leaves) => {
            let last_day = leaves.last_day.to_string();
            short_form(Sort::Leave, &[leaves.staff.as_str(), &last_day])
        }
        Change::PaperRenewed(paper) => paper_form(Sort::Renew, paper)?,
        Change::PaperObtained(paper) => paper_form(Sort::Obtain, paper)?,
        Change::Posted(posted) => {
            let full_time = match posted.full_time {
                None => "",
                Some(true) => FULL_TIME,
                Some(false) => PART_TIME,
            };
            let (staff, post) = (posted.staff.as_str(), posted.post.as_str());
            let (from, to) = (posted.from.to_string(), day(posted.to));
            short_form(Sort::Post, &[staff, post, full_time, &from, &to])
        }
        Change::DeviceAdded(device) => {
            let form = short_form(Sort::Device, &[device.kind.as_str(), &day(device.from)]);
            let mut bare = device.clone();
            (bare.name, bare.department, bare.to) = (None, None, None);
            (bare.rows, bare.tesla) = (None, None);
            (bare.external_contacts, bare.image_system) = (None, None);
            (bare == *device && device.from.is_some()).then_some(form)?
        }
        _ => return None,
    })
}

fn paper_form(sort: Sort, paper: &PaperIssued) -> Option<String> {
    let expires = paper.expires.map(|day| day.to_string());
    let category = paper.category.as_ref().map(ProfessionId::as_str);
    let values = [
        paper.staff.as_str(),
        paper.kind.as_str(),
        &paper.issued.to_string(),
        expires.as_deref().unwrap_or_default(),
        category.unwrap_or_default(),
    ];
    let says_more = paper.number.is_some() || paper.issuer.is_some();
    (!says_more).then(|| short_form(sort, &values))
}

/// Full-time, in a short form.
pub(crate) const FULL_TIME: &str = "full";
/// Part-time, in a short form.
pub(crate) const PART_TIME: &str = "part";

fn node(key: &str, value: &str) -> Result<Node, Unread> {
    match (key, value) {
        ("full_time", FULL_TIME) => Ok(Node::bare(Value::Bool(true))),
        ("full_time", PART_TIME) => Ok(Node::bare(Value::Bool(false))),
        ("full_time", _) => Err(Unread::Form),
        _ => Ok(Node::text(value)),
    }
}

/// A value without its escapes; `None` for an escape that is none of ours.
fn plain(part: &str) -> Option<String> {
    let mut pieces = part.split('%');
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        let (sign, rest) = match (piece.strip_prefix("25"), piece.strip_prefix("7E")) {
            (Some(rest), _) => ('%', rest),
            (_, Some(rest)) => ('~', rest),
            _ => return None,
        };
        text.push(sign);
        text.push_str(rest);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Chosen, Unread> {
        Chosen::read(text, &Catalogue::built_in().unwrap())
    }

    #[test]
    fn every_sort_is_read_and_written_back_the_same() {
        for text in [
            "leave~S0103~2026-12-01",
            "leave~a%7Eb%25c~2026-12-01",
            "renew~S0103~permit-ct~2026-12-01~2031-11-30~",
            "obtain~S0103~permit-ct~2026-12-01~~physician",
            "post~S0103~physician~full~2026-12-01~",
            "post~S0103~physician~part~2026-12-01~2027-12-01",
            "post~S0103~leader~~2026-12-01~",
            "device~mr~2026-12-01",
            "rules~2031-01-01",
        ] {
            let chosen = read(text).unwrap();
            assert_eq!(chosen.short().as_deref(), Some(text));
        }
    }

    #[test]
    fn what_stands_in_a_value_does_not_end_it() {
        let Ok(Chosen::Facts(change)) = read("leave~a%7Eb%25c~2026-12-01") else {
            panic!();
        };
        assert!(matches!(*change, Change::PersonLeaves(c) if c.staff.as_str() == "a~b%c"));
    }

    #[test]
    fn what_is_no_short_form_is_refused() {
        for text in [
            "",
            "leave",
            "leave~1",
            "leave~1~2026-12-01~",
            "Leave~1~2026-12-01",
            "hire~1~2026-12-01",
            "leave~%7e~2026-12-01",
            "leave~%~2026-12-01",
            "post~1~physician~yes~2026-12-01~",
            "rules~2026-12-01~",
        ] {
            assert_eq!(read(text), Err(Unread::Form), "{text}");
        }
    }

    #[test]
    fn a_wrong_value_is_refused_as_in_a_file() {
        for (text, code) in [
            ("leave~~2026-12-01", "missing-key"),
            ("leave~1~2026-12-32", "wrong-kind"),
            ("rules~", "missing-key"),
            ("obtain~1~no-such-paper~2026-12-01~~", "unknown-word"),
            ("post~1~no-such-post~full~2026-12-01~", "unknown-word"),
            ("renew~1~permit-ct~2026-12-01~2026-11-01~", "out-of-order"),
        ] {
            let Err(Unread::Value(kind)) = read(text) else {
                panic!("{text}");
            };
            assert_eq!(kind.code(), code, "{text}");
        }
    }

    #[test]
    fn a_change_that_says_more_has_no_short_form() {
        let Ok(Chosen::Facts(change)) = read("obtain~1~permit-ct~2026-12-01~~") else {
            panic!();
        };
        let Change::PaperObtained(mut paper) = *change else {
            panic!();
        };
        paper.number = Some("81".into());
        assert_eq!(short(&Change::PaperObtained(paper)), None);
    }
}
