//! What is wrong with a file. Keys and words of the file itself stand in backticks as written there.

use eligibility::file::{Fault, FaultKind, Rule};

pub(in crate::wording) fn place(fault: &Fault) -> String {
    match (fault.line, fault.path.as_str()) {
        (None, "") => String::new(),
        (None, path) => format!("{path}: "),
        (Some(line), "") => format!("line {line}: "),
        (Some(line), path) => format!("line {line}, {path}: "),
    }
}

pub(in crate::wording) fn kind(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Syntax { message } => {
            format!("not well-formed, {message}; repair the file and try again")
        }
        FaultKind::UnknownKey { found, allowed } => {
            format!(
                "`{found}` is not a key here; use one of {}",
                quoted(allowed)
            )
        }
        FaultKind::RepeatedKey { found } => format!("key `{found}` stands twice; keep one"),
        FaultKind::MissingKey { key } => format!("key `{key}` is missing; add it"),
        FaultKind::WrongKind { expected, found } => format!("expected {expected}, found {found}"),
        FaultKind::UnknownWord {
            what,
            found,
            allowed,
        } => {
            format!("unknown {what} `{found}`; use one of {}", quoted(allowed))
        }
        FaultKind::OutOfOrder {
            first_key,
            first,
            last_key,
            last,
        } => {
            format!("`{last_key}` {last} is before `{first_key}` {first}; check the dates")
        }
        FaultKind::Duplicate { what, found } => {
            format!("{what} `{found}` stands twice; give each its own")
        }
        FaultKind::Dangling { what, found } => {
            format!("no {what} `{found}` in this file; add it or correct the reference")
        }
        FaultKind::NotAllowed { rule } => self::rule(rule),
    }
}

fn quoted<T: std::fmt::Display>(words: &[T]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// Between which numbers another has to be, ends included.
pub(super) fn range(least: u32, most: Option<u32>) -> String {
    match most {
        Some(most) => format!("must be from {least} to {most}"),
        None => format!("must be at least {least}"),
    }
}

/// What the rules of the file formats ask for.
fn rule(rule: &Rule) -> String {
    match rule {
        Rule::EmptyText => "the text is empty; fill it in, or leave the key out".into(),
        Rule::ControlCharacter { found } => format!(
            "the text holds the control character `U+{:04X}`, which cannot be seen; take it out, or type the text anew",
            u32::from(*found)
        ),
        Rule::EmptyList => "the list is empty; name what is asked for, or leave the key out".into(),
        Rule::AsksNothing => {
            "no condition is stated, so everybody would count; state at least one".into()
        }
        Rule::ExactlyOne { keys } => format!("write exactly one of {}", quoted(keys)),
        Rule::AtLeastOne { keys } => format!("write at least one of {}", quoted(keys)),
        Rule::AtMostOne { keys } => format!("write at most one of {}", quoted(keys)),
        Rule::OutOfRange { key, least, most } => format!("`{key}` {}", range(*least, *most)),
        Rule::NobodyToAssess => {
            "name whose people are assessed: `departments`, `postings` or a `leader`".into()
        }
        Rule::ClauseWithoutTest { tests } => {
            let tests = quoted(tests);
            format!("a clause with flag `P`, `Q` or `NP` needs a test: one of {tests}")
        }
        Rule::TestNotAssessed => {
            "a clause with flag `W` or `X` is not assessed; drop its tests or correct `flag`".into()
        }
        Rule::WaivesOutsideWaiver => {
            "only a clause with flag `W` may have `waives`; drop it or correct `flag`".into()
        }
        Rule::WaivesPersonnel { clause } => {
            format!("a personnel clause is never waived (A28); drop `{clause}` from `clauses`")
        }
        Rule::NoOuterHeadcount { clause } => {
            format!(
                "clause `{clause}` has no headcount of the same group; correct `within` or `group`"
            )
        }
        Rule::WorstOfOthers { clause } => {
            format!("clause `{clause}` is itself the worst of others; name those instead")
        }
        Rule::WithinCircle => "`within` leads back to this headcount; correct `within`".into(),
        Rule::PoolKeys => "the keys of the pool do not fit: `posted` needs `post` and may be \
            `full_time`; `members-or-posted` needs `post`; `members` takes neither and may have \
            `department_kind` and `except_department_kind`"
            .into(),
        Rule::OtherPool => {
            "a headcount within another has the same pool; leave the keys of the pool out".into()
        }
        Rule::ChangesNothing => "an alternative must change at least one clause".into(),
        Rule::NothingToDrop { clause, key } => {
            format!("clause `{clause}` has no key `{key}`; correct `drop`")
        }
        Rule::EditionsOverlap { edition, other } => {
            format!(
                "editions `{edition}` and `{other}` overlap; correct `from` or `to`, so that each day belongs to one at most"
            )
        }
        Rule::NotOnRecord {
            what,
            found,
            recorded,
        } => {
            if recorded.is_empty() {
                format!("there is no {what} `{found}` on record, nor any other; correct it")
            } else {
                let recorded = quoted(recorded);
                format!("there is no {what} `{found}` on record; there are: {recorded}")
            }
        }
        Rule::NothingToChange { list } => {
            let list = super::missing::list(list);
            format!("{list}: nothing to change on that day; check the person and the date")
        }
        Rule::MonthsAndValidity { kind } => {
            format!(
                "`{kind}`: with `validity` `fixed` or `interval` goes either `months` or `days`, with any other neither"
            )
        }
    }
}
