//! The shapes of a standard file, before it is checked as a whole.

use super::model::{Combine, Flag, Text, WhenEmpty};
use crate::catalogue::{
    CredentialKindId, DeclaredFactId, DepartmentKindId, DisciplineId, EquipmentKindId, FieldId,
    FigureId, InstitutionKindId, InstitutionLevelId, LicenceCategoryId, PaperKindId, PostId,
    ProfessionId, ScopeId, ServiceId, SubjectId, TitleSeriesId, TrainingKindId,
};
use crate::day::Day;
use crate::facts::{Level, LicenceLevel};
use crate::file::{Cx, Later, Listed, Node, Rule, record, word_enum};

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
        /// The editions.
        edition: Vec<Later<EditionFile>>,
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
    /// A numbered requirement. Its tests (headcount … installed) must all hold unless `combine` says any.
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
        /// The declared fact it depends on: no makes it not applicable, unknown undetermined.
        only_if: Option<DeclaredFactId>,
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
        /// A judgement that is attested.
        attest: Listed<AttestFile>,
        /// What is not assessed for a type of institution, for flag W.
        waives: Listed<WaivesFile>,
        /// Whether only what every declared type waives is waived.
        waive_by_all: Option<bool>,
    }
}

word_enum! {
    /// Who can count.
    #[derive(Default)]
    pub enum PoolWord (Pool) {
        /// Members of the programme's departments.
        #[default]
        Members = "members",
        /// People posted on `post`.
        Posted = "posted",
        /// Either.
        MembersOrPosted = "members-or-posted",
    }
}

record! {
    /// At least `need` people.
    pub(super) struct HeadcountFile {
        /// How many.
        need: u32,
        /// The parallel group.
        group: Option<String>,
        /// The clause of whose headcount (of the same group) this one is a part.
        within: Option<String>,
        /// Whether its people are other ones than those of siblings that are `apart` too.
        apart: Option<bool>,
        /// Who can count; inherited from `within`.
        pool: Option<PoolWord>,
        /// The post, for pools that are posted.
        post: Option<PostId>,
        /// Whether only full-time (专职) people count.
        full_time: Option<bool>,
        /// Kinds of department whose members do not count, for pool members.
        except_department_kind: Listed<DepartmentKindId>,
        /// What each must meet, besides what `within` asks.
        who: Option<WhoFile>,
    }
}

record! {
    /// Conditions that must all be met.
    pub(super) struct WhoFile {
        /// One of these professions.
        profession: Listed<ProfessionId>,
        /// One of these disciplines.
        discipline: Listed<DisciplineId>,
        /// A licence in force here.
        licence: Option<LicenceFile>,
        /// A title.
        title: Option<TitleFile>,
        /// One of these credentials.
        credential: Listed<CredentialKindId>,
        /// Experience; each must be met.
        experience: Listed<ExperienceFile>,
        /// Training; each must be met.
        training: Listed<TrainingFile>,
        /// An ability attested for this clause.
        attested: Option<AttestedFile>,
        /// One of these sets of conditions.
        any: Listed<WhoFile>,
    }
    check with asks_something
}

/// Without a condition everybody would count.
fn asks_something(who: &WhoFile, cx: &mut Cx<'_>) {
    let asked = [
        !who.profession.is_empty(),
        !who.discipline.is_empty(),
        who.licence.is_some(),
        who.title.is_some(),
        !who.credential.is_empty(),
        !who.experience.is_empty(),
        !who.training.is_empty(),
        who.attested.is_some(),
        !who.any.is_empty(),
    ];
    if !asked.contains(&true) {
        cx.fault(Rule::AsksNothing);
    }
}

record! {
    /// A licence of the right level, category and scope.
    pub(super) struct LicenceFile {
        /// The level.
        level: LicenceLevel,
        /// The categories; none for any.
        category: Listed<LicenceCategoryId>,
        /// The scopes; none for any.
        scope: Listed<ScopeId>,
        /// Disciplines whose people are flagged instead of refused under another scope.
        other_scope_unsure: Listed<DisciplineId>,
        /// Whether a filing is not enough.
        main_here: Option<bool>,
    }
}

record! {
    /// A title at or above a level.
    pub(super) struct TitleFile {
        /// The series that count.
        series: Listed<TitleSeriesId>,
        /// Whether another series is flagged instead of refused.
        other_series_unsure: Option<bool>,
        /// The least level.
        level: Level,
        /// The disciplines; none for any.
        discipline: Listed<DisciplineId>,
        /// For how many years it has been held.
        years: Option<u32>,
    }
}

record! {
    /// Years of work in a field.
    pub(super) struct ExperienceFile {
        /// The fields, added together.
        field: Listed<FieldId>,
        /// Instead of `field`: the discipline of the person's titles at or above this level.
        of_title: Option<Level>,
        /// A field whose days must be common with the first.
        inside: Listed<FieldId>,
        /// Instead of `inside`: the discipline of the person's titles at or above this level.
        inside_of_title: Option<Level>,
        /// How many years; blank asks for any experience at all.
        years: Option<u32>,
    }
    check with one_field
}

fn one_field(experience: &ExperienceFile, cx: &mut Cx<'_>) {
    if experience.field.is_empty() == experience.of_title.is_none() {
        let keys = &["field", "of_title"];
        cx.fault(Rule::ExactlyOne { keys });
    }
    if !experience.inside.is_empty() && experience.inside_of_title.is_some() {
        let keys = &["inside", "inside_of_title"];
        cx.fault(Rule::AtMostOne { keys });
    }
}

record! {
    /// Training of a kind.
    pub(super) struct TrainingFile {
        /// The kind.
        kind: TrainingKindId,
        /// How many months in all.
        months: Option<u32>,
        /// Whether it must have been passed.
        passed: Option<bool>,
    }
}

record! {
    /// An ability attested for this clause.
    pub(super) struct AttestedFile {
        /// Which part of the clause.
        item: Option<String>,
    }
}

record! {
    /// The holder of a role meets conditions.
    pub(super) struct LeaderFile {
        /// The post that is the role.
        post: PostId,
        /// What the holder must meet.
        who: WhoFile,
    }
}

record! {
    /// Everybody posted on a post meets conditions.
    pub(super) struct EveryFile {
        /// The post.
        post: PostId,
        /// What each must meet.
        who: WhoFile,
        /// What an empty set means.
        when_empty: Option<WhenEmpty>,
    }
}

record! {
    /// Something about the institution; exactly one of the keys.
    pub(super) struct PaperFile {
        /// At least this level.
        level: Option<InstitutionLevelId>,
        /// Any level of this tier or above.
        tier: Option<u32>,
        /// One of these kinds.
        kind: Listed<InstitutionKindId>,
        /// Beside `kind`: kinds for which the text leaves it open.
        kind_unsure: Listed<InstitutionKindId>,
        /// All of these registered subjects.
        subjects: Listed<SubjectId>,
        /// A valid paper of this kind.
        paper: Option<PaperKindId>,
    }
    check with one_paper
}

fn one_paper(paper: &PaperFile, cx: &mut Cx<'_>) {
    let asked = [
        paper.level.is_some(),
        paper.tier.is_some(),
        !paper.kind.is_empty(),
        !paper.subjects.is_empty(),
        paper.paper.is_some(),
    ];
    if asked.iter().filter(|asked| **asked).count() != 1 {
        let keys = &["level", "tier", "kind", "subjects", "paper"];
        cx.fault(Rule::ExactlyOne { keys });
    }
}

record! {
    /// A service offered for years.
    pub(super) struct InServiceFile {
        /// The service, or the kind of equipment in use.
        service: ServiceId,
        /// How many years.
        years: u32,
    }
}

record! {
    /// The average of a figure over complete calendar years.
    pub(super) struct YearlyFile {
        /// The figure.
        figure: FigureId,
        /// How many years.
        years: u32,
        /// The least average.
        at_least: u32,
    }
    check with some_years
}

/// The most years that an average is taken over.
const MOST_YEARS: u32 = 50;

fn some_years(yearly: &YearlyFile, cx: &mut Cx<'_>) {
    if yearly.years == 0 || yearly.years > MOST_YEARS {
        let most = Some(MOST_YEARS);
        cx.fault(Rule::OutOfRange {
            key: "years",
            least: 1,
            most,
        });
    }
}

record! {
    /// A least ratio.
    pub(super) struct ShareFile {
        /// The figure.
        figure: FigureId,
        /// The numerator of the least ratio.
        numerator: u32,
        /// Its denominator.
        denominator: u32,
    }
    check with some_denominator
}

fn some_denominator(share: &ShareFile, cx: &mut Cx<'_>) {
    if share.denominator == 0 {
        cx.fault(Rule::ZERO_DENOMINATOR);
    }
}

record! {
    /// Equipment in use.
    pub(super) struct InstalledFile {
        /// The kind.
        equipment: EquipmentKindId,
        /// How many.
        at_least: u32,
    }
}

record! {
    /// A judgement that is attested.
    pub(super) struct AttestFile {
        /// The part of the clause, where several can be attested.
        item: Option<String>,
        /// The declared fact without which it does not help.
        when: Option<DeclaredFactId>,
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
    }
}
