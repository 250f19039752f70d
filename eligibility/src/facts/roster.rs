//! The roster file: one institution, one programme and its people.

use super::hospital::{Department, Hospital, Installation, Institution, Room};
use super::person::{Person, StaffNumber};
use super::programme::{
    Attestation, Declared, Duty, Figure, LEADER, Posting, PostingElsewhere, Programme,
    ProgrammeList,
};
use super::there::There;
use crate::catalogue::{Catalogue, DepartmentKindId, PostId};
use crate::day::Day;
use crate::file::{Cx, Definitions, FaultKind, Faults, Node, Rule, Shape, Thing, record};

record! {
    /// A holder of the role of leader (学科带头人, 负责人).
    struct LeaderFile {
        /// The person's staff number.
        staff: StaffNumber,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// The programme that is assessed (项目).
    struct ProgrammeFile {
        /// The id.
        id: Option<String>,
        /// The name.
        name: Option<String>,
        /// The id of the standard, such as `sx2025.petct`, where the command line does not name one.
        standard: Option<String>,
        /// The ids of the departments whose members are the pool.
        departments: Vec<String>,
        /// The leader; usually one holder at a time.
        leader: Vec<LeaderFile>,
        /// Who works on it on which post.
        postings: Vec<Posting>,
        /// Postings of the same people in other programmes.
        elsewhere: Vec<PostingElsewhere>,
        /// Equipment of the institution.
        equipment: Vec<Installation>,
        /// Rooms of the institution.
        rooms: Vec<Room>,
        /// Declared facts.
        declared: Vec<Declared>,
        /// Figures.
        figures: Vec<Figure>,
        /// Attestations.
        attestations: Vec<Attestation>,
        /// Duties done.
        duties: Vec<Duty>,
        /// The lists that are not complete.
        incomplete: Vec<ProgrammeList>,
    }
}

record! {
    /// A roster file: the institution, one programme and the people.
    struct RosterFile {
        /// The institution.
        institution: Institution,
        /// The programme.
        programme: ProgrammeFile,
        /// The people; order does not matter.
        people: Vec<Person>,
    }
}

/// A hospital with exactly one programme, as read from a roster file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// Everything recorded.
    pub hospital: Hospital,
    /// The programme.
    pub programme: Programme,
}

impl Roster {
    /// Reads a roster from a parsed file.
    ///
    /// # Errors
    /// Every fault of the file, each with its path.
    pub fn read(node: &Node, catalogue: &Catalogue) -> Result<Self, Faults> {
        let mut cx = Cx::of_file(node, Some(catalogue));
        let file = RosterFile::read(node, &mut cx);
        let roster = file.and_then(|file| Self::checked(file, node, catalogue, &mut cx));
        cx.finish(roster)
    }

    /// The JSON Schema of the roster file.
    #[must_use]
    pub fn schema(catalogue: &Catalogue) -> Node {
        let mut definitions = Definitions::with_catalogue(catalogue);
        let root = RosterFile::schema(&mut definitions);
        definitions.document("Zhunru roster", root)
    }

    /// The roster as the file it would be read from.
    #[must_use]
    pub fn write(&self) -> Node {
        let Self {
            hospital,
            programme,
        } = self.clone();
        let (leader, postings): (Vec<_>, Vec<_>) = programme
            .postings
            .into_iter()
            .partition(Posting::is_of_leader);
        let holder = |p: Posting| LeaderFile {
            staff: p.staff,
            from: p.from,
            to: p.to,
        };
        let file = RosterFile {
            institution: hospital.institution,
            programme: ProgrammeFile {
                id: Some(programme.id),
                name: programme.name,
                standard: programme.standard,
                departments: programme.departments,
                leader: leader.into_iter().map(holder).collect(),
                postings,
                elsewhere: programme.elsewhere,
                equipment: hospital.equipment,
                rooms: hospital.rooms,
                declared: programme.declared,
                figures: programme.figures,
                attestations: programme.attestations,
                duties: programme.duties,
                incomplete: programme.incomplete,
            },
            people: hospital.people,
        };
        file.write()
    }

    fn checked(
        file: RosterFile,
        node: &Node,
        catalogue: &Catalogue,
        cx: &mut Cx<'_>,
    ) -> Option<Self> {
        let RosterFile {
            institution,
            programme: file,
            people,
        } = file;
        let leader = match PostId::of(catalogue, LEADER) {
            Ok(post) => post,
            Err(fault) => {
                cx.fault(fault);
                return None;
            }
        };
        let holder = |holder: LeaderFile| Posting {
            staff: holder.staff,
            post: leader.clone(),
            full_time: None,
            from: holder.from,
            to: holder.to,
        };
        let leaders = file.leader.into_iter().map(holder).collect::<Vec<_>>();
        let mut hospital = Hospital {
            institution,
            equipment: file.equipment,
            rooms: file.rooms,
            programmes: Vec::new(),
            people,
        };
        let mut programme = Programme {
            id: file.id.unwrap_or_else(|| "programme".to_owned()),
            name: file.name,
            standard: file.standard,
            departments: file.departments,
            postings: file.postings,
            elsewhere: file.elsewhere,
            declared: file.declared,
            figures: file.figures,
            attestations: file.attestations,
            duties: file.duties,
            incomplete: file.incomplete,
        };
        if cx.n_faults() > 0 {
            stand_in(&mut hospital, node, catalogue);
        }
        check(&mut hospital, &programme, &leaders, cx);
        if has_unnumbered(node) {
            // Any reference may be to the person whose staff number cannot be read.
            let person = Thing::Person;
            cx.drop_faults(
                |kind| matches!(kind, FaultKind::Dangling { what, .. } if *what == person),
            );
        }
        programme.postings.extend(leaders);
        Some(Self {
            hospital,
            programme,
        })
    }
}

/// Checks what refers to what, each at its place in the roster file.
fn check(hospital: &mut Hospital, programme: &Programme, leaders: &[Posting], cx: &mut Cx<'_>) {
    hospital.check_people(&There::of(hospital), cx);
    hospital.sort();
    let there = There::of(hospital);
    cx.at_key("programme", None, |cx| {
        hospital.check_equipment(&there, cx);
        for (index, holder) in leaders.iter().enumerate() {
            cx.at_item("leader", index, |cx| {
                cx.at_key("staff", None, |cx| there.check_staff(&holder.staff, cx));
            });
        }
        programme.check(&there, cx);
        let nobody =
            programme.departments.is_empty() && programme.postings.is_empty() && leaders.is_empty();
        if cx.n_faults() == 0 && nobody {
            cx.fault(Rule::NobodyToAssess);
        }
    });
}

/// Whether a person of the file has no staff number that can be read.
fn has_unnumbered(node: &Node) -> bool {
    let unnumbered = |person: &Node| {
        let staff = person.get("staff").and_then(Node::as_text);
        staff.is_none_or(|staff| staff.trim().is_empty())
    };
    node.items_at("people").iter().any(unnumbered)
}

/// People and departments whose own records are at fault still exist: what refers to them must not
/// be reported on top.
fn stand_in(hospital: &mut Hospital, node: &Node, catalogue: &Catalogue) {
    let texts = |items: &[Node], key: &str| -> Vec<String> {
        let text = |item: &Node| {
            item.get(key)
                .and_then(Node::as_text)
                .map(|text| text.trim().to_owned())
        };
        items.iter().filter_map(text).collect()
    };
    for staff in texts(node.items_at("people"), "staff") {
        let staff = StaffNumber::new(&staff);
        if hospital.person(&staff).is_none() {
            hospital.people.push(Person::new(staff));
        }
    }
    let institution = node.get("institution");
    let departments = institution.map(|institution| institution.items_at("departments"));
    let Some(kind) = catalogue.department_kind.first() else {
        return;
    };
    let Ok(kind) = DepartmentKindId::of(catalogue, &kind.id) else {
        return;
    };
    for id in texts(departments.unwrap_or_default(), "id") {
        if hospital.department(&id).is_none() {
            let kind = kind.clone();
            hospital.institution.departments.push(Department {
                id,
                name: None,
                kind,
            });
        }
    }
}
