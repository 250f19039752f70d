//! Tests about the institution, its equipment, rooms, figures and duties.

use super::{SetKeys, Tests, YEAR};
use crate::file::{Cx, Decimal, Rule};
use crate::standard::file::{
    AboutWord, ClauseFile, CurrentFile, EveryItemFile, EveryRoomFile, FloorFile, PaperFile,
    PeriodicFile, TotalFile, YearlyFile,
};
use crate::standard::model::{
    About, Attest, Current, EveryItem, EveryRoom, Floor, InService, Installed, Interval,
    ItemCondition, PaperRule, Periodic, Share, Test, Total, Yearly,
};

impl Tests<'_> {
    /// The tests that are not about people; `None` when one is at fault.
    pub(super) fn of_the_institution(
        &self,
        place: usize,
        file: &ClauseFile,
        cx: &mut Cx<'_>,
    ) -> Option<Vec<Test>> {
        let mut tests = measures(file);
        for (index, periodic) in file.periodic.iter().enumerate() {
            let periodic = cx.at_item("periodic", index, |cx| self.periodic(periodic, cx));
            tests.push(Test::Periodic(Box::new(periodic?)));
        }
        tests.extend(file.current.iter().filter_map(current).map(Test::Current));
        tests.extend(file.total.iter().map(total).map(Test::Total));
        tests.extend(file.floor.iter().filter_map(floor).map(Test::Floor));
        tests.extend(file.every_item.iter().map(item).map(Test::EveryItem));
        tests.extend(file.every_room.iter().map(room).map(Test::EveryRoom));
        if !file.worst_of.is_empty() {
            let mut places: Vec<usize> = Vec::new();
            for (index, id) in file.worst_of.iter().enumerate() {
                places.extend(cx.at_item("worst_of", index, |cx| self.below(place, id, cx)));
            }
            places.sort_unstable();
            places.dedup();
            tests.push(Test::WorstOf(places));
        }
        tests.extend(file.attest.iter().map(|f| {
            Test::Attest(Attest {
                item: f.item.clone(),
                when: f.when.clone(),
                months: f.months,
            })
        }));
        Some(tests)
    }

    fn periodic(&self, file: &PeriodicFile, cx: &mut Cx<'_>) -> Option<Periodic> {
        let interval = match (file.days, file.months, file.calendar) {
            (Some(days), ..) => Interval::Days(days),
            (_, Some(months), _) => Interval::Months(months),
            (.., calendar) => Interval::Each(calendar?),
        };
        let about = match file.about.unwrap_or_default() {
            AboutWord::Institution => About::Institution,
            AboutWord::People => {
                let keys = SetKeys {
                    posts: &file.posts,
                    members: file.members,
                    department_kind: &file.department_kind,
                    of: file.of.as_ref(),
                };
                About::People(self.people_set(&keys, cx)?)
            }
            AboutWord::Equipment => About::Equipment {
                kinds: file.equipment.to_vec(),
                departments: file.department_kind.to_vec(),
            },
        };
        let of_people = !file.posts.is_empty() || file.members.is_some() || file.of.is_some();
        if of_people && !matches!(about, About::People(_)) {
            let keys = &["about = \"people\""];
            cx.fault(Rule::AtLeastOne { keys });
        }
        Some(Periodic {
            duty: file.duty.clone(),
            interval,
            set_here: file.set_here.unwrap_or(false),
            about,
            by_posts: file.by_posts.to_vec(),
            by: file
                .by
                .as_ref()
                .map(|by| self.who(by, cx))
                .unwrap_or_default(),
            when_empty: file.when_empty.unwrap_or_default(),
        })
    }
}

fn measures(file: &ClauseFile) -> Vec<Test> {
    let papers = file.paper.iter().filter_map(paper).map(Test::Paper);
    let mut tests: Vec<Test> = papers.collect();
    tests.extend(file.in_service.iter().map(|f| {
        Test::InService(InService {
            service: f.service.clone(),
            months: f.years.saturating_mul(YEAR),
        })
    }));
    tests.extend(file.yearly.iter().map(yearly).map(Test::Yearly));
    tests.extend(file.share.iter().map(|f| {
        let (numerator, denominator) = (f.numerator, f.denominator);
        Test::Share(Share {
            figure: f.figure.clone(),
            numerator,
            denominator,
        })
    }));
    tests.extend(file.installed.iter().map(|f| {
        Test::Installed(Installed {
            equipment: f.equipment.clone(),
            at_least: f.at_least,
            rows_at_least: f.rows_at_least,
            rows_exactly: f.rows_exactly,
            tesla_at_least: f.tesla_at_least,
        })
    }));
    tests
}

fn yearly(file: &YearlyFile) -> Yearly {
    Yearly {
        figure: file.figure.clone(),
        years: file.years,
        at_least: file.at_least,
        each: file.each.unwrap_or(false),
        rolling: file.rolling.unwrap_or(false),
    }
}

fn current(file: &CurrentFile) -> Option<Current> {
    Some(Current {
        figure: file.figure.clone(),
        bound: file.at_least.or(file.more_than)?,
        of: file.of.unwrap_or(1),
        strict: file.more_than.is_some(),
    })
}

fn total(file: &TotalFile) -> Total {
    let any = file.any.iter().map(|of| (of.figure.clone(), of.at_least));
    Total {
        any: any.collect(),
        years: file.years,
    }
}

fn floor(file: &FloorFile) -> Option<Floor> {
    let bound: Option<Decimal> = file.at_least.or(file.more_than);
    Some(Floor {
        rooms: file.room.to_vec(),
        bound: bound?,
        strict: file.more_than.is_some(),
    })
}

fn item(file: &EveryItemFile) -> EveryItem {
    let contacts = file.external_contacts_at_least;
    EveryItem {
        equipment: file.equipment.to_vec(),
        departments: file.department_kind.to_vec(),
        condition: contacts.map_or(ItemCondition::ImageSystem, ItemCondition::ExternalContacts),
        when_empty: file.when_empty.unwrap_or_default(),
    }
}

fn room(file: &EveryRoomFile) -> EveryRoom {
    EveryRoom {
        rooms: file.room.to_vec(),
        area: file.area_at_least,
        side: file.side_at_least,
        per_unit: file.per_unit.to_vec(),
        machines: file.machines.to_vec(),
        has: file.has.to_vec(),
        when_empty: file.when_empty.unwrap_or_default(),
    }
}

fn paper(file: &PaperFile) -> Option<PaperRule> {
    let rule = asked_of_the_institution(file)?;
    Some(match &file.only_if {
        Some(fact) => PaperRule::OnlyIf(fact.clone(), Box::new(rule)),
        None => rule,
    })
}

fn asked_of_the_institution(file: &PaperFile) -> Option<PaperRule> {
    if let Some(level) = &file.level {
        return Some(PaperRule::Level(level.clone()));
    }
    if let Some(tier) = file.tier {
        return Some(PaperRule::Tier(tier));
    }
    if !file.kind.is_empty() {
        return Some(PaperRule::Kind {
            kinds: file.kind.to_vec(),
            unsure: file.kind_unsure.to_vec(),
        });
    }
    if !file.subjects.is_empty() {
        return Some(PaperRule::Subjects(file.subjects.to_vec()));
    }
    if !file.any_subject.is_empty() {
        return Some(PaperRule::AnySubject(file.any_subject.to_vec()));
    }
    if !file.without_subjects.is_empty() {
        return Some(PaperRule::WithoutSubjects(file.without_subjects.to_vec()));
    }
    file.paper.clone().map(PaperRule::Paper)
}
