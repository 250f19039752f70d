//! The shapes of tests and conditions about people.

use super::need::NeedFile;
use crate::catalogue::{
    CredentialKindId, DepartmentKindId, DisciplineId, FieldId, FigureId, LicenceCategoryId, PostId,
    ProfessionId, ScopeId, TechniqueId, TitleSeriesId, TrainingKindId,
};
use crate::facts::{Level, LicenceLevel};
use crate::file::{Cx, Listed, Rule, record, word_enum};
use crate::standard::model::WhenEmpty;

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
    pub(in crate::standard) struct HeadcountFile {
        /// How many: a number, or a table that computes it.
        need: NeedFile,
        /// The parallel group.
        group: Option<String>,
        /// The clause of whose headcount (of the same group) this one is a part.
        within: Option<String>,
        /// A label: its people are other ones than those of siblings with the same label.
        apart: Option<String>,
        /// Whether each of the programme's departments needs so many on its own.
        each_department: Option<bool>,
        /// Who can count; inherited from `within`.
        pool: Option<PoolWord>,
        /// The post, for pools that are posted.
        post: Option<PostId>,
        /// Further posts whose people count too.
        also_posts: Listed<PostId>,
        /// Whether only full-time (专职) people count.
        full_time: Option<bool>,
        /// Kinds of department whose members alone count, for pool members.
        department_kind: Listed<DepartmentKindId>,
        /// Kinds of department whose members do not count, for pool members.
        except_department_kind: Listed<DepartmentKindId>,
        /// What each must meet, besides what `within` asks.
        who: Option<WhoFile>,
    }
}

record! {
    /// Conditions that must all be met.
    pub(in crate::standard) struct WhoFile {
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
        /// One of these credentials, done again at the hospital's own interval, since the text names
        /// none (A40).
        credential_set_here: Listed<CredentialKindId>,
        /// Experience; each must be met.
        experience: Listed<ExperienceFile>,
        /// Training; each must be met.
        training: Listed<TrainingFile>,
        /// An ability attested for this clause.
        attested: Option<AttestedFile>,
        /// Posted on this post.
        posted: Option<PostId>,
        /// Posted on none of these posts.
        not_posted: Listed<PostId>,
        /// Does radiation work (has a code of 照射种类).
        radiation_work: Option<bool>,
        /// One of these, dated on or before the first day of the radiation work, else of employment.
        credential_on_entry: Listed<CredentialKindId>,
        /// Cases done independently; each must be met.
        cases: Listed<CasesFile>,
        /// No serious adverse event; each must be met.
        no_serious_event: Listed<NoSeriousEventFile>,
        /// Trained at a base for a technique, or exempt from it.
        base_training: Option<BaseTrainingFile>,
        /// An exemption from base training for this technique is recorded.
        exempted: Option<TechniqueId>,
        /// What was so on the first day of the base training.
        on_first_day_of_training: Option<Box<FirstDayFile>>,
        /// What was so on the day an exemption from base training was granted.
        on_grant_of_exemption: Option<Box<FirstDayFile>>,
        /// The conditions of the first `every` of these clauses.
        as_in: Listed<String>,
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
        !who.credential_set_here.is_empty(),
        !who.experience.is_empty(),
        !who.training.is_empty(),
        who.attested.is_some(),
        who.posted.is_some(),
        !who.not_posted.is_empty(),
        who.radiation_work == Some(true),
        !who.credential_on_entry.is_empty(),
        !who.cases.is_empty(),
        !who.no_serious_event.is_empty(),
        who.base_training.is_some(),
        who.exempted.is_some(),
        who.on_first_day_of_training.is_some(),
        who.on_grant_of_exemption.is_some(),
        !who.as_in.is_empty(),
        !who.any.is_empty(),
    ];
    if !asked.contains(&true) {
        cx.fault(Rule::AsksNothing);
    }
}

record! {
    /// A licence of the right level, category and scope.
    pub(in crate::standard) struct LicenceFile {
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
    pub(in crate::standard) struct TitleFile {
        /// The series that count.
        series: Listed<TitleSeriesId>,
        /// Whether another series is flagged instead of refused.
        other_series_unsure: Option<bool>,
        /// The least level.
        level: Level,
        /// Whether no higher level counts.
        exactly: Option<bool>,
        /// The disciplines; none for any.
        discipline: Listed<DisciplineId>,
        /// For how many years it has been held.
        years: Option<u32>,
    }
}

record! {
    /// Years of work in a field.
    pub(in crate::standard) struct ExperienceFile {
        /// The fields, added together.
        field: Listed<FieldId>,
        /// Instead of `field`: the own discipline, which is that of the person's title.
        of_title: Option<OwnTitleFile>,
        /// A field whose days must be common with the first.
        inside: Listed<FieldId>,
        /// Instead of `inside`: the own discipline, which is that of the person's title.
        inside_of_title: Option<OwnTitleFile>,
        /// How many years; blank asks for any experience at all.
        years: Option<u32>,
    }
    check with one_field
}

record! {
    /// The title whose discipline is the own one (本专业): as the clause about the title asks for it.
    pub(in crate::standard) struct OwnTitleFile {
        /// The series that count; none for any.
        series: Listed<TitleSeriesId>,
        /// Whether another series is flagged instead of refused.
        other_series_unsure: Option<bool>,
        /// The least level.
        level: Level,
        /// The disciplines; none for any.
        discipline: Listed<DisciplineId>,
    }
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
    pub(in crate::standard) struct TrainingFile {
        /// The kind.
        kind: TrainingKindId,
        /// How many months in all.
        months: Option<u32>,
        /// Whether it must have been passed.
        passed: Option<bool>,
        /// The technique it must be for.
        technique: Option<TechniqueId>,
        /// How many trainings.
        courses: Option<u32>,
        /// Cases taken part in.
        taken_part: Option<u32>,
        /// Cases managed throughout.
        managed: Option<u32>,
        /// Cases done alone under supervision.
        done: Option<u32>,
        /// Whether it counts only at a base filed for the technique on all its days.
        filed_base: Option<bool>,
        /// Whether the months must be of one stay.
        one_stay: Option<bool>,
        /// Whether it counts only from the first day of employment on.
        after_entry: Option<bool>,
        /// Whether it counts only under an instructor.
        instructed: Option<bool>,
    }
}

record! {
    /// Cases of a technique done independently in the last years.
    pub(in crate::standard) struct CasesFile {
        /// The technique.
        technique: TechniqueId,
        /// How many years.
        years: u32,
        /// How many cases.
        at_least: u32,
        /// Whether in each of the years and not in all together.
        each: Option<bool>,
        /// Whether the years of `each` are 12-month windows ending on the day and not calendar years.
        rolling: Option<bool>,
        /// The hospital's own figure, which nobody's cases can exceed.
        ceiling: Option<FigureId>,
    }
    check with some_case_years
}

fn some_case_years(cases: &CasesFile, cx: &mut Cx<'_>) {
    super::institution::some_years("years", cases.years, cx);
}

record! {
    /// No serious adverse event with a technique.
    pub(in crate::standard) struct NoSeriousEventFile {
        /// The technique.
        technique: TechniqueId,
        /// In how many last years; blank for ever.
        years: Option<u32>,
        /// Whether from the first day of the oldest of so many complete calendar years on, and not
        /// of the years up to the day.
        calendar: Option<bool>,
    }
    check with some_event_years
}

fn some_event_years(events: &NoSeriousEventFile, cx: &mut Cx<'_>) {
    if let Some(years) = events.years {
        super::institution::some_years("years", years, cx);
    }
}

record! {
    /// Trained at a base for a technique, or exempt from it (免于培训).
    pub(in crate::standard) struct BaseTrainingFile {
        /// The technique.
        technique: TechniqueId,
        /// The clauses whose conditions say what training is enough.
        trained: Listed<String>,
        /// The clauses whose conditions a recorded exemption rests on.
        exempt: Listed<String>,
        /// Whether those conditions are judged on the day of the grant.
        on_grant: Option<bool>,
    }
}

record! {
    /// What was so on the first day of a technique's base training, or on the day of an exemption from
    /// it; without one, what is so on the day.
    pub(in crate::standard) struct FirstDayFile {
        /// The technique.
        technique: TechniqueId,
        /// The kinds of training that are meant; none for any.
        kind: Listed<TrainingKindId>,
        /// The conditions.
        who: WhoFile,
    }
}

record! {
    /// An ability attested for this clause.
    pub(in crate::standard) struct AttestedFile {
        /// Which part of the clause.
        item: Option<String>,
    }
}

record! {
    /// The holder of a role meets conditions.
    pub(in crate::standard) struct LeaderFile {
        /// The post that is the role.
        post: PostId,
        /// What the holder must meet.
        who: WhoFile,
    }
}

record! {
    /// Everybody of a set meets conditions; exactly one of `posts` and `members`.
    pub(in crate::standard) struct EveryFile {
        /// The posts whose people are the set.
        posts: Listed<PostId>,
        /// Whether the members of the programme's departments are the set.
        members: Option<bool>,
        /// Kinds of department whose members alone are meant.
        department_kind: Listed<DepartmentKindId>,
        /// What narrows the set.
        of: Option<WhoFile>,
        /// What each must meet.
        who: WhoFile,
        /// What an empty set means.
        when_empty: Option<WhenEmpty>,
    }
}
