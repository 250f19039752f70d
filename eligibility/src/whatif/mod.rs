//! What if: changes made in memory, to see what they would do to the verdicts. Nothing is saved.
//!
//! A [`WhatIf`] is read from a file like everything else ([`crate::file`]), so that a wrong word or
//! date is found with its place, and applied to a copy of the facts. Changes are made in order; each
//! checks what it refers to.

mod change;
mod compare;
mod fill;
mod period;
mod person;
mod programme;

pub use change::{
    Anything, Away, Change, DepartmentMoved, DeviceRemoved, ExemptionRecorded, ExperienceAdded,
    FactDeclared, FactFilled, FilingRenewed, LicenceCancelled, LicenceRegistered, LicenceSuspended,
    PaperIssued, PaperRevoked, PersonLeaves, Posted, PostingEnded, TitleObtained, TrainingAdded,
};
pub use compare::{ClauseDifference, Standing, compare};

use crate::assess::Question;
use crate::catalogue::Catalogue;
use crate::day::{AsOf, Day};
use crate::facts::{Hospital, Person, Programme, StaffNumber};
use crate::file::{Cx, Definitions, FaultKind, Faults, Node, Rule, Shape, Thing, record};
use crate::standard::Standard;

record! {
    /// A what-if file: the day, the rules and the facts that are to be otherwise.
    struct WhatIfFile {
        /// Another day of the facts.
        on: Option<Day>,
        /// The day whose edition of the rules is taken.
        edition: Option<Day>,
        /// Whether an edition that is not in force is evaluated all the same.
        as_if_in_force: Option<bool>,
        /// The changes, made in this order.
        change: Vec<Change>,
    }
    check with not_empty
}

fn not_empty(file: &WhatIfFile, cx: &mut Cx<'_>) {
    let asks = file.on.is_some() || file.edition.is_some() || file.as_if_in_force.is_some();
    if file.change.is_empty() && !asks {
        cx.fault(FaultKind::MissingKey {
            key: "change".to_owned(),
        });
    }
}

/// What is to be otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// Another day of the facts.
    pub on: Option<Day>,
    /// Another day of the rules.
    pub rules_on: Option<Day>,
    /// Whether an edition that is not in force is evaluated all the same.
    pub as_if_in_force: Option<bool>,
    /// The changes, made in this order.
    pub changes: Vec<Change>,
    /// The lines of the changes, where the file's format can tell.
    lines: Vec<Option<u32>>,
}

impl WhatIf {
    /// Changes alone, of today's question.
    #[must_use]
    pub fn of(changes: Vec<Change>) -> Self {
        Self {
            changes,
            ..Self::default()
        }
    }

    /// Reads a what-if from a parsed file.
    ///
    /// # Errors
    /// Every fault of the file, each with its path.
    pub fn read(node: &Node, catalogue: &Catalogue) -> Result<Self, Faults> {
        let mut cx = Cx::of_file(node, Some(catalogue));
        let file = WhatIfFile::read(node, &mut cx);
        let lines = node.items_at("change").iter().map(|node| node.line);
        cx.finish(file.map(|file| Self {
            on: file.on,
            rules_on: file.edition,
            as_if_in_force: file.as_if_in_force,
            changes: file.change,
            lines: lines.collect(),
        }))
    }

    /// The JSON Schema of the what-if file.
    #[must_use]
    pub fn schema(catalogue: &Catalogue) -> Node {
        let mut definitions = Definitions::with_catalogue(catalogue);
        let root = WhatIfFile::schema(&mut definitions);
        definitions.document("Zhunru what-if", root)
    }

    /// The what-if as the file it would be read from.
    #[must_use]
    pub fn write(&self) -> Node {
        let file = WhatIfFile {
            on: self.on,
            edition: self.rules_on,
            as_if_in_force: self.as_if_in_force,
            change: self.changes.clone(),
        };
        file.write()
    }

    /// The question with what is asked otherwise. The rules stay those of the day that was asked
    /// about, unless another is named.
    #[must_use]
    pub fn question(&self, asked: Question) -> Question {
        Question {
            on: self.on.map_or(asked.on, AsOf),
            rules_on: self.rules_on.unwrap_or(asked.rules_on),
            as_if_in_force: self.as_if_in_force.unwrap_or(asked.as_if_in_force),
            settings: asked.settings,
        }
    }

    /// The facts as they would be.
    ///
    /// # Errors
    /// Each change that refers to something not recorded, with its place in the file.
    pub fn apply(
        &self,
        catalogue: &Catalogue,
        hospital: &Hospital,
        programme: &Programme,
    ) -> Result<(Hospital, Programme), Faults> {
        let mut facts = Facts {
            hospital: hospital.clone(),
            programme: programme.clone(),
        };
        let mut cx = Cx::new(Some(catalogue));
        for (index, change) in self.changes.iter().enumerate() {
            self.at(&mut cx, index, |cx| facts.make(change, cx));
        }
        cx.finish(Some(facts.finished()))
    }

    /// Notes attestations for clauses that no edition of the standard has: they would change nothing
    /// and look as if they had.
    ///
    /// # Errors
    /// Each such attestation, with its place in the file.
    pub fn check_clauses(&self, standard: &Standard) -> Result<(), Faults> {
        let clauses = standard
            .editions
            .iter()
            .flat_map(|edition| &edition.clauses);
        let mut ids: Vec<&str> = clauses.map(|clause| clause.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut cx = Cx::new(None);
        for (index, change) in self.changes.iter().enumerate() {
            let Change::Attested(attestation) = change else {
                continue;
            };
            let clause = attestation.clause.as_str();
            self.at(&mut cx, index, |cx| {
                recorded(Thing::Clause, ("clause", clause), &ids, cx);
            });
        }
        cx.finish(Some(()))
    }

    fn at<T>(&self, cx: &mut Cx<'_>, index: usize, with: impl FnOnce(&mut Cx<'_>) -> T) -> T {
        let line = self.lines.get(index).copied().flatten();
        let key = self.changes.get(index).map_or("", Change::key);
        cx.at_key("change", None, |cx| {
            cx.at_index(index, line, |cx| cx.at_key(key, None, with))
        })
    }
}

/// The facts while they are changed.
struct Facts {
    hospital: Hospital,
    programme: Programme,
}

impl Facts {
    /// Makes one change; a change at fault is not made.
    fn make(&mut self, change: &Change, cx: &mut Cx<'_>) {
        match change {
            Change::PersonLeaves(change) => self.person_leaves(change, cx),
            Change::PersonJoins(person) => self.person_joins(person, cx),
            Change::PaperRenewed(change) => self.paper_renewed(change, cx),
            Change::PaperObtained(change) => self.paper_obtained(change, cx),
            Change::PaperRevoked(change) => self.paper_revoked(change, cx),
            Change::FilingRenewed(change) => self.filing_renewed(change, cx),
            Change::LicenceRegistered(change) => {
                if let Some(person) = self.person(&change.staff, cx) {
                    person.licences.push(change.licence.clone());
                }
            }
            Change::LicenceSuspended(change) => self.licence_suspended(change, cx),
            Change::LicenceCancelled(change) => self.licence_cancelled(change, cx),
            Change::TitleObtained(change) => self.title_obtained(change, cx),
            Change::Posted(change) => self.posted(change, cx),
            Change::PostingEnded(change) => self.posting_ended(change, cx),
            Change::DepartmentMoved(change) => self.department_moved(change, cx),
            Change::Absent(change) => self.absent(change, cx),
            Change::ExperienceAdded(change) => self.experience_added(change, cx),
            Change::TrainingAdded(change) => {
                if let Some(person) = self.person(&change.staff, cx) {
                    person.training.push(change.training.clone());
                }
            }
            Change::ExemptionRecorded(change) => {
                if let Some(person) = self.person(&change.staff, cx) {
                    person.exemptions.push(change.exemption.clone());
                }
            }
            Change::BaseFiled(base) => self.hospital.institution.bases.push(base.clone()),
            Change::DeviceAdded(item) => self.device_added(item, cx),
            Change::DeviceRemoved(change) => self.device_removed(change, cx),
            Change::FactDeclared(change) => self.fact_declared(change),
            Change::Attested(attestation) => self.attested(attestation, cx),
            Change::FigureRecorded(figure) => self.figure_recorded(figure),
            Change::DutyDone(duty) => self.duty_done(duty, cx),
            Change::InstitutionPaper(paper) => {
                self.hospital.institution.papers.push(paper.clone());
            }
            Change::FactFilled(change) => self.fact_filled(change, cx),
        }
    }

    /// The person a change is about, or a fault.
    fn person(&mut self, staff: &StaffNumber, cx: &mut Cx<'_>) -> Option<&mut Person> {
        let people = &self.hospital.people;
        let Ok(place) = people.binary_search_by(|person| person.staff.cmp(staff)) else {
            let known: Vec<&str> = people.iter().map(|person| person.staff.as_str()).collect();
            recorded(Thing::Person, ("staff", staff.as_str()), &known, cx);
            return None;
        };
        self.hospital.people.get_mut(place)
    }

    /// Whether the hospital has the department, which is noted as a fault if not.
    fn has_department(&self, id: &str, cx: &mut Cx<'_>) -> bool {
        let departments = self.hospital.institution.departments.iter();
        let mut ids: Vec<&str> = departments.map(|department| &*department.id).collect();
        ids.sort_unstable();
        recorded(Thing::Department, ("department", id), &ids, cx)
    }

    /// The hospital's own copy of the programme is changed with it.
    fn finished(self) -> (Hospital, Programme) {
        let Self {
            mut hospital,
            programme,
            ..
        } = self;
        let own = hospital.programmes.iter_mut();
        for own in own.filter(|own| own.id == programme.id) {
            *own = Programme {
                elsewhere: std::mem::take(&mut own.elsewhere),
                ..programme.clone()
            };
        }
        (hospital, programme)
    }
}

/// How many ids are listed when there are very many.
const LISTED: usize = 12;

/// Whether an id is among those recorded, in ascending order; a fault if not, with its neighbours.
fn recorded(
    what: Thing,
    (key, found): (&'static str, &str),
    ids: &[&str],
    cx: &mut Cx<'_>,
) -> bool {
    let Err(place) = ids.binary_search(&found) else {
        return true;
    };
    let first = place
        .saturating_sub(LISTED / 2)
        .min(ids.len().saturating_sub(LISTED));
    let near = ids.iter().skip(first).take(LISTED);
    let recorded = near.map(ToString::to_string).collect();
    let found = found.to_owned();
    cx.at_key(key, None, |cx| {
        cx.fault(Rule::NotOnRecord {
            what,
            found,
            recorded,
        });
    });
    false
}

/// Notes that a list holds nothing to change.
fn nothing(list: &'static str, cx: &mut Cx<'_>) {
    cx.fault(Rule::NothingToChange { list });
}
