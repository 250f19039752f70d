//! What is to be told on a day: a pure answer from what ends, and from what was told already.

use std::collections::BTreeMap;

use eligibility::day::Day;

use super::stage::{Subject, Warned};
use super::{Channel, Recipient};
use crate::due::Stage;

/// Somebody, and what ends for them by now.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Who.
    pub recipient: Recipient,
    /// What, each subject once.
    pub present: Vec<Warned>,
}

/// What a recipient has been told through a channel, and by when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The newest day there is a digest of.
    pub newest: Option<Day>,
    /// What was told, or is being told at this moment.
    pub items: Vec<Warned>,
}

/// A digest that is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest<'l> {
    /// To whom.
    pub recipient: &'l Recipient,
    /// What it tells.
    pub items: Vec<Warned>,
}

/// Whether somebody is still to get a digest of a day: one a day, and none for a day before one that
/// there is a digest of, which is how a clock that was set back tells nothing twice.
pub(crate) fn is_next(told: &Told, on: Day) -> bool {
    told.newest.is_none_or(|newest| newest < on)
}

/// The digests of a day, at most one for each of those listed.
#[must_use]
pub fn plan<'l>(
    on: Day,
    lists: &'l [Listed],
    outbox: &BTreeMap<(String, String), Told>,
) -> Vec<Digest<'l>> {
    let nothing = Told::default();
    let digests = lists.iter().filter_map(|listed| {
        let recipient = &listed.recipient;
        let told = outbox.get(&key(&recipient.id, &recipient.channel));
        let told = told.unwrap_or(&nothing);
        let items = if is_next(told, on) {
            untold(&listed.present, &told.items)
        } else {
            Vec::new()
        };
        (!items.is_empty()).then_some(Digest { recipient, items })
    });
    digests.collect()
}

/// The keys of what was told as never recorded and is so no more: once it is lost it is told anew.
pub(crate) fn recorded<'t>(present: &[Warned], told: &'t Told) -> Vec<&'t str> {
    let told = told.items.iter().map(|item| &item.subject);
    let gone = told.filter(|subject| {
        let mut present = present.iter();
        subject.is_never() && present.all(|item| item.subject != **subject)
    });
    gone.map(|subject| subject.key.as_str()).collect()
}

/// Under what the outbox is asked about somebody.
pub(crate) fn key(recipient: &str, channel: &Channel) -> (String, String) {
    (recipient.to_owned(), channel.id().to_owned())
}

/// What was not told at this stage or at a more urgent one.
pub(crate) fn untold(present: &[Warned], told: &[Warned]) -> Vec<Warned> {
    let mut nearest: BTreeMap<&Subject, Stage> = BTreeMap::new();
    for item in told {
        let stage = nearest.entry(&item.subject).or_insert(item.stage);
        *stage = item.stage.min(*stage);
    }
    let is_new = |item: &&Warned| {
        let told = nearest.get(&item.subject);
        told.is_none_or(|told| item.stage < *told)
    };
    let mut items: Vec<_> = present.iter().filter(is_new).cloned().collect();
    items.sort();
    items.dedup_by(|a, b| a.subject == b.subject);
    items
}

#[cfg(test)]
mod tests {
    use super::super::Scope;
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn item(key: &str, stage: Stage) -> Warned {
        Warned {
            subject: Subject {
                key: key.to_owned(),
                last: day("2026-12-31"),
            },
            stage,
        }
    }

    fn listed(present: &[Warned]) -> Vec<Listed> {
        vec![Listed {
            recipient: Recipient {
                id: "r".to_owned(),
                name: "人事".to_owned(),
                scope: Scope::Whole,
                channel: Channel::Mail {
                    address: "hr@example.cn".to_owned(),
                },
            },
            present: present.to_vec(),
        }]
    }

    fn outbox(newest: &str, items: &[Warned]) -> BTreeMap<(String, String), Told> {
        let told = Told {
            newest: Some(day(newest)),
            items: items.to_vec(),
        };
        BTreeMap::from([(("r".to_owned(), "mail".to_owned()), told)])
    }

    fn planned(on: &str, present: &[Warned], told: &BTreeMap<(String, String), Told>) -> usize {
        let lists = listed(present);
        let digests = plan(day(on), &lists, told);
        assert!(digests.len() < 2);
        digests.first().map_or(0, |digest| digest.items.len())
    }

    #[test]
    fn a_stage_is_told_once_and_no_milder_one_after_it() {
        let (far, near) = (item("a", Stage::Within(30)), item("a", Stage::Within(7)));
        let nothing = BTreeMap::new();
        assert_eq!(
            planned("2026-12-01", std::slice::from_ref(&far), &nothing),
            1
        );
        let told = outbox("2026-12-01", std::slice::from_ref(&far));
        assert_eq!(planned("2026-12-02", std::slice::from_ref(&far), &told), 0);
        assert_eq!(planned("2026-12-24", std::slice::from_ref(&near), &told), 1);
        let told = outbox("2026-12-24", &[near]);
        assert_eq!(planned("2026-12-25", &[far], &told), 0);
        assert_eq!(
            planned("2027-01-01", &[item("a", Stage::Overdue)], &told),
            1
        );
    }

    #[test]
    fn there_is_one_digest_a_day_and_none_for_a_day_that_comes_again() {
        let told = outbox("2026-12-02", &[]);
        let new = [item("b", Stage::Within(30))];
        assert_eq!(planned("2026-12-02", &new, &told), 0);
        assert_eq!(planned("2026-12-01", &new, &told), 0);
        assert_eq!(planned("2026-12-03", &new, &told), 1);
    }

    #[test]
    fn what_was_never_recorded_is_forgotten_only_when_it_is_not_listed_any_more() {
        let (drill, paper) = (
            item("never-p-duty-emergency-drill", Stage::Overdue),
            item("credential-1-0", Stage::Overdue),
        );
        let told = Told {
            newest: None,
            items: vec![drill.clone(), paper],
        };
        assert_eq!(recorded(&[], &told), [drill.subject.key.as_str()]);
        assert!(recorded(&[drill], &told).is_empty());
    }

    #[test]
    fn another_last_day_is_another_subject() {
        let told = outbox("2026-12-01", &[item("a", Stage::Within(30))]);
        let mut moved = item("a", Stage::Within(30));
        moved.subject.last = day("2027-01-01");
        assert_eq!(planned("2026-12-03", &[moved], &told), 1);
    }
}
