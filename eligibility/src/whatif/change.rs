//! The changes one can ask about, as a file says them: each a table with one key.

use crate::catalogue::{
    CredentialKindId, DeclaredFactId, DisciplineId, EquipmentKindId, FieldId, PostId, ProfessionId,
    TitleSeriesId,
};
use crate::day::Day;
use crate::facts::{
    AbsenceKind, Attestation, Base, Duty, Exemption, Figure, Installation, Level, Licence,
    LicenceLevel, Paper, Person, StaffNumber, Training,
};
use crate::file::{
    Cx, Definitions, Node, Rule, Shape, TableReader, Value, record, schema_described, schema_object,
};

record! {
    /// A person leaves: employment and all postings end.
    pub struct PersonLeaves {
        /// The staff number.
        staff: StaffNumber,
        /// The last day of work here.
        last_day: Day,
    }
}

record! {
    /// A paper of a person is issued.
    pub struct PaperIssued {
        /// The staff number.
        staff: StaffNumber,
        /// The kind.
        kind: CredentialKindId,
        /// The profession it names; blank takes that of the paper renewed.
        category: Option<ProfessionId>,
        /// The number on it.
        number: Option<String>,
        /// Who issues it.
        issuer: Option<String>,
        /// The day of issue.
        issued: Day,
        /// The last valid day, if printed.
        expires: Option<Day>,
    }
    in order (issued, expires)
}

record! {
    /// A paper of a person is revoked.
    pub struct PaperRevoked {
        /// The staff number.
        staff: StaffNumber,
        /// The kind; every paper of it issued by then.
        kind: CredentialKindId,
        /// The day from which it is revoked.
        from: Day,
    }
}

record! {
    /// The filing for practice at several sites (多点执业备案) is made or renewed.
    pub struct FilingRenewed {
        /// The staff number.
        staff: StaffNumber,
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    }
    in order (from, to)
}

record! {
    /// A licence is registered, or registered anew.
    pub struct LicenceRegistered {
        /// The staff number.
        staff: StaffNumber,
        /// The licence as registered.
        licence: Licence,
    }
}

record! {
    /// Licences are suspended (暂停执业).
    pub struct LicenceSuspended {
        /// The staff number.
        staff: StaffNumber,
        /// Which licences; blank means all the person has.
        level: Option<LicenceLevel>,
        /// First day.
        from: Day,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// Licences are cancelled (注销).
    pub struct LicenceCancelled {
        /// The staff number.
        staff: StaffNumber,
        /// Which licences; blank means all the person has.
        level: Option<LicenceLevel>,
        /// The day from which they are cancelled.
        from: Day,
    }
}

record! {
    /// A title is obtained.
    pub struct TitleObtained {
        /// The staff number.
        staff: StaffNumber,
        /// The series.
        series: TitleSeriesId,
        /// The level.
        level: Level,
        /// The discipline of the title; blank is missing.
        discipline: Option<DisciplineId>,
        /// The day of the qualification.
        qualified: Day,
        /// The day of the appointment.
        appointed: Option<Day>,
    }
}

record! {
    /// A person is put on a post of the programme, `leader` included; what was recorded for the same
    /// person and post on these days gives way.
    pub struct Posted {
        /// The staff number.
        staff: StaffNumber,
        /// The post.
        post: PostId,
        /// Whether full-time (专职); blank is missing.
        full_time: Option<bool>,
        /// First day.
        from: Day,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A person leaves a post.
    pub struct PostingEnded {
        /// The staff number.
        staff: StaffNumber,
        /// The post.
        post: PostId,
        /// The name of the other programme the post is in; blank means this one.
        programme: Option<String>,
        /// The last day on the post.
        last_day: Day,
    }
}

record! {
    /// A person moves to a department and leaves the present ones.
    pub struct DepartmentMoved {
        /// The staff number.
        staff: StaffNumber,
        /// The department's id.
        department: String,
        /// First day there.
        from: Day,
    }
}

record! {
    /// A person is away.
    pub struct Away {
        /// The staff number.
        staff: StaffNumber,
        /// What for.
        kind: AbsenceKind,
        /// First day.
        from: Day,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A person works, or worked, in a field.
    pub struct ExperienceAdded {
        /// The staff number.
        staff: StaffNumber,
        /// The field.
        field: FieldId,
        /// First day.
        from: Day,
        /// Last day; blank while it goes on.
        to: Option<Day>,
        /// The employer.
        employer: Option<String>,
    }
    in order (from, to)
}

record! {
    /// A person is trained.
    pub struct TrainingAdded {
        /// The staff number.
        staff: StaffNumber,
        /// The training.
        training: Training,
    }
}

record! {
    /// A person is exempted from base training (免于培训), and the exemption is recorded.
    pub struct ExemptionRecorded {
        /// The staff number.
        staff: StaffNumber,
        /// The exemption as recorded.
        exemption: Exemption,
    }
}

record! {
    /// A device is taken out of use.
    pub struct DeviceRemoved {
        /// The kind.
        kind: EquipmentKindId,
        /// Its name or number, where there are several of the kind.
        name: Option<String>,
        /// The last day in use.
        last_day: Day,
    }
}

record! {
    /// A fact is declared; what was declared of it for these days gives way.
    pub struct FactDeclared {
        /// The fact.
        fact: DeclaredFactId,
        /// Yes or no.
        value: bool,
        /// First day.
        from: Day,
        /// Last day; blank while it holds.
        to: Option<Day>,
    }
    in order (from, to)
}

/// A value of any kind, read later as what its place asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anything(pub Node);

impl Shape for Anything {
    fn read(node: &Node, _: &mut Cx<'_>) -> Option<Self> {
        Some(Self(node.clone()))
    }

    fn write(&self) -> Node {
        self.0.clone()
    }

    fn schema(_: &mut Definitions) -> Node {
        Node::table::<&str>([])
    }
}

record! {
    /// A missing fact turns out: a blank field of a record is filled, or a whole record is added.
    pub struct FactFilled {
        /// The staff number.
        staff: StaffNumber,
        /// The list of the person's file, such as `credentials`; `postings` and `elsewhere` are those
        /// of the programme.
        list: String,
        /// The record's place in the list, from 0; blank for a whole record.
        index: Option<u32>,
        /// The field; blank for a whole record.
        field: Option<String>,
        /// What is filled in, or the record.
        value: Anything,
    }
}

/// Declares the enum of changes: the variant, its record and the key that stands for it in files.
macro_rules! changes {
    ($( $(#[doc = $doc:literal])* $variant:ident($record:ty) = $key:literal; )*) => {
        /// Something that may happen.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Change {
            $( $(#[doc = $doc])* $variant($record), )*
        }

        impl Change {
            /// The keys that stand for changes in files, in the order of the variants.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// The key that stands for the change in files.
            #[must_use]
            pub const fn key(&self) -> &'static str {
                match self { $( Self::$variant(_) => $key, )* }
            }
        }

        impl Shape for Change {
            fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
                let faults = cx.n_faults();
                let table = TableReader::open(node, Self::KEYS, cx)?;
                let Value::Table(entries) = &node.value else { return None };
                match entries.as_slice() {
                    [(key, _)] => match key.as_str() {
                        $( $key => table.key($key, cx).map(Self::$variant), )*
                        _ => None,
                    },
                    _ => {
                        if cx.n_faults() == faults {
                            cx.fault(Rule::ExactlyOne { keys: Self::KEYS });
                        }
                        None
                    }
                }
            }

            fn write(&self) -> Node {
                match self { $( Self::$variant(record) => Node::table([($key, record.write())]), )* }
            }

            fn schema(definitions: &mut Definitions) -> Node {
                definitions.define("Change", |definitions| {
                    let one = [$({
                        let record = <$record as Shape>::schema(definitions);
                        schema_object(concat!($($doc),*), vec![($key, "", true, record)])
                    }),*];
                    schema_described(
                        Node::table([("oneOf", Node::list(one))]),
                        "A change: a table with exactly one key.",
                    )
                })
            }
        }
    };
}

changes! {
    /// A person leaves: employment and all postings end.
    PersonLeaves(PersonLeaves) = "person_leaves";
    /// A person joins, with a whole file.
    PersonJoins(Box<Person>) = "person_joins";
    /// A paper that the person has, or had, is issued anew.
    PaperRenewed(PaperIssued) = "paper_renewed";
    /// A paper is obtained.
    PaperObtained(PaperIssued) = "paper_obtained";
    /// A paper is revoked.
    PaperRevoked(PaperRevoked) = "paper_revoked";
    /// The filing for practice at several sites is made or renewed.
    FilingRenewed(FilingRenewed) = "filing_renewed";
    /// A licence is registered.
    LicenceRegistered(Box<LicenceRegistered>) = "licence_registered";
    /// Licences are suspended.
    LicenceSuspended(LicenceSuspended) = "licence_suspended";
    /// Licences are cancelled.
    LicenceCancelled(LicenceCancelled) = "licence_cancelled";
    /// A title is obtained.
    TitleObtained(TitleObtained) = "title_obtained";
    /// A person is put on a post.
    Posted(Posted) = "posted";
    /// A person leaves a post.
    PostingEnded(PostingEnded) = "posting_ended";
    /// A person moves to a department.
    DepartmentMoved(DepartmentMoved) = "department_moved";
    /// A person is away.
    Absent(Away) = "absent";
    /// A person works in a field.
    ExperienceAdded(ExperienceAdded) = "experience_added";
    /// A person is trained.
    TrainingAdded(Box<TrainingAdded>) = "training_added";
    /// A person is exempted from base training.
    ExemptionRecorded(ExemptionRecorded) = "exemption_recorded";
    /// A training base is filed.
    BaseFiled(Base) = "base_filed";
    /// A device is put into use.
    DeviceAdded(Installation) = "device_added";
    /// A device is taken out of use.
    DeviceRemoved(DeviceRemoved) = "device_removed";
    /// A fact is declared for the programme.
    FactDeclared(FactDeclared) = "fact_declared";
    /// An attestation is given.
    Attested(Box<Attestation>) = "attested";
    /// A figure is recorded; one for the same period gives way.
    FigureRecorded(Figure) = "figure_recorded";
    /// A regular duty is done.
    DutyDone(Box<Duty>) = "duty_done";
    /// The institution obtains a paper.
    InstitutionPaper(Paper) = "institution_paper";
    /// A missing fact turns out.
    FactFilled(FactFilled) = "fact_filled";
}

impl serde::Serialize for Change {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write().serialize(serializer)
    }
}
