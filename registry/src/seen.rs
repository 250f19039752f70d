//! What one actor sees of the facts, and of what is concluded from them: pages are made from this
//! and from nothing else, so no page can show more than its reader may see.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eligibility::assess::ways::{ClauseWays, Way};
use eligibility::assess::{Assessment, PaperEnds, Question, Timeline, TimelineQuestion};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Department, Hospital, Person, Programme, StaffNumber};
use eligibility::file::Node;
use eligibility::standard::{Library, Standard};

use crate::access::Reading;
use crate::assessments::{Assessments, SinglePoints};
use crate::due::Everything;
use crate::forms::{self, Recorded};
use crate::snapshot::Snapshot;
use crate::staff_list::names::Names;
use crate::store::{RecordId, RecordKind};

/// The facts through the eyes of one actor.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    reading: Reading<'a>,
    /// Who belongs to an own department is asked for today, whatever day a page is for: who has left
    /// is not brought back by asking about the past.
    today: Day,
    snapshot: &'a Snapshot,
    assessments: &'a Assessments,
}

/// A programme that may be read.
#[derive(Clone, Debug)]
pub struct SeenProgramme<'a> {
    seen: Seen<'a>,
    programme: &'a Programme,
}

/// For what else somebody counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared<'a> {
    /// The programmes that may be read.
    pub programmes: Vec<&'a Programme>,
    /// How many others there are.
    pub n_others: usize,
}

/// The ways out of one clause, as far as they may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenWays {
    /// Those in which nobody stands whose file may not be read.
    pub told: ClauseWays,
    /// How many others there are.
    pub n_untold: usize,
}

impl<'a> Seen<'a> {
    /// What somebody with this right sees.
    #[must_use]
    pub const fn new(
        reading: Reading<'a>,
        today: Day,
        snapshot: &'a Snapshot,
        assessments: &'a Assessments,
    ) -> Self {
        Self {
            reading,
            today,
            snapshot,
            assessments,
        }
    }

    /// The day for which it is asked what may be seen.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.today
    }

    /// The version of the facts.
    pub(crate) const fn version(&self) -> i64 {
        self.snapshot.version
    }

    /// The hospital's name.
    #[must_use]
    pub fn hospital_name(&self) -> Option<&'a str> {
        self.snapshot.hospital.institution.name.as_deref()
    }

    /// The people whose files may be read, in the order of their staff numbers.
    pub fn people(&self) -> impl Iterator<Item = &'a Person> {
        self.reading.people(&self.snapshot.hospital, self.today)
    }

    /// The departments that may be read, in order.
    pub fn departments(&self) -> impl Iterator<Item = &'a Department> {
        let departments = self.snapshot.hospital.institution.departments.iter();
        departments.filter(|department| self.reading.sees_department(&department.id))
    }

    /// Everything that is due, for [`crate::due`] to show what may be seen of it.
    pub(crate) fn everything_due(&self, on: Day) -> Arc<Everything> {
        self.assessments.everything_due(self.snapshot, on)
    }

    /// When credentials end as of a day: by what all programmes ask, whoever looks, so that nobody is
    /// told another day than others are.
    pub(crate) fn paper_ends(&self, on: Day) -> PaperEnds<'a> {
        self.assessments.paper_ends(&self.snapshot.hospital, on)
    }

    /// The names of everybody, to find and sort those of [`Seen::people`] by.
    pub(crate) fn names(&self) -> Arc<Names> {
        self.assessments.names(self.snapshot)
    }

    /// All facts, for use cases that have a right to them.
    pub(crate) const fn hospital(&self) -> &'a Hospital {
        &self.snapshot.hospital
    }

    /// The programmes that may be read, in order.
    pub fn programmes(&self) -> impl Iterator<Item = SeenProgramme<'a>> {
        let programmes = self.snapshot.hospital.programmes.iter();
        programmes.filter_map(|programme| self.see(programme))
    }

    /// The programme with an id; `None` if there is none, or it may not be read.
    #[must_use]
    pub fn programme(&self, id: &str) -> Option<SeenProgramme<'a>> {
        let mut programmes = self.snapshot.hospital.programmes.iter();
        self.see(programmes.find(|programme| programme.id == id)?)
    }

    /// The person with a staff number; `None` if there is none, or the file may not be read.
    #[must_use]
    pub fn person(&self, staff: &str) -> Option<&'a Person> {
        let (hospital, today) = (&self.snapshot.hospital, self.today);
        self.reading.person(hospital, staff, today)
    }

    /// The own record of a person whose file may be read: number and name.
    #[must_use]
    pub fn own_record(&self, staff: &str) -> Option<Recorded> {
        self.person(staff)?;
        let mut people = self.hospital().people.iter();
        let place = people.position(|person| person.staff.as_str() == staff)?;
        let kind = RecordKind::from_name("person")?;
        let (id, _) = self.snapshot.records.at(kind, None, place)?;
        forms::one(self.snapshot, &id)
    }

    /// The records of a kind that an owner has, in order, with what names them; none if they may not
    /// be read. What nobody owns is read by those who may read everything.
    #[must_use]
    pub fn recorded(&self, kind: RecordKind, owner: Option<&str>) -> Vec<Recorded> {
        if self.may_read(kind, owner) {
            let recorded = forms::recorded(self.snapshot, kind, owner).into_iter();
            recorded.map(|record| self.shown(record)).collect()
        } else {
            Vec::new()
        }
    }

    /// The record of an id, if it may be read.
    #[must_use]
    pub fn record(&self, id: &RecordId) -> Option<Recorded> {
        let seen = match (id.owner.as_deref(), id.kind.name()) {
            (None, "person" | "programme") => {
                let name = |record: &Recorded| match id.kind.name() {
                    "person" => self.person(named(record, "staff")).is_some(),
                    _ => self.programme(named(record, "id")).is_some(),
                };
                return forms::one(self.snapshot, id).filter(name);
            }
            (owner, _) => self.may_read(id.kind, owner),
        };
        let record = seen.then(|| forms::one(self.snapshot, id)).flatten();
        record.map(|record| self.shown(record))
    }

    /// What is recorded as far as it may be seen: without numbers that may hold an identity number.
    pub(crate) fn as_seen(&self, node: Node) -> Node {
        if self.reading.sees_numbers() {
            node
        } else {
            forms::masked(&node)
        }
    }

    /// A record as far as it may be seen.
    fn shown(&self, record: Recorded) -> Recorded {
        Recorded {
            node: self.as_seen(record.node),
            ..record
        }
    }

    /// The record of a programme itself, if it may be read.
    #[must_use]
    pub fn programme_record(&self, id: &str) -> Option<Recorded> {
        self.programme(id)?;
        forms::of_programme(self.snapshot, id)
    }

    /// Everything recorded, for those who may read everything.
    #[must_use]
    pub fn whole(&self) -> Option<&'a Hospital> {
        let is_whole = self.reading.is_whole();
        is_whole.then_some(&self.snapshot.hospital)
    }

    fn may_read(&self, kind: RecordKind, owner: Option<&str>) -> bool {
        match owner {
            Some(owner) if kind.is_of_person() => self.person(owner).is_some(),
            Some(owner) => self.programme(owner).is_some(),
            None => self.reading.is_whole(),
        }
    }

    /// The facts without the people and the programmes that may not be read: to choose from. Those
    /// whom a programme names that may be read stay, since its records are told with their names.
    #[must_use]
    pub fn choosable(&self) -> Cow<'a, Hospital> {
        let hospital = &self.snapshot.hospital;
        if self.reading.is_whole() {
            return Cow::Borrowed(hospital);
        }
        let programmes: Vec<Programme> = self.reading.programmes(hospital).cloned().collect();
        let named: BTreeSet<&StaffNumber> = programmes.iter().flat_map(named_by).collect();
        let people = hospital.people.iter().filter(|person| {
            named.contains(&person.staff) || self.reading.sees_person(person, self.today)
        });
        Cow::Owned(Hospital {
            people: people.cloned().collect(),
            programmes,
            ..hospital.clone()
        })
    }

    /// The words there are.
    #[must_use]
    pub fn catalogue(&self) -> &'a Catalogue {
        self.assessments.catalogue()
    }

    /// The standards at hand.
    #[must_use]
    pub const fn standards(&self) -> &'a Library {
        self.assessments.standards()
    }

    fn see(&self, programme: &'a Programme) -> Option<SeenProgramme<'a>> {
        let seen = self.reading.sees_programme(programme);
        seen.then(|| SeenProgramme {
            seen: self.clone(),
            programme,
        })
    }

    fn sees(&self, staff: &StaffNumber) -> bool {
        let person = self.snapshot.hospital.person(staff);
        person.is_some_and(|person| self.reading.sees_person(person, self.today))
    }

    fn may_tell(&self, way: &Way) -> bool {
        let mut people = way.steps.iter().filter_map(|step| step.staff.as_ref());
        self.reading.is_whole() || people.all(|staff| self.sees(staff))
    }
}

impl<'a> SeenProgramme<'a> {
    /// The programme.
    #[must_use]
    pub const fn programme(&self) -> &'a Programme {
        self.programme
    }

    /// The programme's id.
    #[must_use]
    pub const fn id(&self) -> &'a str {
        self.programme.id.as_str()
    }

    /// All facts, to assess the programme and to name those whom its own answers name.
    #[must_use]
    pub const fn hospital(&self) -> &'a Hospital {
        &self.seen.snapshot.hospital
    }

    /// The facts without the people whose files may not be read: to choose from, and to look up what
    /// a reader typed.
    #[must_use]
    pub fn choosable(&self) -> Cow<'a, Hospital> {
        let hospital = self.hospital();
        if self.seen.reading.is_whole() {
            return Cow::Borrowed(hospital);
        }
        let people = self.seen.reading.people(hospital, self.seen.today);
        Cow::Owned(Hospital {
            people: people.cloned().collect(),
            ..hospital.clone()
        })
    }

    /// The standard it names; `None` if it names none that is at hand.
    #[must_use]
    pub fn standard(&self) -> Option<&'a Standard> {
        self.seen.assessments.standard(self.programme)
    }

    /// See [`Assessments::answer`].
    #[must_use]
    pub fn answer(&self, question: Question) -> Option<Arc<Assessment>> {
        let (seen, id) = (&self.seen, &self.programme.id);
        seen.assessments.answer(seen.snapshot, id, question)
    }

    /// See [`Assessments::timeline`].
    #[must_use]
    pub fn timeline(&self, question: TimelineQuestion) -> Option<Arc<Timeline>> {
        let (seen, id) = (&self.seen, &self.programme.id);
        seen.assessments.timeline(seen.snapshot, id, question)
    }

    /// See [`Assessments::single_points`].
    #[must_use]
    pub fn single_points(&self, question: Question) -> Option<Arc<SinglePoints>> {
        let (seen, id) = (&self.seen, &self.programme.id);
        seen.assessments.single_points(seen.snapshot, id, question)
    }

    /// See [`Assessments::shared`].
    #[must_use]
    pub fn shared(&self, question: Question) -> BTreeMap<StaffNumber, Shared<'a>> {
        let (seen, id) = (&self.seen, &self.programme.id);
        let shared = seen.assessments.shared(seen.snapshot, id, question);
        let one = |(staff, ids): (StaffNumber, Vec<String>)| {
            let ids: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
            let programmes = seen.programmes().map(|seen| seen.programme);
            let programmes: Vec<_> = programmes.filter(|p| ids.contains(p.id.as_str())).collect();
            let n_others = ids.len() - programmes.len();
            let shared = Shared {
                programmes,
                n_others,
            };
            (staff, shared)
        };
        shared.into_iter().map(one).collect()
    }

    /// See [`Assessments::ways`].
    #[must_use]
    pub fn ways(&self, question: Question) -> Option<Vec<SeenWays>> {
        let (seen, id) = (&self.seen, &self.programme.id);
        let ways = seen.assessments.ways(seen.snapshot, id, question)?;
        let one = |clause: &ClauseWays| {
            let mut told = clause.clone();
            told.ways.retain(|way| seen.may_tell(way));
            let n_untold = clause.ways.len() - told.ways.len();
            SeenWays { told, n_untold }
        };
        Some(ways.iter().map(one).collect())
    }
}

/// Whom a programme's records name.
fn named_by(programme: &Programme) -> impl Iterator<Item = &StaffNumber> {
    let postings = programme.postings.iter().map(|one| &one.staff);
    let elsewhere = programme.elsewhere.iter().map(|one| &one.staff);
    let attested = programme.attestations.iter();
    let attested = attested.filter_map(|one| one.staff.as_ref());
    let duties = programme.duties.iter();
    let duties = duties.flat_map(|one| one.staff.iter().chain(&one.by));
    postings.chain(elsewhere).chain(attested).chain(duties)
}

/// The text under a key of a record.
fn named<'r>(record: &'r Recorded, key: &str) -> &'r str {
    let text = record.node.get(key).and_then(Node::as_text);
    text.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::access::{Actor, Role};
    use crate::act::By;
    use crate::demo;

    static HOSPITAL: LazyLock<(Snapshot, Assessments)> = LazyLock::new(|| {
        let catalogue = Arc::new(Catalogue::built_in().unwrap());
        let library = Library::built_in(&catalogue).unwrap();
        let hospital = demo::hospital(today(), 1).unwrap();
        let snapshot = Snapshot::unstored(1, hospital);
        (snapshot, Assessments::new(catalogue, library))
    });

    fn today() -> Day {
        Day::parse("2026-11-22").unwrap()
    }

    fn actor(role: Role, departments: &[String]) -> Actor {
        let by = By {
            id: "u".to_owned(),
            name: "u".to_owned(),
        };
        Actor {
            by,
            role,
            departments: departments.iter().cloned().collect(),
        }
    }

    fn seen(actor: &Actor) -> Seen<'_> {
        let (snapshot, assessments) = &*HOSPITAL;
        Seen::new(actor.reading(), today(), snapshot, assessments)
    }

    #[test]
    fn each_head_sees_the_programmes_of_own_departments_and_no_other() {
        let hospital = &HOSPITAL.0.hospital;
        for department in &hospital.institution.departments {
            let head = actor(Role::Head, std::slice::from_ref(&department.id));
            let seen = seen(&head);
            for programme in &hospital.programmes {
                let own = programme.departments.contains(&department.id);
                assert_eq!(seen.programme(&programme.id).is_some(), own);
            }
            assert!(seen.programme("none").is_none());
        }
        let auditor = actor(Role::Auditor, &[]);
        assert_eq!(
            seen(&auditor).programmes().count(),
            hospital.programmes.len()
        );
    }

    #[test]
    fn no_way_that_is_told_names_a_person_of_another_department() {
        let hospital = &HOSPITAL.0.hospital;
        let question = Question::on(today());
        let (mut n_told, mut n_untold) = (0, 0);
        for department in &hospital.institution.departments {
            let head = actor(Role::Head, std::slice::from_ref(&department.id));
            let hr = actor(Role::Hr, &[]);
            for programme in seen(&head).programmes() {
                let id = &programme.programme().id;
                let all = seen(&hr).programme(id).unwrap().ways(question);
                let own = programme.ways(question);
                for (own, all) in own.iter().flatten().zip(all.iter().flatten()) {
                    let steps = own.told.ways.iter().flat_map(|way| &way.steps);
                    for staff in steps.filter_map(|step| step.staff.as_ref()) {
                        let person = hospital.person(staff).unwrap();
                        let mut memberships = person.departments.iter();
                        assert!(memberships.any(|m| m.department == department.id));
                    }
                    n_told += own.told.ways.len();
                    n_untold += own.n_untold;
                    assert_eq!(all.n_untold, 0);
                    assert_eq!(own.told.ways.len() + own.n_untold, all.told.ways.len());
                }
            }
        }
        assert!(n_told > 0, "{n_told} {n_untold}");
    }

    #[test]
    fn what_else_somebody_counts_for_is_named_only_where_it_may_be_read() {
        let question = Question::on(today());
        let hr = actor(Role::Hr, &[]);
        let mut n_others = 0;
        for department in &HOSPITAL.0.hospital.institution.departments {
            let head = actor(Role::Head, std::slice::from_ref(&department.id));
            for programme in seen(&head).programmes() {
                let whole = seen(&hr).programme(&programme.programme().id).unwrap();
                let whole = whole.shared(question);
                for (staff, shared) in programme.shared(question) {
                    let own = |p: &&Programme| p.departments.contains(&department.id);
                    assert!(shared.programmes.iter().all(own));
                    let named = shared.programmes.len() + shared.n_others;
                    assert_eq!(named, whole[&staff].programmes.len());
                    n_others += shared.n_others;
                }
            }
        }
        println!("{n_others} programmes were not named");
    }

    #[test]
    fn only_people_of_own_departments_can_be_chosen() {
        let head = actor(Role::Head, &["nm".to_owned()]);
        for programme in seen(&head).programmes() {
            let choosable = programme.choosable();
            assert!(choosable.people.len() < programme.hospital().people.len());
        }
        let hr = actor(Role::Hr, &[]);
        let programmes: Vec<_> = seen(&hr).programmes().collect();
        assert!(matches!(programmes[0].choosable(), Cow::Borrowed(_)));
    }
}
