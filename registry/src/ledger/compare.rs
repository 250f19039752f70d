//! Which record of the file is which recorded one.
//!
//! A record of the file is the same as a recorded one where the fields of its kind's natural key
//! agree (`fixed`, `telling` and `apart` of [`SheetKind`]). Only fields that have a column in the
//! file are compared: of the others it says nothing.

use eligibility::file::{Node, Value};

use super::fault::Fault;
use super::kinds::SheetKind;
use super::records::{Recorded, with};
use super::rows::Draft;
use super::text;
use crate::forms::is_mask_of;
use crate::store::RecordId;

/// What becomes of a record of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Met {
    /// It is recorded as it stands.
    Same,
    /// It says no more than an earlier record of the file, by its place.
    Repeats {
        /// The earlier one.
        of: usize,
        /// Whether it says exactly the same.
        exactly: bool,
    },
    /// A new record.
    New {
        /// Whether a recorded one might be the same.
        may_be_recorded: bool,
    },
    /// A recorded one changes.
    Corrects {
        /// The recorded one, with the version it has.
        id: (RecordId, i64),
        /// What it becomes.
        node: Node,
        /// The fields that are blanked, with what they hold.
        clears: Vec<(&'static str, Node)>,
    },
    /// It cannot be told.
    Faulty(Fault),
    /// It contradicts another record of the file, by its place.
    Against(usize),
}

/// Says of each record of one owner and kind what becomes of it.
#[must_use]
pub fn compare(
    kind: &'static SheetKind,
    recorded: &[Recorded],
    drafts: &[&Draft],
    wide: bool,
) -> Vec<Met> {
    let mut met: Vec<Option<Met>> = repeats(kind, drafts, wide);
    let mut taken = vec![false; recorded.len()];
    for (draft, met) in drafts.iter().zip(&mut met).filter(|(_, met)| met.is_none()) {
        let is_it = |(place, known): (usize, &Recorded)| {
            let free = !taken.get(place).copied().unwrap_or(true);
            free && differing(kind, draft, &known.node).next().is_none()
        };
        let mut places = recorded.iter().enumerate();
        if let Some(taken) = places
            .position(is_it)
            .and_then(|place| taken.get_mut(place))
        {
            *taken = true;
            *met = Some(Met::Same);
        }
    }
    for (place, draft) in drafts.iter().enumerate() {
        if met.get(place).is_some_and(Option::is_some) {
            continue;
        }
        let found = against(kind, drafts, &met, place)
            .map_or_else(|| corrects(kind, recorded, &mut taken, draft), Met::Against);
        if let Some(slot) = met.get_mut(place) {
            *slot = Some(found);
        }
    }
    met.into_iter().flatten().collect()
}

/// Records that say no more than another of the file. In a wide sheet the same is often repeated
/// in every row of a person, with fewer fields filled.
fn repeats(kind: &SheetKind, drafts: &[&Draft], wide: bool) -> Vec<Option<Met>> {
    let mut met: Vec<Option<Met>> = vec![None; drafts.len()];
    for (place, draft) in drafts.iter().enumerate() {
        for (of, other) in drafts.iter().enumerate().take(place) {
            let free = met.get(of).is_some_and(Option::is_none);
            if !free {
                continue;
            }
            let (less, more) = (
                says_no_more(kind, draft, other),
                says_no_more(kind, other, draft),
            );
            let (place, of, exactly) = match (less, more) {
                (true, true) => (place, of, true),
                (true, false) if wide => (place, of, false),
                (false, true) if wide => (of, place, false),
                _ => continue,
            };
            if let Some(slot) = met.get_mut(place) {
                *slot = Some(Met::Repeats { of, exactly });
            }
            if place > of {
                break;
            }
        }
    }
    met
}

fn says_no_more(kind: &SheetKind, draft: &Draft, other: &Draft) -> bool {
    draft
        .fields
        .iter()
        .all(|(key, node)| same_value(kind, key, Some(node), other.get(key)))
}

/// Another record of the file that is, or is to be, the same one, and says something else.
fn against(
    kind: &SheetKind,
    drafts: &[&Draft],
    met: &[Option<Met>],
    place: usize,
) -> Option<usize> {
    let draft = drafts.get(place)?;
    let others = drafts.iter().zip(met).enumerate();
    let mut settled = others.filter(|(of, (_, met))| match met {
        Some(Met::Same) => true,
        Some(Met::New { .. } | Met::Corrects { .. }) => *of < place,
        _ => false,
    });
    settled.find_map(|(of, (other, _))| {
        let node = other.node();
        let node = match other.get("programme") {
            Some(programme) => with(&node, "programme", programme.clone()),
            None => node,
        };
        let agreement = agreement(kind, draft, &node)?;
        (agreement > 0).then_some(of)
    })
}

fn corrects(
    kind: &'static SheetKind,
    recorded: &[Recorded],
    taken: &mut [bool],
    draft: &Draft,
) -> Met {
    let free = |place: &usize| !taken.get(*place).copied().unwrap_or(true);
    let candidates: Vec<_> = recorded
        .iter()
        .enumerate()
        .filter(|(place, _)| free(place))
        .filter_map(|(place, known)| Some((agreement(kind, draft, &known.node)?, place, known)))
        .collect();
    let best = candidates
        .iter()
        .map(|(agreement, ..)| *agreement)
        .max()
        .unwrap_or(0);
    let fits = |known: &Recorded| best > 0 || fills_only(kind, draft, &known.node);
    let fitting: Vec<_> = candidates
        .iter()
        .filter(|(agreement, _, known)| *agreement == best && fits(known))
        .collect();
    match fitting.as_slice() {
        [] => Met::New {
            may_be_recorded: !candidates.is_empty(),
        },
        [(_, place, known)] => {
            let Some(id) = known.id.clone() else {
                return Met::New {
                    may_be_recorded: true,
                };
            };
            if let Some(taken) = taken.get_mut(*place) {
                *taken = true;
            }
            let (node, clears) = corrected(kind, draft, &known.node);
            Met::Corrects { id, node, clears }
        }
        several => {
            let telling = kind
                .telling
                .iter()
                .chain(kind.apart)
                .filter_map(|key| kind.column(key));
            Met::Faulty(Fault::SeveralRecorded {
                n: several.len(),
                headers: telling.map(|column| column.zh.to_owned()).collect(),
            })
        }
    }
}

/// How many telling fields agree; `None` if the two are different records. A kind without telling
/// fields is told by its fixed ones.
fn agreement(kind: &SheetKind, draft: &Draft, node: &Node) -> Option<usize> {
    let said = |key: &&&'static str| draft.present.contains(*key);
    let value = |key: &str| value_of(kind, node, key);
    let fixed = kind
        .fixed
        .iter()
        .filter(said)
        .all(|key| same_value(kind, key, draft.get(key), value(key)));
    if !fixed {
        return None;
    }
    let mut n_equal = usize::from(kind.telling.is_empty());
    for key in kind.telling.iter().chain(kind.apart).filter(said) {
        match (draft.get(key), value(key)) {
            (Some(a), Some(b)) if same_value(kind, key, Some(a), Some(b)) => {
                n_equal += usize::from(kind.telling.contains(key));
            }
            (Some(_), Some(_)) => return None,
            _ => {}
        }
    }
    Some(n_equal)
}

/// Whether taking the two for the same loses nothing that tells records apart: the file has no
/// column for it, or nothing is recorded.
fn fills_only(kind: &SheetKind, draft: &Draft, node: &Node) -> bool {
    let mut telling = kind
        .telling
        .iter()
        .filter(|key| draft.present.contains(*key));
    telling.all(|key| value_of(kind, node, key).is_none())
}

fn value_of<'n>(kind: &SheetKind, node: &'n Node, key: &str) -> Option<&'n Node> {
    if kind.is_of_words() {
        return Some(node);
    }
    node.get(key)
}

/// The fields of which the file says something else than what is recorded.
fn differing<'d>(
    kind: &'static SheetKind,
    draft: &'d Draft,
    node: &'d Node,
) -> impl Iterator<Item = &'static str> + 'd {
    let keys = draft.present.iter().copied();
    keys.filter(move |key| !same_value(kind, key, draft.get(key), value_of(kind, node, key)))
}

fn corrected(
    kind: &'static SheetKind,
    draft: &Draft,
    node: &Node,
) -> (Node, Vec<(&'static str, Node)>) {
    let (mut becomes, mut clears) = (node.clone(), Vec::new());
    for key in differing(kind, draft, node) {
        let value = draft.get(key).cloned();
        if let (None, Some(was)) = (&value, value_of(kind, node, key)) {
            clears.push((key, was.clone()));
        }
        becomes = with(&becomes, key, value);
    }
    // The programme owns a posting and is no field of it.
    (with(&becomes, "programme", None), clears)
}

/// Whether two values say the same; an empty list is a blank.
fn same_value(kind: &SheetKind, key: &str, a: Option<&Node>, b: Option<&Node>) -> bool {
    let blank = |node: &&Node| match &node.value {
        Value::List(items) => items.is_empty(),
        Value::Null => true,
        _ => false,
    };
    let (a, b) = (a.filter(|node| !blank(node)), b.filter(|node| !blank(node)));
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => match (&a.value, &b.value) {
            (Value::Text(a), Value::Text(b)) => {
                a == b
                    || (kind.column(key).is_some_and(is_text) && text::same(a, b))
                    // An auditor's file shows the ends of identity numbers alone.
                    || is_mask_of(a, b)
            }
            (Value::List(a), Value::List(b)) => a == b,
            (a, b) => a == b,
        },
        _ => false,
    }
}

fn is_text(column: &super::kinds::Column) -> bool {
    column.kind == super::kinds::Kind::Text
}
