//! What a missing fact would have to be for the person to count: the value that helps, as a change.
//!
//! It is assumed only to see whether filling the fact in can close a clause; the trial says so.

use super::cure::{Cure, SOMEBODY};
use crate::assess::finding::Missing;
use crate::catalogue::{DisciplineId, TechniqueId, Vocabulary};
use crate::day::Day;
use crate::facts::{CaseVolume, Person, Title};
use crate::file::{Node, Shape, Value};
use crate::standard::{BaseTrainingRule, Condition, FieldRule, LicenceRule, Pool, TitleRule};
use crate::whatif::{Anything, Change, FactFilled};

/// A first day long before any that matters.
const LONG_AGO: i32 = 1950;

/// Years after which something that has not begun yet may begin.
const MUCH_LATER: u32 = 120;

/// Months for which what is filled in stays valid.
const STAYS_VALID: u32 = 60;

/// More years than anybody works.
const MOST_YEARS: u32 = 100;

impl Cure<'_> {
    /// The changes that fill in the fact so that it helps; `None` where nothing known would.
    pub(super) fn filled(
        &self,
        missing: Missing,
        condition: Option<&Condition>,
        person: &Person,
    ) -> Option<Vec<Change>> {
        if missing.list == "elsewhere" {
            if missing.field == "full_time" {
                let index = self.open_elsewhere(person)?;
                let blank = Missing::field("elsewhere", index, "full_time");
                return Some(vec![self.fill_in(blank, person, false.write())?]);
            }
            let (index, from) = self.not_begun_elsewhere(person)?;
            let blank = Missing::field("elsewhere", index, "from");
            return Some(vec![self.fill_in(blank, person, from.write())?]);
        }
        if let Some(index) = missing.index {
            let value = self.field(missing.list, index, missing.field, condition, person)?;
            return Some(vec![self.fill_in(missing, person, value)?]);
        }
        let records = self.records(missing.list, condition, person)?;
        let record = Missing::record(missing.list);
        let changes = records
            .into_iter()
            .map(|value| self.fill_in(record, person, value));
        changes.collect()
    }

    /// A posting elsewhere of which it is not recorded whether it is full-time.
    fn open_elsewhere(&self, person: &Person) -> Option<usize> {
        let mut postings = self.world.programme.elsewhere.iter();
        postings.position(|posting| posting.staff == person.staff && posting.full_time.is_none())
    }

    /// The change that puts a value in a blank field, or adds a record.
    #[expect(clippy::unused_self, reason = "said of a cure, as all else here")]
    pub(super) fn fill_in(&self, missing: Missing, person: &Person, value: Node) -> Option<Change> {
        let index = match missing.index {
            Some(index) => Some(u32::try_from(index).ok()?),
            None => None,
        };
        Some(Change::FactFilled(FactFilled {
            staff: person.staff.clone(),
            list: missing.list.to_owned(),
            index,
            field: index.map(|_| missing.field.to_owned()),
            value: Anything(value),
        }))
    }

    /// A full-time posting elsewhere whose first day is blank may not have begun.
    fn not_begun_elsewhere(&self, person: &Person) -> Option<(usize, Day)> {
        let postings = &self.world.programme.elsewhere;
        let index = postings.iter().position(|posting| {
            posting.staff == person.staff
                && posting.full_time == Some(true)
                && posting.from.is_none()
        })?;
        let later = self.on.day().plus_months(MUCH_LATER);
        let last = postings.get(index)?.to;
        Some((index, last.map_or(later, |last| last.min(later))))
    }

    fn field(
        &self,
        list: &str,
        index: usize,
        field: &str,
        condition: Option<&Condition>,
        person: &Person,
    ) -> Option<Node> {
        let (on, long_ago) = (self.on.day(), Day::first_of_year(LONG_AGO));
        match (list, field) {
            ("absences", "from") => {
                let absence = person.absences.get(index)?;
                let later = on.plus_months(MUCH_LATER);
                Some(absence.to.map_or(later, |to| to.min(later)).write())
            }
            ("absences", "to") => {
                let from = person.absences.get(index)?.from?;
                Some(from.max(on.prev()).write())
            }
            ("postings", "full_time") => self.full_time(index),
            ("titles", _) => self.title_field(field, condition, person),
            ("licences", _) => self.licence_field(index, field, condition, person),
            ("credentials", "issued") => {
                let expires = person.credentials.get(index)?.expires;
                Some(expires.map_or(on, |day| day.min(on)).write())
            }
            ("credentials", "expires") => Some(on.plus_months(STAYS_VALID).write()),
            ("credentials", "category") => {
                let kind = &person.credentials.get(index)?.kind;
                let known = self.world.catalogue.credential(kind)?;
                Some(self.fitting_profession(&known.fits, person)?.write())
            }
            ("assessments", "passed") | ("cases", "events_recorded") => Some(true.write()),
            ("exemptions", "granted") => Some(on.write()),
            ("exemptions", "by") => Some(SOMEBODY.to_owned().write()),
            // What had to be held before the work began may have been issued just now.
            ("radiation_work", "from") => {
                let ends = person.radiation_work.get(index)?.to;
                Some(ends.map_or(on, |day| day.min(on)).write())
            }
            ("cases", "independent") => match condition? {
                Condition::Cases(rule) => Some(rule.at_least.write()),
                _ => None,
            },
            ("assessments", "on") | (_, "from") => Some(long_ago.write()),
            _ => None,
        }
    }

    /// Full-time on the post asked for, and on no other.
    fn full_time(&self, index: usize) -> Option<Node> {
        let posting = self.world.programme.postings.get(index)?;
        let own = matches!(
            self.asked.pool,
            Some(Pool::Posted { post, full_time: true, .. }) if *post == posting.post
        );
        Some(own.write())
    }

    fn title_field(
        &self,
        field: &str,
        condition: Option<&Condition>,
        person: &Person,
    ) -> Option<Node> {
        let condition = condition?;
        let title = match condition {
            Condition::Title(rule) => Some(rule),
            Condition::Experience(rule) => rule.own_title(),
            _ => None,
        };
        match (title, condition, field) {
            (Some(rule), _, "series") => Some(self.series(rule)?.write()),
            (Some(rule), _, "level") => Some(rule.level.write()),
            (Some(rule), _, "qualified") => {
                Some(self.on.day().minus_months(rule.months).prev().write())
            }
            (_, Condition::Title(rule), "discipline") if !rule.discipline.is_empty() => {
                Some(rule.discipline.first()?.write())
            }
            (_, Condition::Discipline(asked), "discipline") => Some(asked.first()?.write()),
            (Some(rule), _, "discipline") => {
                Some(self.worked_in(&rule.discipline, person)?.write())
            }
            (None, _, "discipline") => Some(self.worked_in(&[], person)?.write()),
            _ => None,
        }
    }

    /// One of these disciplines, of any where none is named, in which the person has worked.
    fn worked_in(&self, asked: &[DisciplineId], person: &Person) -> Option<DisciplineId> {
        let catalogue = self.world.catalogue;
        let fields = person.experience.iter();
        let mut worked =
            fields.filter_map(|record| DisciplineId::of(catalogue, record.field.as_str()).ok());
        worked.find(|discipline| asked.is_empty() || asked.contains(discipline))
    }

    fn licence_field(
        &self,
        index: usize,
        field: &str,
        condition: Option<&Condition>,
        person: &Person,
    ) -> Option<Node> {
        let Condition::Licence(rule) = condition? else {
            return None;
        };
        let (on, licence) = (self.on.day(), person.licences.get(index)?);
        match field {
            "level" => Some(rule.level.write()),
            "category" => Some(rule.category.first()?.write()),
            "scopes" => Some(Node::list([rule.scope.first()?.write()])),
            "main_here" => Some(true.write()),
            "from" => {
                let ends = licence.to.or(licence.cancelled_from);
                Some(ends.map_or(on, |day| day.min(on)).write())
            }
            "filing_from" => Some(licence.filing_to.map_or(on, |day| day.min(on)).write()),
            "filing_to" => Some(on.plus_months(STAYS_VALID).write()),
            "suspended" => {
                let known = licence.suspended.iter().filter(|one| one.from.is_some());
                Some(Node::list(known.map(Shape::write)))
            }
            _ => None,
        }
    }

    /// Records that would do where none stands.
    fn records(
        &self,
        list: &str,
        condition: Option<&Condition>,
        person: &Person,
    ) -> Option<Vec<Node>> {
        let (on, long_ago) = (self.on.day(), Day::first_of_year(LONG_AGO));
        let one = |entries: Vec<(&str, Node)>| Some(vec![Node::table(entries)]);
        match (list, condition) {
            ("employment", _) => one(vec![("from", long_ago.write())]),
            ("departments", _) => {
                let (only, except): (&[_], &[_]) = match self.asked.pool {
                    Some(Pool::Members { only, except }) => (only, except),
                    _ => (&[], &[]),
                };
                let mut own = self.world.programme.departments.iter();
                let department = own.find(|id| {
                    let department = self.world.hospital.department(id);
                    department.is_some_and(|found| {
                        !except.contains(&found.kind)
                            && (only.is_empty() || only.contains(&found.kind))
                    })
                })?;
                one(vec![
                    ("department", department.write()),
                    ("from", on.write()),
                ])
            }
            ("professions", Some(Condition::Profession(asked))) => {
                one(vec![("profession", asked.first()?.write())])
            }
            (
                "professions",
                Some(Condition::Credential(asked) | Condition::CredentialSetHere(asked)),
            ) => {
                let kinds = asked
                    .iter()
                    .filter_map(|kind| self.world.catalogue.credential(kind));
                let fits = kinds.flat_map(|kind| &kind.fits).next()?;
                one(vec![("profession", fits.write())])
            }
            ("disciplines", Some(Condition::Discipline(asked))) => {
                one(vec![("discipline", asked.first()?.write())])
            }
            ("titles", Some(Condition::Title(rule))) => {
                let title = Title {
                    series: Some(self.series(rule)?),
                    level: Some(rule.level),
                    discipline: rule
                        .discipline
                        .first()
                        .cloned()
                        .or_else(|| self.worked_in(&[], person)),
                    qualified: Some(on.minus_months(rule.months).prev()),
                    appointed: None,
                };
                Some(vec![title.write()])
            }
            ("titles", Some(Condition::Experience(rule))) => {
                let own = rule.own_title()?;
                let title = Title {
                    series: Some(self.series(own)?),
                    level: Some(own.level),
                    discipline: Some(self.worked_in(&own.discipline, person)?),
                    qualified: Some(long_ago),
                    appointed: None,
                };
                Some(vec![title.write()])
            }
            ("licences", Some(Condition::Licence(rule))) => one(self.licence(rule)?),
            (
                "credentials",
                Some(Condition::Credential(asked) | Condition::CredentialSetHere(asked)),
            ) => {
                let paper = self.paper(&self.fitting(asked, person)?, person);
                let mut node = paper.write();
                if let Value::Table(entries) = &mut node.value {
                    entries.retain(|(key, _)| key != "staff");
                }
                Some(vec![node])
            }
            ("experience", Some(Condition::Experience(rule))) => {
                let inside = rule.inside.as_ref();
                let fields = std::iter::once(&rule.field).chain(inside);
                let record = |field: &FieldRule| {
                    let field = match field {
                        FieldRule::Of(fields) => fields.first()?.write(),
                        FieldRule::OfTitle(own) => self.own_discipline(own, person)?.write(),
                    };
                    Some(Node::table([("field", field), ("from", long_ago.write())]))
                };
                fields.map(record).collect()
            }
            ("exemptions" | "cases", Some(condition)) => self.of_technique(condition),
            _ => None,
        }
    }

    /// An exemption, or cases enough in each year or in all, without an event.
    fn of_technique(&self, condition: &Condition) -> Option<Vec<Node>> {
        let on = self.on.day();
        let volume = |technique: &TechniqueId, from: Day, to: Day, cases: u32| {
            CaseVolume {
                technique: technique.clone(),
                from,
                to,
                independent: Some(cases),
                events_recorded: Some(true),
                serious_events: Vec::new(),
            }
            .write()
        };
        let years_ago = |years: u32| on.minus_months(years.saturating_mul(12)).next();
        match condition {
            Condition::BaseTraining(BaseTrainingRule { technique, .. })
            | Condition::Exempted(technique) => Some(vec![Node::table([
                ("technique", technique.write()),
                ("granted", on.write()),
                ("by", SOMEBODY.to_owned().write()),
            ])]),
            Condition::Cases(rule) if rule.years > MOST_YEARS => None,
            Condition::Cases(rule) if rule.each && !rule.rolling => {
                let years = (1..=i32::try_from(rule.years).ok()?).map(|ago| on.year() - ago);
                let one = |year| {
                    let (from, to) = (Day::first_of_year(year), Day::last_of_year(year));
                    volume(&rule.technique, from, to, rule.at_least)
                };
                Some(years.map(one).collect())
            }
            Condition::Cases(rule) => {
                let from = years_ago(rule.years);
                Some(vec![volume(&rule.technique, from, on, rule.at_least)])
            }
            Condition::NoSeriousEvent(rule) => {
                let from = years_ago(rule.years.unwrap_or(1));
                Some(vec![volume(&rule.technique, from, on, 0)])
            }
            _ => None,
        }
    }

    /// The discipline of the highest title that can name the person's own.
    fn own_discipline(&self, rule: &TitleRule, person: &Person) -> Option<DisciplineId> {
        let can_name = |title: &&Title| {
            let series = title.series.as_ref();
            let discipline = title.discipline.as_ref();
            discipline
                .is_some_and(|held| rule.discipline.is_empty() || rule.discipline.contains(held))
                && series.is_none_or(|held| rule.series.is_empty() || rule.series.contains(held))
        };
        let titles = person.titles.iter().filter(can_name);
        let highest = titles.max_by_key(|title| title.level)?;
        let discipline = highest.discipline.clone()?;
        let catalogue = self.world.catalogue;
        let known = catalogue.label(Vocabulary::ExperienceField, discipline.as_str());
        known.map(|_| discipline)
    }

    fn licence(&self, rule: &LicenceRule) -> Option<Vec<(&'static str, Node)>> {
        let mut entries = vec![
            ("level", rule.level.write()),
            ("main_here", true.write()),
            ("from", self.on.day().write()),
        ];
        if !rule.category.is_empty() {
            entries.push(("category", rule.category.first()?.write()));
        }
        if !rule.scope.is_empty() {
            entries.push(("scopes", Node::list([rule.scope.first()?.write()])));
        }
        Some(entries)
    }
}
