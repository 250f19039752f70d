//! Years of work in a field, any employer, overlaps once, and years common to two fields.

use std::borrow::Cow;

use super::own_discipline::own_disciplines;
use super::title;
use crate::assess::finding::{Answer, Cause, Evidence, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::catalogue::FieldId;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{Level, ListKind, Person};
use crate::standard::{ExperienceRule, FieldRule};

/// The finding for the field (or the discipline of a title) with the most months.
pub(super) fn experience<A: Answer>(
    rule: &ExperienceRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> A {
    let (fields, blank) = choices(&rule.field, on, world, person);
    let (insides, inside_blank) = match &rule.inside {
        Some(inside) => choices(inside, on, world, person),
        None => (vec![Choice::sure(&[])], None),
    };
    let open = blank.or(inside_blank);
    let mut best: Option<A> = None;
    for field in &fields {
        for inside in &insides {
            let asked = Asked {
                rule,
                fields: &field.fields,
                inside: rule.inside.as_ref().map(|_| &*inside.fields),
            };
            let mut finding: A = asked.check(on, world, person);
            // Years enough in a field that may not be the one do not make it sure.
            if finding.truth() == Truth::Yes
                && let Some(missing) = field.unsure.or(inside.unsure)
            {
                finding = A::unknown(missing);
            }
            if best
                .as_ref()
                .is_none_or(|best| best.truth() < finding.truth())
            {
                best = Some(finding);
            }
        }
    }
    match (best, open) {
        (Some(finding), open) if finding.truth() == Truth::Yes || open.is_none() => finding,
        (_, Some(missing)) => A::unknown(missing),
        (_, None) => no_title(rule, on, world, person),
    }
}

/// Why no title names a field: none is of the series and the disciplines, whatever its level.
fn no_title<A: Answer>(rule: &ExperienceRule, on: AsOf, world: &World<'_>, person: &Person) -> A {
    rule.own_title().map_or_else(
        || A::failed(|| Cause::NoExperience { fields: Vec::new() }),
        |title| title::nearest(title, Level::Assistant, on, world, person),
    )
}

/// Fields that a rule can mean for the person, added together.
struct Choice<'r> {
    fields: Cow<'r, [FieldId]>,
    /// What is missing to be sure that it means them.
    unsure: Option<Missing>,
}

impl<'r> Choice<'r> {
    const fn sure(fields: &'r [FieldId]) -> Self {
        Self {
            fields: Cow::Borrowed(fields),
            unsure: None,
        }
    }
}

/// What a rule can mean for the person, and what is missing to know all of it.
fn choices<'r>(
    rule: &'r FieldRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> (Vec<Choice<'r>>, Option<Missing>) {
    match rule {
        FieldRule::Of(fields) => (vec![Choice::sure(fields)], None),
        FieldRule::OfTitle(title) => {
            let (own, open) = own_disciplines(title, on, world, person);
            let choices = own.into_iter().map(|own| Choice {
                fields: Cow::Owned(vec![own.field]),
                unsure: own.unsure,
            });
            (choices.collect(), open)
        }
    }
}

struct Asked<'r> {
    rule: &'r ExperienceRule,
    fields: &'r [FieldId],
    inside: Option<&'r [FieldId]>,
}

impl Asked<'_> {
    fn check<A: Answer>(&self, on: AsOf, world: &World<'_>, person: &Person) -> A {
        let tenure = self.tenure(person);
        let months = tenure.months_on(on, world.settings.anniversary);
        let begun = tenure
            .stretches()
            .first()
            .is_some_and(|stretch| stretch.from <= on.day());
        let inside = || self.inside.unwrap_or_default().to_vec();
        let needed = self.rule.months;
        if begun && months >= needed {
            return A::on(|| Evidence::Experience {
                fields: self.fields.to_vec(),
                inside: inside(),
                months,
                needed,
                reached: tenure.reaches(needed, world.settings.anniversary),
            });
        }
        if let Some(index) = self.blank(person) {
            return A::unknown(Missing::field("experience", index, "from"));
        }
        if !person.is_complete(ListKind::Experience) {
            return A::unknown(Missing::record("experience"));
        }
        if tenure.stretches().is_empty() {
            return A::failed(|| Cause::NoExperience {
                fields: self.fields.to_vec(),
            });
        }
        A::failed(|| Cause::ExperienceTooShort {
            fields: self.fields.to_vec(),
            inside: inside(),
            months,
            needed,
            reaches: tenure.reaches(needed, world.settings.anniversary),
        })
    }

    fn tenure(&self, person: &Person) -> Tenure {
        let own = tenure_of(self.fields, person);
        match self.inside {
            Some(inside) => own.common(&tenure_of(inside, person)),
            None => own,
        }
    }

    /// A record of the field without a first day, which may have begun any time.
    fn blank(&self, person: &Person) -> Option<usize> {
        let concerned = |field: &FieldId| {
            self.fields.contains(field) || self.inside.is_some_and(|inside| inside.contains(field))
        };
        person
            .experience
            .iter()
            .position(|record| concerned(&record.field) && record.from.is_none())
    }
}

fn tenure_of(fields: &[FieldId], person: &Person) -> Tenure {
    let records = person
        .experience
        .iter()
        .filter(|record| fields.contains(&record.field));
    Tenure::of(
        records
            .filter_map(|record| {
                Some(Stretch {
                    from: record.from?,
                    to: record.to,
                })
            })
            .collect(),
    )
}

/// The days on which enough experience is reached, for every discipline the person's titles name.
pub(super) fn experience_cuts(
    rule: &ExperienceRule,
    world: &World<'_>,
    person: &Person,
    add: &mut dyn FnMut(Day),
) {
    let all = |rule: &FieldRule| match rule {
        FieldRule::Of(fields) => vec![fields.clone()],
        FieldRule::OfTitle(_) => {
            let disciplines = person
                .titles
                .iter()
                .filter_map(|title| title.discipline.as_ref());
            disciplines
                .map(|discipline| vec![FieldId::from(discipline)])
                .collect()
        }
    };
    let insides: Vec<Option<Vec<FieldId>>> = match &rule.inside {
        Some(inside) => all(inside).into_iter().map(Some).collect(),
        None => vec![None],
    };
    for fields in all(&rule.field) {
        for inside in &insides {
            let asked = Asked {
                rule,
                fields: &fields,
                inside: inside.as_deref(),
            };
            super::tenure_cuts(&asked.tenure(person), rule.months, world, add);
        }
    }
}
