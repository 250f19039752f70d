//! The whole list of a snapshot on a day, for nobody's eyes: [`super::due`] shows each what they may see.

use std::collections::{BTreeMap, BTreeSet};

use eligibility::assess::{DutyDue, DutySubject, PaperEnds, duties_due, ends};
use eligibility::catalogue::{Catalogue, PaperKindId};
use eligibility::day::Day;
use eligibility::facts::{Hospital, Person, Postponement, Programme, StaffNumber};
use eligibility::standard::{Force, PaperRule, Standard, Test};

use super::{Covered, Due, Never, Rest, What, Whom, breaks, lead, never, rest};
use crate::assessments::Assessments;
use crate::snapshot::Snapshot;
use crate::staff_list::papers::{self, PaperKind, Span};
use crate::staff_list::standing::{self, Status};
use crate::store::{RecordId, RecordKind};

/// Everything of a day.
#[derive(Debug)]
pub(crate) struct Everything {
    /// What is due, the earliest first, then by key.
    pub(crate) due: Vec<Due>,
    /// What needs no renewal any more, the earliest first.
    pub(crate) covered: Vec<Covered>,
    /// What was never recorded and has no day, by programme.
    pub(crate) never: Vec<Never>,
}

/// The list of a snapshot on a day.
pub(crate) fn everything(assessments: &Assessments, snapshot: &Snapshot, on: Day) -> Everything {
    let mut list = Listing::new(assessments, snapshot, on);
    for person in &snapshot.hospital.people {
        list.person(person);
    }
    list.institution();
    for programme in &snapshot.hospital.programmes {
        list.duties(programme);
    }
    for programme in &snapshot.hospital.programmes {
        breaks::add(&mut list, assessments, programme);
    }
    let programmes = snapshot.hospital.programmes.iter();
    let never = programmes.flat_map(|programme| never::of_programme(&list, programme));
    let never = never.collect();
    list.finish(never)
}

/// A list that is being made.
pub(super) struct Listing<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) on: Day,
    catalogue: &'a Catalogue,
    ends: PaperEnds<'a>,
    standards: BTreeMap<&'a str, &'a Standard>,
    kinds: BTreeMap<&'static str, RecordKind>,
    /// Programmes by the departments they draw on, and by the people posted in them.
    of_department: BTreeMap<&'a str, BTreeSet<&'a str>>,
    of_posted: BTreeMap<&'a StaffNumber, BTreeSet<&'a str>>,
    pub(super) due: Vec<Due>,
    covered: Vec<Covered>,
}

impl<'a> Listing<'a> {
    fn new(assessments: &'a Assessments, snapshot: &'a Snapshot, on: Day) -> Self {
        let mut standards = BTreeMap::new();
        let mut of_department: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut of_posted: BTreeMap<&StaffNumber, BTreeSet<&str>> = BTreeMap::new();
        for programme in &snapshot.hospital.programmes {
            let id = programme.id.as_str();
            if let Some(standard) = assessments.standard(programme) {
                standards.insert(id, standard);
            }
            for department in &programme.departments {
                of_department.entry(department).or_default().insert(id);
            }
            for posting in &programme.postings {
                if posting.to.is_none_or(|to| on <= to) {
                    of_posted.entry(&posting.staff).or_default().insert(id);
                }
            }
        }
        Self {
            snapshot,
            on,
            catalogue: assessments.catalogue(),
            ends: assessments.paper_ends(&snapshot.hospital, on),
            standards,
            kinds: RecordKind::all()
                .into_iter()
                .map(|kind| (kind.name(), kind))
                .collect(),
            of_department,
            of_posted,
            due: Vec::new(),
            covered: Vec::new(),
        }
    }

    const fn hospital(&self) -> &'a Hospital {
        &self.snapshot.hospital
    }

    pub(super) const fn catalogue(&self) -> &'a Catalogue {
        self.catalogue
    }

    /// The standard of a programme.
    pub(super) fn standard(&self, programme: &Programme) -> Option<&'a Standard> {
        self.standards.get(programme.id.as_str()).copied()
    }

    // --- People ---------------------------------------------------------------------------------

    fn person(&mut self, person: &'a Person) {
        let status = Status::of(person, self.on);
        if status == Status::Left {
            return;
        }
        let dues = papers::dues(person, &self.ends, self.on);
        let covered = papers::covered(person, &self.ends, self.on);
        if dues.is_empty() && covered.is_empty() {
            return;
        }
        let departments = self.departments(person, status);
        let programmes = self.programmes(person, &departments);
        let place = (departments.as_slice(), programmes.as_slice());
        for due in dues {
            let due = self.paper(person, due, place);
            self.due.push(due);
        }
        for covered in covered {
            let kind = record(covered.due.kind);
            let by = self.record(kind, Some(person.staff.as_str()), covered.by);
            let due = self.paper(person, covered.due, place);
            let by = by.map(|(id, _)| id);
            self.covered.push(Covered { due, by });
        }
    }

    fn departments(&self, person: &Person, status: Status) -> Vec<String> {
        let memberships = standing::departments(person, status, self.on);
        let mut ids: Vec<String> = memberships
            .into_iter()
            .map(|one| one.department.clone())
            .collect();
        ids.sort();
        ids.dedup();
        ids
    }

    fn programmes(&self, person: &Person, departments: &[String]) -> Vec<String> {
        let by_department = departments
            .iter()
            .filter_map(|id| self.of_department.get(id.as_str()));
        let posted = self.of_posted.get(&person.staff);
        let ids: BTreeSet<&str> = by_department.chain(posted).flatten().copied().collect();
        ids.into_iter().map(ToOwned::to_owned).collect()
    }

    fn paper(
        &self,
        person: &Person,
        due: papers::Due<'_>,
        (departments, programmes): (&[String], &[String]),
    ) -> Due {
        let staff = person.staff.as_str();
        let what = match due.kind {
            PaperKind::Credential(kind, category) => What::Credential {
                kind: kind.clone(),
                category: category.cloned(),
            },
            PaperKind::Licence(level) => What::Licence { level },
            PaperKind::Filing => What::Filing,
        };
        let record = self.record(record(due.kind), Some(staff), due.place);
        let n = number(record.as_ref(), due.place);
        Due {
            key: format!("{}-{staff}-{n}", what.word()),
            whom: Whom::Person(person.staff.clone()),
            departments: departments.to_vec(),
            programmes: programmes.to_vec(),
            last: due.last,
            lead_days: lead::lead_days(&what, self.hospital(), self.catalogue),
            version: record.as_ref().map_or(0, |(_, version)| *version),
            record: record.map(|(id, _)| id),
            resumes: due.resumes,
            rests: None,
            what,
        }
    }

    // --- The institution ------------------------------------------------------------------------

    fn institution(&mut self) {
        let papers = &self.hospital().institution.papers;
        let mut kinds: Vec<(&PaperKindId, Vec<(usize, Span)>)> = Vec::new();
        for (place, paper) in papers.iter().enumerate() {
            let ends = ends(
                self.catalogue.paper(&paper.kind),
                paper.issued,
                paper.expires,
            );
            let span = Span::of(paper.issued, ends, paper.revoked_from);
            match kinds.iter_mut().find(|(kind, _)| **kind == paper.kind) {
                Some((_, spans)) => spans.push((place, span)),
                None => kinds.push((&paper.kind, vec![(place, span)])),
            }
        }
        for (kind, spans) in kinds {
            if let Some((place, last)) = papers::last_day(&spans, self.on) {
                let due = self.institution_paper(kind, place, last);
                let resumes = papers::resumes(&spans, last);
                self.due.push(Due { resumes, ..due });
            }
            for (place, last, by) in papers::covered_among(&spans, self.on) {
                let due = self.institution_paper(kind, place, last);
                let by = self.record("institution_paper", None, by);
                let by = by.map(|(id, _)| id);
                self.covered.push(Covered { due, by });
            }
        }
    }

    fn institution_paper(&self, kind: &PaperKindId, place: usize, last: Day) -> Due {
        let what = What::InstitutionPaper { kind: kind.clone() };
        let record = self.record("institution_paper", None, place);
        let asking = self.standards.iter();
        let asking = asking.filter(|(_, standard)| asks_for(standard, kind, self.on));
        Due {
            key: format!("paper-{}", number(record.as_ref(), place)),
            whom: Whom::Institution,
            departments: Vec::new(),
            programmes: asking.map(|(id, _)| (*id).to_owned()).collect(),
            last,
            lead_days: lead::lead_days(&what, self.hospital(), self.catalogue),
            version: record.as_ref().map_or(0, |(_, version)| *version),
            record: record.map(|(id, _)| id),
            resumes: None,
            rests: None,
            what,
        }
    }

    // --- Duties ---------------------------------------------------------------------------------

    fn duties(&mut self, programme: &'a Programme) {
        let Some(standard) = self.standard(programme) else {
            return;
        };
        let hospital = self.hospital();
        let dues = duties_due(self.on, self.catalogue, standard, hospital, programme);
        for due in dues {
            let due = self.duty(programme, due);
            self.due.push(due);
        }
    }

    fn duty(&self, programme: &Programme, due: DutyDue) -> Due {
        let id = &programme.id;
        let item = |place: usize| self.hospital().equipment.get(place);
        let (subject, whom, item) = match &due.subject {
            DutySubject::All => (String::new(), Whom::Programme(id.clone()), None),
            DutySubject::Person(staff) => (format!("-{staff}"), Whom::Person(staff.clone()), None),
            DutySubject::Item(place) => {
                let n = number(self.record("equipment", None, *place).as_ref(), *place);
                let name = item(*place).and_then(|item| item.name.clone());
                (format!("-item{n}"), Whom::Programme(id.clone()), name)
            }
        };
        let key = format!("duty-{id}-{}-{}{subject}", due.clause, due.duty);
        let record = due
            .done
            .and_then(|place| self.record("duty", Some(id.as_str()), place));
        let what = What::Duty {
            programme: id.clone(),
            clause: due.clause,
            duty: due.duty,
            item,
        };
        let mut lead_days = lead::lead_days(&what, self.hospital(), self.catalogue);
        if !lead::are_lead_days_set(&what, self.hospital()) {
            lead_days = lead::within_interval(lead_days, due.interval);
        }
        Due {
            key,
            whom,
            departments: programme.departments.clone(),
            programmes: vec![id.clone()],
            last: due.last,
            lead_days,
            version: record.as_ref().map_or(0, |(_, version)| *version),
            record: record.map(|(id, _)| id),
            resumes: None,
            rests: None,
            what,
        }
    }

    // --- Together -------------------------------------------------------------------------------

    pub(super) fn lead_days(&self, what: &What) -> Vec<u32> {
        lead::lead_days(what, self.hospital(), self.catalogue)
    }

    pub(super) fn are_lead_days_set(&self, what: &What) -> bool {
        lead::are_lead_days_set(what, self.hospital())
    }

    fn record(&self, kind: &str, owner: Option<&str>, place: usize) -> Option<(RecordId, i64)> {
        let kind = *self.kinds.get(kind)?;
        self.snapshot.records.at(kind, owner, place)
    }

    fn finish(mut self, never: Vec<Never>) -> Everything {
        // A clause may ask one duty of one subject twice only by a fault of the standard; once is
        // enough.
        let order = |one: &Due, other: &Due| (one.last, &one.key).cmp(&(other.last, &other.key));
        self.due.sort_by(order);
        let mut known = BTreeSet::new();
        self.due.retain(|due| known.insert(due.key.clone()));
        self.rest();
        let covered = |one: &Covered, other: &Covered| order(&one.due, &other.due);
        self.covered.sort_by(covered);
        Everything {
            due: self.due,
            covered: self.covered,
            never,
        }
    }

    /// Says of everything that rests that it does.
    fn rest(&mut self) {
        let on = self.on;
        let mut resting: BTreeMap<&str, (&Postponement, Rest)> = BTreeMap::new();
        let put_off = self.hospital().institution.postponements.iter();
        for (place, one) in put_off.enumerate() {
            let rest = Rest {
                until: one.until,
                reason: one.reason.clone(),
                by: one.by.clone(),
                record: self.record("postponement", None, place),
            };
            // The latest word counts.
            resting.insert(one.key.as_str(), (one, rest));
        }
        for due in &mut self.due {
            let rest = resting.get(due.key.as_str());
            let lasts = rest.filter(|(one, _)| rest::lasts(one, due.last, on));
            due.rests = lasts.map(|(_, rest)| rest.clone());
        }
    }
}

/// The name of the kind of record a paper is.
const fn record(kind: PaperKind<'_>) -> &'static str {
    match kind {
        PaperKind::Credential(..) => "credential",
        PaperKind::Licence(_) | PaperKind::Filing => "licence",
    }
}

/// The number of a record; its place where nothing is stored.
fn number(record: Option<&(RecordId, i64)>, place: usize) -> String {
    record.map_or_else(|| place.to_string(), |(id, _)| id.ord.to_string())
}

/// Whether the edition of a day asks for a kind of paper.
fn asks_for(standard: &Standard, kind: &PaperKindId, on: Day) -> bool {
    let Some((edition, Force::InForce)) = standard.edition_on(on) else {
        return false;
    };
    let mut tests = edition.clauses.iter().flat_map(|clause| &clause.tests);
    tests.any(|test| matches!(test, Test::Paper(rule) if names(rule, kind)))
}

/// Whether a rule names a kind of paper.
fn names(rule: &PaperRule, kind: &PaperKindId) -> bool {
    match rule {
        PaperRule::Paper(asked) => asked == kind,
        PaperRule::OnlyIf(_, rule) => names(rule, kind),
        _ => false,
    }
}
