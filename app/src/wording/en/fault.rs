//! What is wrong with a file.

use eligibility::file::{Fault, FaultKind};

pub(in crate::wording) fn place(fault: &Fault) -> String {
    match (fault.line, fault.path.as_str()) {
        (None, "") => String::new(),
        (None, path) => format!("{path}: "),
        (Some(line), "") => format!("line {line}: "),
        (Some(line), path) => format!("line {line}, {path}: "),
    }
}

/// The rules core words its faults in English already, for logs.
pub(in crate::wording) fn kind(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Syntax { message } => {
            format!("not well-formed, {message}; repair the file and try again")
        }
        FaultKind::UnknownKey { .. }
        | FaultKind::RepeatedKey { .. }
        | FaultKind::MissingKey { .. }
        | FaultKind::WrongKind { .. }
        | FaultKind::UnknownWord { .. }
        | FaultKind::OutOfOrder { .. }
        | FaultKind::Duplicate { .. }
        | FaultKind::Dangling { .. }
        | FaultKind::NotAllowed { .. } => kind.to_string(),
    }
}
