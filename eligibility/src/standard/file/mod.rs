//! The shapes of a standard file, before it is checked as a whole.

mod institution;
mod need;
mod people;

use super::model::{Combine, Flag, Text};
use crate::catalogue::{DeclaredFactId, EquipmentKindId, InstitutionKindId};
use crate::day::Day;
use crate::file::{Cx, Later, Listed, Node, OneOrMore, Rule, record};

pub(super) use institution::{
    AboutWord, AttestFile, CurrentFile, EveryItemFile, EveryRoomFile, FloorFile, InServiceFile,
    InstalledFile, PaperFile, PeriodicFile, ShareFile, TotalFile, YearlyFile,
};
pub(super) use need::{NeedFile, NeedTermFile};
pub(super) use people::{
    BaseTrainingFile, CasesFile, EveryFile, ExperienceFile, FirstDayFile, HeadcountFile,
    LeaderFile, OwnTitleFile, PoolWord, TrainingFile, WhoFile,
};

record! {
    /// A standard file: one regulation with its editions and clauses.
    pub(super) struct StandardFile {
        /// The id, such as `sx2025.petct`.
        id: String,
        /// What it is called.
        title: Text,
        /// Who issued it.
        issuer: Text,
        /// The document's number.
        document: String,
        /// Where in the document it stands.
        section: Option<String>,
        /// The equipment it is for.
        equipment: Vec<EquipmentKindId>,
        /// Forms of the standard: the same clauses with some facts taken as declared.
        form: Listed<FormFile>,
        /// The editions.
        edition: Vec<Later<EditionFile>>,
    }
}

record! {
    /// The same clauses with some facts taken as declared, under an id of its own.
    pub(super) struct FormFile {
        /// The id after that of the standard, such as `base` for `g07.base`.
        id: String,
        /// What it is called.
        title: Text,
        /// The facts taken as declared yes.
        assume: Listed<DeclaredFactId>,
    }
}

record! {
    /// A version in force between two days.
    pub(super) struct EditionFile {
        /// The id within the standard.
        id: String,
        /// The first day in force; blank if the document does not say.
        from: Option<Day>,
        /// Whether `from` is a placeholder.
        from_approximate: Option<bool>,
        /// The last day in force; blank if open.
        to: Option<Day>,
        /// What to know about the dates.
        note: Option<Text>,
        /// The clauses in document order.
        clause: Vec<Later<ClauseFile>>,
        /// Ambiguities with alternatives.
        reading: Vec<ReadingFile>,
    }
    in order (from, to)
}

record! {
    /// A numbered requirement. Its tests (headcount … attest) must all hold unless `combine` says any.
    pub(super) struct ClauseFile {
        /// The id within the standard, such as `4.1a`.
        id: String,
        /// P personnel, Q names a function, NP not personnel, W waiver, X addresses the authorities.
        flag: Flag,
        /// The same word for corresponding clauses of two standards.
        topic: Option<String>,
        /// Where it stands in the document.
        number: String,
        /// The requirement in short words.
        text: Text,
        /// What to know when reading it.
        note: Option<Text>,
        /// The declared facts it depends on, all of them: no makes it not applicable, unknown
        /// undetermined.
        only_if: OneOrMore<DeclaredFactId>,
        /// Whether all tests must hold or one is enough.
        combine: Option<Combine>,
        /// At least so many people.
        headcount: Listed<HeadcountFile>,
        /// The holder of a role meets conditions.
        leader: Listed<LeaderFile>,
        /// Everybody on a post meets conditions.
        every: Listed<EveryFile>,
        /// The institution's level, kind, subjects, papers.
        paper: Listed<PaperFile>,
        /// A service offered for years.
        in_service: Listed<InServiceFile>,
        /// A yearly figure.
        yearly: Listed<YearlyFile>,
        /// A ratio of the last complete calendar year.
        share: Listed<ShareFile>,
        /// Equipment in use.
        installed: Listed<InstalledFile>,
        /// A duty done again and again.
        periodic: Listed<PeriodicFile>,
        /// A figure of the present.
        current: Listed<CurrentFile>,
        /// A sum of figures.
        total: Listed<TotalFile>,
        /// Floor area.
        floor: Listed<FloorFile>,
        /// Every item of equipment meets a condition.
        every_item: Listed<EveryItemFile>,
        /// Every room meets conditions.
        every_room: Listed<EveryRoomFile>,
        /// The worst verdict of the clauses with these ids, and of those below them.
        worst_of: Listed<String>,
        /// A judgement that is attested.
        attest: Listed<AttestFile>,
        /// What is not assessed for a type of institution, for flag W.
        waives: Listed<WaivesFile>,
        /// Whether only what every declared type waives is waived.
        waive_by_all: Option<bool>,
    }
}

record! {
    /// What is not assessed for a type of institution; exactly one of `declared` and `kind`.
    pub(super) struct WaivesFile {
        /// A declared fact.
        declared: Option<DeclaredFactId>,
        /// A kind of institution.
        kind: Option<InstitutionKindId>,
        /// The ids of the clauses within the standard.
        clauses: Listed<String>,
    }
    check with one_cause
}

fn one_cause(waives: &WaivesFile, cx: &mut Cx<'_>) {
    if waives.declared.is_some() == waives.kind.is_some() {
        let keys = &["declared", "kind"];
        cx.fault(Rule::ExactlyOne { keys });
    }
}

record! {
    /// An ambiguity: what the default says and what else the words could mean.
    pub(super) struct ReadingFile {
        /// The number of the ambiguity, such as `A4`.
        id: String,
        /// What is ambiguous.
        question: Text,
        /// What the default says.
        default: Text,
        /// The alternatives.
        alternative: Listed<AlternativeFile>,
    }
}

record! {
    /// Another reading.
    pub(super) struct AlternativeFile {
        /// The id within the reading.
        id: String,
        /// What it says.
        label: Text,
        /// The clauses it changes.
        change: Listed<ChangeFile>,
    }
}

record! {
    /// A clause under another reading: keys put in the place of the default ones.
    pub(super) struct ChangeFile {
        /// The id of the clause within the standard.
        clause: String,
        /// Keys of the clause left out.
        drop: Listed<String>,
        /// Keys of the clause with other values.
        set: Option<Node>,
        /// Kinds of machine: each headcount is then needed for every one of them in use.
        per_machine: Listed<EquipmentKindId>,
    }
}
