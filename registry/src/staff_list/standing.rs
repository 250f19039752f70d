//! How somebody stands on a day: here or not, in which departments, with which title.

use eligibility::assess::Truth;
use eligibility::catalogue::TitleSeriesId;
use eligibility::day::Day;
use eligibility::facts::{
    Absence, AbsenceKind, Employment, ListKind, Membership, Person, ProfessionRecord, Title,
};

/// Whether somebody works here on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// 在岗: employed and not absent.
    Active,
    /// 缺勤: employed, and on leave, seconded or away for training.
    Absent,
    /// 停职: employed, and suspended.
    Suspended,
    /// 未到岗: the employment begins later.
    NotYet,
    /// 已离职: every employment has ended.
    Left,
    /// 无法判定: no employment is recorded, or a first day is missing.
    Unknown,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::Active,
        Self::Absent,
        Self::Suspended,
        Self::NotYet,
        Self::Left,
        Self::Unknown,
    ];

    /// The word that stands for it in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Absent => "absent",
            Self::Suspended => "suspended",
            Self::NotYet => "not-yet",
            Self::Left => "left",
            Self::Unknown => "unknown",
        }
    }

    /// The status of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// The status of somebody on a day.
    #[must_use]
    pub fn of(person: &Person, on: Day) -> Self {
        match employed(person, on) {
            Ok(()) => present(person, on),
            Err(status) => status,
        }
    }
}

fn employed(person: &Person, on: Day) -> Result<(), Status> {
    let stretch = |one: &Employment| within(one.from, one.to, on);
    match Truth::any(person.employment.iter().map(stretch)) {
        Truth::Yes => return Ok(()),
        Truth::Maybe => return Err(Status::Unknown),
        Truth::No => {}
    }
    let all_later = || {
        let mut all = person.employment.iter();
        all.all(|one| one.from.is_some_and(|from| on < from))
    };
    // Of what an incomplete list leaves out, some may go on.
    let may_go_on = !person.is_complete(ListKind::Employment);
    Err(if person.employment.is_empty() {
        Status::Unknown
    } else if all_later() {
        Status::NotYet
    } else if may_go_on {
        Status::Unknown
    } else {
        Status::Left
    })
}

fn present(person: &Person, on: Day) -> Status {
    let away = |suspended: bool| {
        let absences = person.absences.iter();
        let absences =
            absences.filter(move |one| (one.kind == AbsenceKind::Suspension) == suspended);
        Truth::any(absences.map(|one: &Absence| within(one.from, one.to, on)))
    };
    match (away(true), away(false)) {
        (Truth::Yes, _) => Status::Suspended,
        (Truth::No, Truth::Yes) => Status::Absent,
        (Truth::No, Truth::No) => Status::Active,
        _ => Status::Unknown,
    }
}

/// The memberships of a day; of who has left the last ones, and of who is still to come the first.
#[must_use]
pub fn departments(person: &Person, status: Status, on: Day) -> Vec<&Membership> {
    let all = || person.departments.iter();
    let current: Vec<_> = all().filter(|one| may_lie(one.from, one.to, on)).collect();
    if !current.is_empty() {
        return current;
    }
    match status {
        Status::Left => {
            let last = all().map(|one| one.to).max();
            all().filter(|one| Some(one.to) == last).collect()
        }
        Status::NotYet => {
            let first = all().map(|one| one.from).min();
            all().filter(|one| Some(one.from) == first).collect()
        }
        _ => current,
    }
}

/// The professions of a day.
#[must_use]
pub fn professions(person: &Person, on: Day) -> Vec<&ProfessionRecord> {
    let all = person.professions.iter();
    all.filter(|one| may_lie(one.from, one.to, on)).collect()
}

/// The highest title obtained by a day, of one series where one is named. One without a day of its
/// own counts: it was obtained once.
#[must_use]
pub fn title<'p>(person: &'p Person, series: Option<&TitleSeriesId>, on: Day) -> Option<&'p Title> {
    let titles = person.titles.iter();
    let obtained = titles.filter(|title| title.qualified.is_none_or(|day| day <= on));
    let asked = obtained.filter(|title| series.is_none() || title.series.as_ref() == series);
    asked.max_by_key(|title| (title.level, title.qualified))
}

/// Whether a day lies in a stretch of which a blank first day is not known.
fn within(from: Option<Day>, to: Option<Day>, on: Day) -> Truth {
    match from {
        _ if !may_lie(from, to, on) => Truth::No,
        None => Truth::Maybe,
        Some(_) => Truth::Yes,
    }
}

/// Whether a day lies in a stretch, as far as its days are known.
fn may_lie(from: Option<Day>, to: Option<Day>, on: Day) -> bool {
    from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to)
}

#[cfg(test)]
mod tests {
    use eligibility::facts::StaffNumber;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn employed(stretches: &[(&str, &str)]) -> Person {
        let one = |(from, to): &(&str, &str)| Employment {
            from: Day::parse(from),
            to: Day::parse(to),
        };
        Person {
            employment: stretches.iter().map(one).collect(),
            ..Person::new(StaffNumber::new("1"))
        }
    }

    fn statuses(person: &Person, days: &[&str]) -> Vec<Status> {
        let status = |on: &&str| Status::of(person, day(on));
        days.iter().map(status).collect()
    }

    #[test]
    fn somebody_comes_goes_and_comes_again_on_the_days_recorded() {
        let person = employed(&[("2020-01-01", "2022-06-30"), ("2024-01-01", "")]);
        let days = [
            "2019-12-31",
            "2020-01-01",
            "2022-06-30",
            "2022-07-01",
            "2024-01-01",
        ];
        let expected = [
            Status::NotYet,
            Status::Active,
            Status::Active,
            Status::Left,
            Status::Active,
        ];
        assert_eq!(statuses(&person, &days), expected);
    }

    #[test]
    fn what_is_missing_is_never_taken_for_presence() {
        assert_eq!(statuses(&employed(&[]), &["2026-01-01"]), [Status::Unknown]);
        let blank = employed(&[("", "2025-12-31")]);
        let days = ["2025-12-31", "2026-01-01"];
        assert_eq!(statuses(&blank, &days), [Status::Unknown, Status::Left]);
        let mut incomplete = employed(&[("2020-01-01", "2021-01-01")]);
        incomplete.incomplete = vec![ListKind::Employment];
        assert_eq!(statuses(&incomplete, &["2026-01-01"]), [Status::Unknown]);
    }

    #[test]
    fn absence_and_suspension_hold_on_their_days_only() {
        let mut person = employed(&[("2020-01-01", "")]);
        let absence = |kind, from: &str, to: &str| Absence {
            kind,
            from: Day::parse(from),
            to: Day::parse(to),
        };
        person.absences = vec![
            absence(AbsenceKind::Leave, "2026-03-01", "2026-03-31"),
            absence(AbsenceKind::Suspension, "2026-03-31", "2026-04-30"),
        ];
        let days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-05-01"];
        let expected = [
            Status::Active,
            Status::Absent,
            Status::Suspended,
            Status::Active,
        ];
        assert_eq!(statuses(&person, &days), expected);
        person.absences.push(absence(AbsenceKind::Leave, "", ""));
        assert_eq!(statuses(&person, &["2026-05-01"]), [Status::Unknown]);
    }

    #[test]
    fn who_has_left_stands_in_the_last_department_and_who_comes_in_the_first() {
        let mut person = employed(&[("2020-01-01", "2022-12-31")]);
        let member = |department: &str, from, to| Membership {
            department: department.to_owned(),
            from: Day::parse(from),
            to: Day::parse(to),
        };
        person.departments = vec![
            member("a", "2020-01-01", "2020-12-31"),
            member("b", "2021-01-01", "2022-12-31"),
        ];
        let of = |on: &str| {
            let on = day(on);
            let found = departments(&person, Status::of(&person, on), on);
            let ids = found.iter().map(|one| one.department.as_str());
            ids.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("2019-01-01"), "a");
        assert_eq!(of("2020-06-01"), "a");
        assert_eq!(of("2021-01-01"), "b");
        assert_eq!(of("2026-01-01"), "b");
    }
}
