//! Years of work in a field, any employer, overlaps once, and years common to two fields.

use std::borrow::Cow;

use crate::assess::finding::{Answer, Cause, Evidence, Missing};
use crate::assess::truth::Truth;
use crate::assess::world::World;
use crate::catalogue::FieldId;
use crate::day::{AsOf, Day};
use crate::duration::{Stretch, Tenure};
use crate::facts::{Level, ListKind, Person, Title};
use crate::standard::{ExperienceRule, FieldRule};

/// The finding for the field (or the discipline of a title) with the most months.
pub(super) fn experience<A: Answer>(
    rule: &ExperienceRule,
    on: AsOf,
    world: &World<'_>,
    person: &Person,
) -> A {
    let (fields, blank) = choices(&rule.field, on, person);
    let (insides, inside_blank) = match &rule.inside {
        Some(inside) => choices(inside, on, person),
        None => (vec![Cow::Borrowed(&[][..])], None),
    };
    let open = blank.or(inside_blank);
    let mut best: Option<A> = None;
    for field in &fields {
        for inside in &insides {
            let asked = Asked {
                rule,
                fields: field,
                inside: rule.inside.as_ref().map(|_| &**inside),
            };
            let finding: A = asked.check(on, world, person);
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
        (_, None) => A::failed(|| Cause::NoTitle {
            asked: Level::Assistant,
        }),
    }
}

/// The fields a rule can mean for the person, and what is missing to know them all.
fn choices<'r>(
    rule: &'r FieldRule,
    on: AsOf,
    person: &Person,
) -> (Vec<Cow<'r, [FieldId]>>, Option<Missing>) {
    let level = match rule {
        FieldRule::Of(fields) => return (vec![Cow::Borrowed(fields.as_slice())], None),
        FieldRule::OfTitle(level) => *level,
    };
    let obtained = |title: &Title| title.qualified.is_none_or(|day| day <= on.day());
    let held: Vec<(usize, &Title)> = person
        .titles
        .iter()
        .enumerate()
        .filter(|(_, t)| obtained(t))
        .collect();
    // The title that qualifies names the discipline; without one, the highest title held does.
    let highest = held.iter().filter_map(|(_, title)| title.level).max();
    let least = if highest >= Some(level) {
        Some(level)
    } else {
        highest
    };
    let naming = held
        .iter()
        .filter(|(_, title)| title.level.is_none() || title.level >= least);
    let mut fields: Vec<Cow<'r, [FieldId]>> = Vec::new();
    let mut missing = None;
    for (index, title) in naming {
        match title.discipline.as_ref().map(FieldId::from) {
            Some(field) if !fields.iter().any(|known| **known == [field.clone()]) => {
                fields.push(Cow::Owned(vec![field]));
            }
            Some(_) => {}
            None => missing = Some(Missing::field("titles", *index, "discipline")),
        }
    }
    if fields.is_empty() && missing.is_none() && !person.is_complete(ListKind::Titles) {
        missing = Some(Missing::record("titles"));
    }
    (fields, missing)
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
