//! The list of people in words, and what its address asks.

use eligibility::catalogue::Vocabulary;
use eligibility::day::Day;
use eligibility::facts::{Department, Title};
use registry::export::Format;
use registry::seen::Seen;
use registry::staff_list::papers::{AHEAD, Due, DueWithin};
use registry::staff_list::query::{LevelAsked, Query, Unreadable, key};
use registry::staff_list::standing::Status;
use registry::staff_list::{List, PER_PAGE, Row};

use crate::wording::{self, Voice};

/// The keys that all pages have.
const SHARED_KEYS: [&str; 2] = ["on", "lang"];
/// How many papers of one person are named.
const MOST_DUES: usize = 3;
/// How many pages are linked on either side of the present one.
const PAGES_BESIDE: usize = 2;
/// The kinds of file to choose from; both hold everything.
pub const FORMATS: [Format; 2] = [Format::Sheets, Format::Csv];

/// A page of the list as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffView {
    /// Who of how many is shown.
    pub counts: String,
    /// How many people are found.
    pub n_people: usize,
    /// The people.
    pub rows: Vec<StaffRow>,
    /// The pages to link to, first to last; `None` stands for those left out.
    pub pages: Vec<Option<usize>>,
}

/// Somebody in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// The staff number.
    pub number: String,
    /// The name, or the number of somebody without one.
    pub name: String,
    /// The departments.
    pub departments: String,
    /// The professions.
    pub professions: String,
    /// The highest title.
    pub title: String,
    /// The permits held.
    pub permits: String,
    /// What ends, the most pressing first.
    pub dues: Vec<DueView>,
    /// That more ends than is named.
    pub more: Option<String>,
    /// The status.
    pub status: &'static str,
    /// The status for the stylesheet.
    pub status_word: &'static str,
}

/// A paper that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueView {
    /// Which, when.
    pub says: String,
    /// Whether it has ended.
    pub is_overdue: bool,
}

/// A value to choose, with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// What a person reads.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A field of the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterField {
    /// Its key in the address.
    pub key: &'static str,
    /// What a person reads.
    pub label: &'static str,
    /// What there is to choose from.
    pub choices: Vec<Choice>,
}

impl FilterField {
    /// A field by its key and what a person reads, of values with what is read of them. Chosen is what
    /// stands among the pairs.
    pub(crate) fn of(
        (key, label): (&'static str, &'static str),
        choices: Vec<(String, String)>,
        chosen: &[(&'static str, String)],
    ) -> Self {
        let choice = |(value, label): (String, String)| Choice {
            is_chosen: chosen.iter().any(|(of, is)| *of == key && *is == value),
            value,
            label,
        };
        Self {
            key,
            label,
            choices: choices.into_iter().map(choice).collect(),
        }
    }
}

/// What the keys and values of an address ask.
///
/// # Errors
/// What cannot be understood.
pub fn query<'p>(
    typed: impl IntoIterator<Item = (&'p str, &'p str)>,
    seen: &Seen<'_>,
) -> Result<Query, Unreadable> {
    let own = typed.into_iter();
    let own = own.filter(|(key, _)| !SHARED_KEYS.contains(key));
    Query::read(own, seen)
}

impl StaffView {
    /// A page of the list in words.
    #[must_use]
    pub fn of(voice: Voice<'_>, departments: &[Department], list: &List<'_>, on: Day) -> Self {
        let n_before = (list.page - 1) * PER_PAGE;
        let (first, until) = (n_before + 1, n_before + list.rows.len());
        let speaker = Speaker {
            voice,
            departments,
            on,
        };
        Self {
            counts: wording::staff::counts(voice.lang, first, until, list.n_people),
            n_people: list.n_people,
            rows: list.rows.iter().map(|row| speaker.row(row)).collect(),
            pages: pages(list.page, list.n_pages),
        }
    }
}

/// The pages to link to: the first, the last and those around the present one.
pub(super) fn pages(page: usize, n_pages: usize) -> Vec<Option<usize>> {
    let mut linked = Vec::new();
    let mut before = 0;
    for number in 1..=n_pages {
        let near = number.abs_diff(page) <= PAGES_BESIDE;
        if near || number == 1 || number == n_pages {
            linked.extend((before + 1 < number).then_some(None));
            linked.push(Some(number));
            before = number;
        }
    }
    linked
}

struct Speaker<'a> {
    voice: Voice<'a>,
    departments: &'a [Department],
    on: Day,
}

impl Speaker<'_> {
    fn row(&self, row: &Row<'_>) -> StaffRow {
        let number = row.person.staff.to_string();
        let professions = row.professions.iter();
        let professions = professions.map(|one| self.voice.profession(&one.profession));
        let departments = row.departments.iter();
        let departments = departments.map(|one| self.department(&one.department));
        let (dues, n_more) = self.dues(&row.dues);
        StaffRow {
            name: row.person.name.clone().unwrap_or_else(|| number.clone()),
            departments: self.listed(departments),
            professions: self.listed(professions),
            title: row.title.map(|title| self.title(title)).unwrap_or_default(),
            permits: self.permits(row),
            dues,
            more: (n_more > 0).then(|| wording::staff::more(self.voice.lang, n_more)),
            status: wording::staff::status(self.voice.lang, row.status),
            status_word: row.status.word(),
            number,
        }
    }

    fn listed<'t>(&self, texts: impl Iterator<Item = &'t str>) -> String {
        let mut listed: Vec<&str> = Vec::new();
        for text in texts {
            if !listed.contains(&text) {
                listed.push(text);
            }
        }
        listed.join(self.voice.lang.words().separator)
    }

    fn department<'d>(&'d self, id: &'d str) -> &'d str {
        let mut known = self.departments.iter();
        let found = known.find(|department| department.id == id);
        found
            .and_then(|department| department.name.as_deref())
            .unwrap_or(id)
    }

    fn title(&self, title: &Title) -> String {
        let words = self.voice.lang.words();
        let level = title.level.map(|level| self.voice.level(level));
        let series = title.series.as_ref().map(|id| self.voice.series(id));
        match (level, series) {
            (Some(level), Some(series)) => format!("{level}{}{series}{}", words.open, words.close),
            (level, series) => level.or(series).unwrap_or_default().to_owned(),
        }
    }

    fn permits(&self, row: &Row<'_>) -> String {
        let words = self.voice.lang.words();
        let missing = format!("{}{}{}", words.open, words.staff.day_missing, words.close);
        let said = row.permits.iter().map(|held| {
            let missing = if held.is_sure { "" } else { &missing };
            format!("{}{missing}", self.voice.credential(held.kind))
        });
        let said: Vec<_> = said.collect();
        self.listed(said.iter().map(String::as_str))
    }

    /// What has ended and what ends soon; where neither is, what ends next. And how many more.
    fn dues(&self, dues: &[Due<'_>]) -> (Vec<DueView>, usize) {
        let ahead = self.on.plus_days(AHEAD);
        let n_near = dues.iter().filter(|due| due.last <= ahead).count();
        let one = |due: &Due<'_>| {
            let is_overdue = DueWithin::Overdue.has(due.last, self.on);
            DueView {
                says: wording::staff::due(self.voice, due, is_overdue),
                is_overdue,
            }
        };
        let shown = dues.iter().take(n_near.clamp(1, MOST_DUES)).map(one);
        (shown.collect(), n_near.saturating_sub(MOST_DUES))
    }
}

/// The fields of the filter besides the text, with what is chosen.
#[must_use]
pub fn fields(voice: Voice<'_>, seen: &Seen<'_>, query: &Query) -> Vec<FilterField> {
    let lang = voice.lang;
    let chosen = query.filter();
    let field = |key: &'static str, choices: Vec<(String, String)>| {
        FilterField::of((key, wording::staff::field(lang, key)), choices, &chosen)
    };
    let words = |vocabulary| wording::staff::choices(voice, vocabulary);
    let levels = LevelAsked::all().into_iter();
    let levels = levels.map(|level| (level.word(), wording::staff::level_asked(voice, level)));
    let statuses = Status::ALL.map(|status| {
        let label = wording::staff::status(lang, status);
        (status.word().to_owned(), label.to_owned())
    });
    let dues =
        DueWithin::ALL.map(|within| (within.word(), wording::staff::due_within(lang, within)));
    vec![
        field(key::DEPARTMENT, departments(seen)),
        field(key::PROFESSION, words(Vocabulary::Profession)),
        field(key::SERIES, words(Vocabulary::TitleSeries)),
        field(key::LEVEL, levels.collect()),
        field(key::CREDENTIAL, words(Vocabulary::CredentialKind)),
        field(key::STATUS, statuses.into()),
        field(key::DUE, dues.into()),
    ]
}

/// What a filter asks, field by field; nothing where it asks for everybody.
#[must_use]
pub fn asked(voice: Voice<'_>, seen: &Seen<'_>, query: &Query) -> Vec<(&'static str, String)> {
    let text = query.text.clone();
    let text = text.map(|text| (wording::staff::field(voice.lang, key::TEXT), text));
    let fields = fields(voice, seen, query).into_iter();
    let chosen = fields.filter_map(|field| {
        let mut choices = field.choices.into_iter();
        let chosen = choices.find(|choice| choice.is_chosen)?;
        Some((field.label, chosen.label))
    });
    text.into_iter().chain(chosen).collect()
}

fn departments(seen: &Seen<'_>) -> Vec<(String, String)> {
    let one = |department: &Department| {
        let name = department.name.as_ref().unwrap_or(&department.id);
        (department.id.clone(), name.clone())
    };
    seen.departments().map(one).collect()
}

#[cfg(test)]
mod tests {
    use registry::staff_list;

    use super::*;
    use crate::locale::Lang;
    use crate::test_hospital::{TestHospital, day};

    fn view(hospital: &TestHospital, lang: Lang, query: &Query, on: &str) -> StaffView {
        let (seen, on) = (hospital.seen(), day(on));
        let list = staff_list::list(&seen, query, on).unwrap();
        let departments = &hospital.hospital().institution.departments;
        StaffView::of(hospital.voice(lang), departments, &list, on)
    }

    #[test]
    fn a_row_says_who_what_and_what_ends() {
        let hospital = TestHospital::new();
        let view = view(&hospital, Lang::Zh, &Query::default(), "2026-11-22");
        assert_eq!(view.counts, "第 1–5 人，共 5 人");
        let [first, second, third, _, last] = &view.rows[..] else {
            panic!("{:?}", view.rows);
        };
        assert_eq!((first.name.as_str(), first.status), ("赵一", "在岗"));
        assert_eq!(first.departments, "核医学科");
        assert_eq!(first.permits, "核医学上岗证");
        assert!(first.dues.is_empty());
        assert!(second.permits.is_empty());
        assert_eq!(
            second.dues[0].says,
            "CT 上岗证（执业医师） 2026-11-21 已过期"
        );
        assert!(second.dues[0].is_overdue);
        assert_eq!(third.title, "师级（技术）");
        assert_eq!(last.name, "N5");
        assert_eq!(last.dues[0].says, "BLS 证书 2027-03-01 到期");
    }

    #[test]
    fn the_same_the_day_before_and_in_english() {
        let hospital = TestHospital::new();
        let view = view(&hospital, Lang::En, &Query::default(), "2026-11-21");
        assert_eq!(view.rows[1].permits, "CT permit");
        assert!(!view.rows[1].dues[0].is_overdue);
        assert_eq!(view.counts, "1 to 5 of 5 people");
    }

    #[test]
    fn what_is_chosen_is_marked_and_said() {
        let hospital = TestHospital::new();
        let seen = hospital.seen();
        let typed = [
            ("q", "zy"),
            ("department", "nm"),
            ("due", "overdue"),
            ("lang", "en"),
        ];
        let query = query(typed, &seen).unwrap();
        let voice = hospital.voice(Lang::Zh);
        let said = asked(voice, &seen, &query);
        let expected = [
            ("姓名或工号", "zy"),
            ("科室", "核医学科"),
            ("证书到期", "已过期"),
        ];
        assert_eq!(
            said,
            expected.map(|(label, value)| (label, value.to_owned()))
        );
        let fields = fields(voice, &seen, &query);
        let n_chosen = fields.iter().flat_map(|field| &field.choices);
        assert_eq!(n_chosen.filter(|choice| choice.is_chosen).count(), 2);
        assert_eq!(asked(voice, &seen, &Query::default()), []);
    }

    #[test]
    fn of_many_pages_the_near_ones_and_the_ends_are_linked() {
        let linked = |page, n_pages| -> Vec<String> {
            let number = |number: Option<usize>| number.map_or("…".to_owned(), |n| n.to_string());
            pages(page, n_pages).into_iter().map(number).collect()
        };
        assert_eq!(linked(1, 1), ["1"]);
        assert_eq!(linked(1, 4), ["1", "2", "3", "4"]);
        assert_eq!(linked(6, 12).join(" "), "1 … 4 5 6 7 8 … 12");
        assert_eq!(linked(12, 12).join(" "), "1 … 10 11 12");
    }
}
