//! A programme: what is assessed, who works on it and what was declared, measured and attested.

use super::StaffNumber;
use super::there::There;
use crate::catalogue::{DeclaredFactId, DutyId, FigureId, PostId};
use crate::day::Day;
use crate::file::{Cx, Rule, record, word_enum};

record! {
    /// A person on a post of the programme (岗位安排).
    pub struct Posting {
        /// The person's staff number.
        staff: StaffNumber,
        /// The post.
        post: PostId,
        /// Whether the person is on this post full-time (专职) and therefore counted for nothing else; blank is missing.
        full_time: Option<bool>,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A posting in another programme, which matters when it is full-time.
    pub struct PostingElsewhere {
        /// The other programme's name.
        programme: String,
        /// The person's staff number.
        staff: StaffNumber,
        /// The post.
        post: PostId,
        /// Whether full-time (专职); blank is missing.
        full_time: Option<bool>,
        /// First day; blank is missing.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A declared fact (申报事实); what is not declared for a day is unknown.
    pub struct Declared {
        /// The fact.
        fact: DeclaredFactId,
        /// Yes or no; blank is unknown.
        value: Option<bool>,
        /// First day; blank means from the beginning.
        from: Option<Day>,
        /// Last day; blank while it holds.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A figure for a period (指标); it counts for its own period only.
    pub struct Figure {
        /// The figure.
        figure: FigureId,
        /// First day of the period.
        from: Day,
        /// Last day of the period.
        to: Day,
        /// The count, or the numerator of a ratio.
        numerator: u32,
        /// The denominator of a ratio.
        denominator: Option<u32>,
        /// The day it was recorded.
        recorded: Option<Day>,
        /// Who recorded it.
        by: Option<String>,
    }
    in order (from, to)
    check with some_denominator
}

fn some_denominator(figure: &Figure, cx: &mut Cx<'_>) {
    if figure.denominator == Some(0) {
        cx.at_key("denominator", None, |cx| cx.fault(Rule::ZERO_DENOMINATOR));
    }
}

record! {
    /// A judgement attested by a person.
    pub struct Attestation {
        /// The full id of the clause, such as `sx2025.petmr.5.1`.
        clause: String,
        /// Which part of the clause, where it has several to attest.
        item: Option<String>,
        /// The person it is about, for an ability; blank for the institution.
        staff: Option<StaffNumber>,
        /// Whether the requirement is attested as met.
        met: bool,
        /// Who attests.
        by: String,
        /// The day of the attestation, its first valid day.
        on: Day,
        /// The last valid day; blank means 12 months.
        through: Option<Day>,
        /// What it rests on.
        evidence: Option<String>,
    }
    in order (on, through)
}

/// How long an attestation is valid when nothing is said, in months.
const ATTESTATION_MONTHS: u32 = 12;

impl Attestation {
    /// The last valid day.
    #[must_use]
    pub fn through(&self) -> Day {
        self.through
            .unwrap_or_else(|| self.on.plus_months(ATTESTATION_MONTHS))
    }

    /// Whether it is valid on a day.
    #[must_use]
    pub fn counts_on(&self, day: Day) -> bool {
        self.on <= day && day <= self.through()
    }
}

record! {
    /// A duty done on a day: a round, a check, a drill, an assessment.
    pub struct Duty {
        /// The duty.
        duty: DutyId,
        /// The day it was done.
        on: Day,
        /// The staff number of who did it; blank is missing.
        by: Option<StaffNumber>,
        /// The name of who did it, where it is nobody of the staff.
        by_name: Option<String>,
        /// The person it was about, for a duty about people; blank for all of them.
        staff: Option<StaffNumber>,
        /// The name of the item of equipment, for a duty about equipment; blank for all in use.
        item: Option<String>,
        /// What was found.
        note: Option<String>,
    }
}

word_enum! {
    /// A list of the programme that may be marked incomplete.
    pub enum ProgrammeList (ListKind) {
        /// Postings: a post on which nobody is recorded may still be held.
        Postings = "postings",
    }
}

record! {
    /// What is assessed against a standard (项目).
    pub struct Programme {
        /// The id, unique in the hospital.
        id: String,
        /// The name.
        name: Option<String>,
        /// The id of the standard it is assessed against; blank where the caller says.
        standard: Option<String>,
        /// The ids of the departments whose members are the pool.
        departments: Vec<String>,
        /// Who works on it, the leader (post `leader`) among them.
        postings: Vec<Posting>,
        /// Postings of the same people in other programmes.
        elsewhere: Vec<PostingElsewhere>,
        /// Declared facts.
        declared: Vec<Declared>,
        /// Figures.
        figures: Vec<Figure>,
        /// Attestations.
        attestations: Vec<Attestation>,
        /// Duties done.
        duties: Vec<Duty>,
        /// The lists that are not complete: what is not in them may still be there.
        incomplete: Vec<ProgrammeList>,
    }
}

/// The post of the leader (学科带头人, 负责人), which a roster file names by a key of its own.
pub(super) const LEADER: &str = "leader";

impl Posting {
    /// Whether this is the role of leader.
    #[must_use]
    pub fn is_of_leader(&self) -> bool {
        self.post.as_str() == LEADER
    }

    /// The posting as other programmes see it.
    pub(super) fn seen_from_outside(&self, programme: &str) -> PostingElsewhere {
        PostingElsewhere {
            programme: programme.to_owned(),
            staff: self.staff.clone(),
            post: self.post.clone(),
            full_time: self.full_time,
            from: self.from,
            to: self.to,
        }
    }
}

impl Programme {
    /// Whether a list holds everything there is of its kind.
    #[must_use]
    pub fn is_complete(&self, list: ProgrammeList) -> bool {
        !self.incomplete.contains(&list)
    }

    /// Notes every reference to something `hospital` does not hold.
    pub(crate) fn check(&self, there: &There<'_>, cx: &mut Cx<'_>) {
        for (index, department) in self.departments.iter().enumerate() {
            cx.at_item("departments", index, |cx| {
                there.check_department(department, cx);
            });
        }
        let mut at_staff = |key: &str, index: usize, staff: &StaffNumber| {
            cx.at_item(key, index, |cx| {
                cx.at_key("staff", None, |cx| there.check_staff(staff, cx));
            });
        };
        for (index, posting) in self.postings.iter().enumerate() {
            at_staff("postings", index, &posting.staff);
        }
        for (index, posting) in self.elsewhere.iter().enumerate() {
            at_staff("elsewhere", index, &posting.staff);
        }
        for (index, attestation) in self.attestations.iter().enumerate() {
            if let Some(staff) = &attestation.staff {
                at_staff("attestations", index, staff);
            }
        }
        for (index, duty) in self.duties.iter().enumerate() {
            cx.at_item("duties", index, |cx| {
                for (key, staff) in [("by", &duty.by), ("staff", &duty.staff)] {
                    if let Some(staff) = staff {
                        cx.at_key(key, None, |cx| there.check_staff(staff, cx));
                    }
                }
            });
        }
    }
}
