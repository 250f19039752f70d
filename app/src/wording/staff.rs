//! The list of people: counts, choices and faults of its filter, papers that end.

use eligibility::catalogue::Vocabulary;
use registry::due::query::key as due;
use registry::export::Format;
use registry::staff_list::papers::{Due, DueWithin, PaperKind};
use registry::staff_list::query::{LevelAsked, MOST_CHARS, QueryFault, key};
use registry::staff_list::standing::Status;

use super::{Voice, zh};
use crate::locale::Lang;

/// Which people of how many stand on a page.
#[must_use]
pub fn counts(lang: Lang, first: usize, last: usize, n_people: usize) -> String {
    match (lang, n_people) {
        (Lang::Zh, 0) => "共 0 人".to_owned(),
        (Lang::En, 0) => "Nobody".to_owned(),
        (Lang::Zh, _) => format!("第 {first}–{last} 人，共 {n_people} 人"),
        (Lang::En, _) => format!("{first} to {last} of {n_people} people"),
    }
}

/// How many people.
#[must_use]
pub fn people(lang: Lang, n_people: usize) -> String {
    match lang {
        Lang::Zh => format!("{n_people} 人"),
        Lang::En if n_people == 1 => "1 person".to_owned(),
        Lang::En => format!("{n_people} people"),
    }
}

/// How many more there are than are shown.
#[must_use]
pub fn more(lang: Lang, n_more: usize) -> String {
    match lang {
        Lang::Zh => format!("另有 {n_more} 项"),
        Lang::En => format!("and {n_more} more"),
    }
}

/// A status.
#[must_use]
pub const fn status(lang: Lang, status: Status) -> &'static str {
    let words = lang.words().staff;
    match status {
        Status::Active => words.active,
        Status::Absent => words.absent,
        Status::Suspended => words.suspended,
        Status::NotYet => words.not_yet,
        Status::Left => words.left,
        Status::Unknown => words.unknown,
    }
}

/// A choice of papers that end.
#[must_use]
pub fn due_within(lang: Lang, within: DueWithin) -> String {
    match (lang, within) {
        (_, DueWithin::Overdue) => lang.words().staff.overdue.to_owned(),
        (Lang::Zh, DueWithin::Days(days)) => format!("{days} 天内"),
        (Lang::En, DueWithin::Days(days)) => format!("within {days} days"),
    }
}

/// A choice of levels.
#[must_use]
pub fn level_asked(voice: Voice<'_>, asked: LevelAsked) -> String {
    let or_higher = voice.lang.words().staff.or_higher;
    let and_above = if asked.or_higher { or_higher } else { "" };
    format!("{}{and_above}", voice.level(asked.level))
}

/// A kind of paper.
#[must_use]
pub fn paper(voice: Voice<'_>, kind: PaperKind<'_>) -> String {
    let words = voice.lang.words();
    match kind {
        PaperKind::Credential(kind, None) => voice.credential(kind).to_owned(),
        PaperKind::Credential(kind, Some(profession)) => {
            let (kind, profession) = (voice.credential(kind), voice.profession(profession));
            format!("{kind}{}{profession}{}", words.open, words.close)
        }
        PaperKind::Licence(None) => words.staff.licence.to_owned(),
        PaperKind::Licence(Some(level)) => match voice.lang {
            Lang::Zh => format!("{}{}", voice.licence(level), words.staff.licence),
            Lang::En => format!("{} of a {}", words.staff.licence, voice.licence(level)),
        },
        PaperKind::Filing => words.staff.filing.to_owned(),
    }
}

/// A paper that ends, or has ended.
#[must_use]
pub fn due(voice: Voice<'_>, due: &Due<'_>, is_overdue: bool) -> String {
    let (paper, last) = (paper(voice, due.kind), due.last);
    match (voice.lang, is_overdue) {
        (Lang::Zh, true) => zh::spaced(&format!("{paper} {last} 已过期")),
        (Lang::Zh, false) => zh::spaced(&format!("{paper} {last} 到期")),
        (Lang::En, true) => format!("{paper} ended {last}"),
        (Lang::En, false) => format!("{paper} ends {last}"),
    }
}

/// A kind of file.
#[must_use]
pub const fn format(lang: Lang, format: Format) -> &'static str {
    match (lang, format) {
        (Lang::Zh, Format::Sheets) => "Excel 工作簿，每类记录一张表",
        (Lang::Zh, Format::Wide) => "Excel 工作簿，一张宽表",
        (Lang::Zh, Format::Csv) => "CSV，一张宽表",
        (Lang::En, Format::Sheets) => "Excel workbook, a sheet for each kind of record",
        (Lang::En, Format::Wide) => "Excel workbook, one wide sheet",
        (Lang::En, Format::Csv) => "CSV, one wide sheet",
    }
}

/// The words of a vocabulary to choose from, with their labels.
#[must_use]
pub fn choices(voice: Voice<'_>, vocabulary: Vocabulary) -> Vec<(String, String)> {
    let ids = voice.catalogue.ids(vocabulary).into_iter();
    ids.map(|id| {
        let label = voice.label(vocabulary, id).unwrap_or(id);
        (id.to_owned(), label.to_owned())
    })
    .collect()
}

/// The field of a key.
#[must_use]
pub fn field(lang: Lang, key: &str) -> &'static str {
    let words = lang.words().staff;
    match key {
        key::DEPARTMENT => words.department,
        key::PROFESSION => words.profession,
        key::SERIES => words.series,
        key::LEVEL => words.level,
        key::CREDENTIAL => words.credential,
        key::STATUS => words.status,
        key::DUE => words.due,
        key::SORT => words.sort,
        key::PAGE => words.page,
        due::KIND => lang.words().due.kind,
        due::STAGE => lang.words().due.stage,
        due::MONTH => lang.words().due.month,
        due::REST => lang.words().due.rests,
        due::COVERED => lang.words().due.covered,
        _ => words.text,
    }
}

/// What of an address cannot be understood, and what to do.
#[must_use]
pub fn query_fault(lang: Lang, fault: &QueryFault) -> String {
    let named = |key: &str| field(lang, key);
    match (lang, fault) {
        (Lang::Zh, QueryFault::UnknownKey(found)) => {
            format!("没有“{found}”这个筛选条件，请用下面的表单筛选")
        }
        (Lang::Zh, QueryFault::UnknownWord { key, found }) => {
            format!("“{}”里没有“{found}”这一项，请从列表中选", named(key))
        }
        (Lang::Zh, QueryFault::TooLong) => {
            format!("查询的文字最多 {MOST_CHARS} 个字，请写短些")
        }
        (Lang::Zh, QueryFault::NotAPage(found)) => {
            format!("页码“{found}”不对：页码是从 1 起的整数")
        }
        (Lang::En, QueryFault::UnknownKey(found)) => {
            format!("there is no filter called “{found}”; use the form below")
        }
        (Lang::En, QueryFault::UnknownWord { key, found }) => format!(
            "“{found}” is none of the choices of “{}”; choose one of the list",
            named(key)
        ),
        (Lang::En, QueryFault::TooLong) => {
            format!("search for at most {MOST_CHARS} characters")
        }
        (Lang::En, QueryFault::NotAPage(found)) => {
            format!("“{found}” is no page: pages are whole numbers from 1")
        }
    }
}

/// That there are not so many pages.
#[must_use]
pub fn no_such_page(lang: Lang, asked: usize, last: usize) -> String {
    match lang {
        Lang::Zh => format!("没有第 {asked} 页，这样筛选只有 {last} 页。"),
        Lang::En => format!("There is no page {asked}: the filter leaves {last}."),
    }
}

#[cfg(test)]
mod tests {
    use eligibility::catalogue::{Catalogue, CredentialKindId, ProfessionId};
    use eligibility::day::Day;
    use eligibility::facts::LicenceLevel;

    use super::*;

    #[test]
    fn whatever_ends_is_said_with_its_day_in_both_languages() {
        let catalogue = Catalogue::built_in().unwrap();
        let permit = CredentialKindId::of(&catalogue, "permit-ct").unwrap();
        let physician = ProfessionId::of(&catalogue, "physician").unwrap();
        let last = Day::parse("2026-11-30").unwrap();
        let kinds = [
            PaperKind::Credential(&permit, None),
            PaperKind::Credential(&permit, Some(&physician)),
            PaperKind::Licence(Some(LicenceLevel::Nurse)),
            PaperKind::Licence(None),
            PaperKind::Filing,
        ];
        let said = |lang: Lang| {
            let voice = Voice::new(lang, &catalogue);
            let place = 0;
            let one = |kind| {
                due(
                    voice,
                    &Due {
                        kind,
                        last,
                        place,
                        resumes: None,
                    },
                    kind == PaperKind::Filing,
                )
            };
            kinds.map(one)
        };
        let zh = [
            "CT 上岗证 2026-11-30 到期",
            "CT 上岗证（执业医师） 2026-11-30 到期",
            "护士执业证 2026-11-30 到期",
            "执业证 2026-11-30 到期",
            "多点执业备案 2026-11-30 已过期",
        ];
        assert_eq!(said(Lang::Zh), zh);
        assert_eq!(said(Lang::En)[4], "Multi-site filing ended 2026-11-30");
        assert_eq!(said(Lang::En)[2], "Licence of a nurse ends 2026-11-30");
    }

    #[test]
    fn every_fault_names_what_was_found_and_what_to_do() {
        let faults = [
            QueryFault::UnknownKey("colour".to_owned()),
            QueryFault::UnknownWord {
                key: key::STATUS,
                found: "here".to_owned(),
            },
            QueryFault::NotAPage("x".to_owned()),
            QueryFault::TooLong,
        ];
        let said = Lang::ALL.map(|lang| faults.each_ref().map(|fault| query_fault(lang, fault)));
        assert_eq!(said[0][1], "“状态”里没有“here”这一项，请从列表中选");
        for texts in &said {
            assert!(texts[0].contains("colour") && texts[2].contains('x'));
            assert!(texts[3].contains("60"));
        }
    }

    #[test]
    fn a_list_says_who_of_how_many_is_shown() {
        assert_eq!(counts(Lang::Zh, 1, 50, 312), "第 1–50 人，共 312 人");
        assert_eq!(counts(Lang::En, 51, 51, 51), "51 to 51 of 51 people");
        assert_eq!(counts(Lang::Zh, 1, 0, 0), "共 0 人");
    }
}
