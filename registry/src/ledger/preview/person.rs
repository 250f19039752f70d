//! What the file says of one person: whether the staff number belongs to the name, whether there is
//! a file, and what becomes of each record.

use std::collections::BTreeMap;

use eligibility::file::{Node, Thing};

use super::{Maker, Named, PEOPLE, Plan};
use crate::ledger::fault::{Fault, Warning};
use crate::ledger::heads::Target;
use crate::ledger::kinds::{Owner, SHEETS};
use crate::ledger::records;
use crate::ledger::text::{self, short};
use crate::store::{Change, RecordKind};

impl Maker<'_> {
    /// Recorded staff numbers without the zeros at their beginning, for those of new people.
    pub(super) fn alike(&self, named: &BTreeMap<String, Named<'_>>) -> BTreeMap<String, String> {
        let any_new = named.values().any(|person| person.recorded.is_none());
        let people = self.snapshot.hospital.people.iter().filter(|_| any_new);
        let bare = |staff: &str| staff.trim_start_matches('0').to_owned();
        people
            .map(|person| (bare(person.staff.as_str()), person.staff.to_string()))
            .collect()
    }

    /// A staff number belongs to one name; else a slip would put records into another's file.
    pub(super) fn check_names(&mut self, person: &Named<'_>) {
        let recorded = person.recorded.and_then(|person| person.name.clone());
        let mut expected: Option<(String, Option<u32>)> = recorded.map(|name| (name, None));
        for row in &person.rows {
            let Some(read) = self.rows.get(*row) else {
                continue;
            };
            let Some(found) = read.name.clone() else {
                continue;
            };
            let number = read.number;
            let renames = self
                .heads_of(*row)
                .is_some_and(|heads| heads.kind == Some(PEOPLE));
            match &expected {
                None => expected = Some((found, Some(number))),
                Some((name, _)) if text::same(name, &found) => {}
                Some((was, None)) if renames => {
                    let (place, was) = (self.place(*row, Target::Name), was.clone());
                    self.warn(*row, place, Warning::Renames { was });
                    expected = Some((found, Some(number)));
                }
                Some((name, other)) => {
                    let (column, header) = self.place(*row, Target::Name);
                    let what = Fault::OtherName {
                        found: short(&found),
                        expected: name.clone(),
                        row: *other,
                    };
                    self.fault(*row, column, header, what);
                }
            }
        }
    }

    /// New people come from wide sheets and from the sheet of people; elsewhere a staff number that
    /// is not recorded is more likely a slip.
    pub(super) fn introduce(
        &mut self,
        staff: &str,
        person: &Named<'_>,
        alike: &BTreeMap<String, String>,
    ) {
        if person.recorded.is_some() {
            return;
        }
        let introduces = |maker: &Self, row: usize| {
            let kind = maker.heads_of(row).map(|heads| heads.kind);
            maker.is_good(row) && matches!(kind, Some(None | Some(PEOPLE)))
        };
        let first = person
            .rows
            .iter()
            .copied()
            .find(|row| introduces(self, *row));
        let Some(first) = first else {
            for row in &person.rows {
                let wide = self
                    .heads_of(*row)
                    .is_none_or(|heads| matches!(heads.kind, None | Some(PEOPLE)));
                if !wide {
                    let (column, header) = self.place(*row, Target::Staff);
                    let what = Fault::NotRecorded {
                        what: Thing::Person,
                        found: short(staff),
                        recorded: Vec::new(),
                    };
                    self.fault(*row, column, header, what);
                }
            }
            return;
        };
        if let Some(other) = alike.get(staff.trim_start_matches('0')) {
            let (place, staff) = (self.place(first, Target::Staff), other.clone());
            self.warn(first, place, Warning::LikeRecorded { staff });
        }
    }

    /// Compares all records of a person; whether a row was found bad on the way.
    pub(super) fn compare_person(
        &mut self,
        staff: &str,
        person: &Named<'_>,
        plan: &mut Plan,
    ) -> bool {
        let good: Vec<_> = person
            .rows
            .iter()
            .copied()
            .filter(|row| self.is_good(*row))
            .collect();
        if !self.plan_person(staff, person, &good, plan) {
            return false;
        }
        let mut kinds: Vec<usize> = Vec::new();
        for row in good.iter().filter_map(|row| self.rows.get(*row)) {
            kinds.extend(row.drafts.iter().map(|draft| draft.sheet));
        }
        kinds.sort_unstable();
        kinds.dedup();
        let (hospital, index) = (&self.snapshot.hospital, &self.snapshot.records);
        let mut found_bad = false;
        for sheet in kinds {
            let Some(kind) = SHEETS.get(sheet) else {
                continue;
            };
            let recorded = match (kind.owner, person.recorded) {
                (Owner::Programme, Some(_)) => records::postings(hospital, staff, index),
                (_, Some(person)) => records::of_person(person, kind, index),
                (_, None) => Vec::new(),
            };
            found_bad |= self.compare(sheet, Some(staff), &good, &recorded, plan);
        }
        found_bad
    }

    /// The person's own record: new, or with another name. Whether there is a file to put records
    /// into.
    fn plan_person(
        &mut self,
        staff: &str,
        person: &Named<'_>,
        good: &[usize],
        plan: &mut Plan,
    ) -> bool {
        let kind = |row: &usize| self.heads_of(*row).map(|heads| heads.kind);
        let name = |row: &usize| self.rows.get(*row).and_then(|row| row.name.clone());
        let Some(kind_of_person) = RecordKind::from_name("person") else {
            return false;
        };
        let named = |name: Option<String>| {
            let name = name.map(|name| ("name", Node::text(name)));
            Node::table([("staff", Node::text(staff))].into_iter().chain(name))
        };
        let Some(recorded) = person.recorded else {
            let of_sheet = |row: &&usize| matches!(kind(row), Some(None | Some(PEOPLE)));
            let Some(first) = good.iter().find(of_sheet).copied() else {
                return false;
            };
            let name = good.iter().find_map(name);
            let change = Change::Add {
                kind: kind_of_person,
                owner: None,
                node: named(name),
            };
            plan.push((first, Some(change)));
            return true;
        };
        let renamed = good.iter().find_map(|row| {
            let found =
                name(row).filter(|_| kind(row) == Some(Some(PEOPLE)) || recorded.name.is_none())?;
            let same = recorded
                .name
                .as_deref()
                .is_some_and(|known| text::same(known, &found));
            (!same).then_some((*row, found))
        });
        let people = &self.snapshot.hospital.people;
        let place = people.binary_search_by(|person| person.staff.as_str().cmp(staff));
        let id = place
            .ok()
            .and_then(|place| self.snapshot.records.at(kind_of_person, None, place));
        if let (Some((row, name)), Some((id, version))) = (renamed, id) {
            let node = named(Some(name));
            plan.push((row, Some(Change::Correct { id, version, node })));
        }
        true
    }
}
