//! Ways out of a clause, and single points of failure, in words.

use eligibility::assess::ways::Way;
use eligibility::day::Day;
use eligibility::facts::{Hospital, StaffNumber};
use registry::assessments::SinglePoints;
use registry::seen::SeenWays;

use super::address::Address;
use super::people::Alike;
use super::sheet::SheetView;
use super::what_if::chosen::short;
use crate::locale::Lang;
use crate::wording::ways_text::{hire_line, way_line};
use crate::wording::{Voice, left_out};

/// The ways out of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaysView {
    /// The ways, the smallest first.
    pub ways: Vec<WayView>,
    /// Whom to hire.
    pub hire: Vec<String>,
    /// What no way was searched for, and what it depends on instead.
    pub left_out: Vec<String>,
    /// Whether everything was searched and there is no way.
    pub no_way: bool,
    /// That there are others, which may not be told.
    pub untold: Option<String>,
    /// Whether there may be others.
    pub cut_off: bool,
}

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayView {
    /// Its steps, when it helps and what it costs.
    pub line: String,
    /// The address of the what-if page with its steps chosen, where all of them can be.
    pub try_out: Option<String>,
}

/// What the ways of a sheet are told from.
#[derive(Clone, Copy, Debug)]
pub struct Remedies<'a> {
    /// The ways out of the clauses that are not met.
    pub ways: &'a [SeenWays],
    /// The single points of failure.
    pub points: &'a SinglePoints,
}

impl SheetView {
    /// The sheet with its ways out and single points of failure. `address` is that of the sheet and
    /// `programme` the id of the programme.
    #[must_use]
    pub fn with_remedies(
        mut self,
        voice: Voice<'_>,
        hospital: &Hospital,
        (address, programme): (&Address, &str),
        remedies: Remedies<'_>,
    ) -> Self {
        let on = self.on;
        for clause in &mut self.clauses {
            let mut ways = remedies.ways.iter();
            let found = ways.find(|ways| ways.told.clause.as_str() == clause.id);
            clause.ways = found.map(|SeenWays { told, n_untold }| WaysView {
                ways: told
                    .ways
                    .iter()
                    .map(|way| WayView {
                        line: way_line(voice, on, way, hospital),
                        try_out: try_out(way, on, address, programme),
                    })
                    .collect(),
                hire: told
                    .hire
                    .iter()
                    .map(|hire| hire_line(voice, hire, hospital))
                    .collect(),
                left_out: told
                    .left_out
                    .iter()
                    .map(|one| left_out(voice, one))
                    .collect(),
                no_way: told.has_no_way(),
                untold: (*n_untold > 0).then(|| untold(voice, *n_untold)),
                cut_off: told.cut_off,
            });
            let alone = |staff: &StaffNumber| {
                let clauses = remedies.points.get(staff).into_iter().flatten();
                clauses.into_iter().any(|id| id.as_str() == clause.id)
            };
            for test in &mut clause.tests {
                for alike in &mut test.people.counted {
                    alike.alone = mark(voice, hospital, alike, alone);
                }
            }
        }
        self.points = points(voice, hospital, &self, remedies.points);
        self
    }
}

/// That there are ways in which people stand whose files may not be read.
fn untold(voice: Voice<'_>, n_untold: usize) -> String {
    match (voice.lang, n_untold) {
        (Lang::Zh, n) => format!("另有 {n} 种办法涉及其他科室的人员，请询问人事部门。"),
        (Lang::En, 1) => "1 more way needs people of other departments: ask HR.".to_owned(),
        (Lang::En, n) => format!("{n} more ways need people of other departments: ask HR."),
    }
}

/// The what-if page with the steps of a way chosen; `None` where one of them cannot be.
fn try_out(way: &Way, on: Day, address: &Address, programme: &str) -> Option<String> {
    let mut changes = Vec::new();
    for step in &way.steps {
        // A step without a change is waiting: the other day does it.
        for change in &step.changes {
            changes.push(short(change)?);
        }
    }
    let page = address.what_if(programme, changes);
    let page = if way.met_on == on {
        page
    } else {
        page.at(way.met_on)
    };
    (!page.changes.is_empty()).then(|| page.to_string())
}

fn mark(
    voice: Voice<'_>,
    hospital: &Hospital,
    people: &Alike,
    alone: impl Fn(&StaffNumber) -> bool,
) -> Option<String> {
    let (words, all) = (voice.lang.words(), people.staff.len());
    let who: Vec<String> = people
        .staff
        .iter()
        .filter(|staff| alone(staff))
        .map(|staff| voice.person(hospital, staff))
        .collect();
    match who.len() {
        0 => None,
        1 if all == 1 => Some(words.what_if.alone.to_owned()),
        n if n == all => Some(words.what_if.alone_each.to_owned()),
        _ => {
            let names = who.join(words.separator);
            Some(format!(
                "{}{}{names}",
                words.what_if.alone_some, words.colon
            ))
        }
    }
}

fn points(
    voice: Voice<'_>,
    hospital: &Hospital,
    sheet: &SheetView,
    points: &SinglePoints,
) -> Vec<(String, String)> {
    let name = |id: &str| {
        let clause = sheet.clauses.iter().find(|clause| clause.id == id);
        clause.map_or_else(|| id.to_owned(), |clause| clause.number.clone())
    };
    let one = |(staff, clauses): (&StaffNumber, &Vec<_>)| {
        let clauses: Vec<String> = clauses
            .iter()
            .map(|id: &eligibility::standard::ClauseId| name(id.as_str()))
            .collect();
        let clauses = clauses.join(voice.lang.words().separator);
        (voice.person(hospital, staff), clauses)
    };
    points.iter().map(one).collect()
}
