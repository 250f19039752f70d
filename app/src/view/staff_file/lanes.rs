//! The picture of a staff file: a lane for each thing that is held or goes on, over the years.

use eligibility::day::Day;
use registry::staff_file::entries::{Entry, Sort, State};
use registry::staff_file::kinds;

use super::{Shown, entry};
use crate::wording::{record_text, staff_file as wording};

/// At most so many years back.
const MOST_YEARS: i32 = 40;
/// At most so many years ahead of the day.
const MOST_AHEAD: i32 = 5;
/// At most so many years are named under the picture.
const MOST_LABELS: i32 = 8;

/// All lanes over the same years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lanes {
    /// The lanes, in the order of their kinds.
    pub lanes: Vec<LaneView>,
    /// Where the day is, in hundredths of a per cent.
    pub on: i64,
    /// The years that are named, and where they begin.
    pub years: Vec<(i32, i64)>,
}

/// One lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneView {
    /// What the kind is called.
    pub kind: &'static str,
    /// What it is of.
    pub label: String,
    /// Its bars, the earliest first.
    pub bars: Vec<BarView>,
    /// The same in words.
    pub told: String,
}

/// One bar, in hundredths of a per cent of the width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarView {
    /// Where it begins.
    pub from: i64,
    /// How wide it is.
    pub width: i64,
    /// A code for its look.
    pub code: &'static str,
}

impl Lanes {
    pub(super) fn of(shown: Shown<'_>, entries: &[Entry<'_>]) -> Self {
        let drawn: Vec<_> = entries
            .iter()
            .filter(|entry| entry.span.sort != Sort::Timeless && entry.span.day().is_some())
            .collect();
        let scale = Scale::of(shown.on, &drawn);
        let mut lanes: Vec<LaneView> = Vec::new();
        for kind in kinds() {
            let of_kind = drawn.iter().rev();
            for entry in of_kind.filter(|entry| entry.record.id.kind == kind) {
                add(&mut lanes, shown, &scale, entry);
            }
        }
        Self {
            lanes,
            on: scale.place(shown.on),
            years: scale.years(),
        }
    }
}

/// Puts a record into its lane.
fn add(lanes: &mut Vec<LaneView>, shown: Shown<'_>, scale: &Scale, entry: &Entry<'_>) {
    let kind = record_text::kind(shown.voice.lang, entry.record.id.kind);
    let headline = entry::headline(shown, entry);
    let label = if headline == kind {
        String::new()
    } else {
        headline
    };
    let span = &entry.span;
    let dates = wording::dates(shown.voice, span.sort, span.from, span.last());
    let bar = scale.bar(entry);
    let own = |lane: &&mut LaneView| lane.kind == kind && lane.label == label;
    if let Some(lane) = lanes.iter_mut().find(own) {
        lane.bars.push(bar);
        lane.told = format!("{}{}{dates}", lane.told, shown.voice.lang.words().separator);
    } else {
        lanes.push(LaneView {
            kind,
            label,
            bars: vec![bar],
            told: dates,
        });
    }
}

/// The years of the picture.
struct Scale {
    from: Day,
    to: Day,
}

impl Scale {
    fn of(on: Day, entries: &[&Entry<'_>]) -> Self {
        let days = entries.iter().filter_map(|entry| entry.span.day());
        let first = days.min().unwrap_or(on).min(on).year();
        let lasts = entries.iter().filter_map(|entry| entry.span.last());
        let last = lasts.max().unwrap_or(on).max(on).year();
        Self {
            from: Day::first_of_year(first.max(on.year() - MOST_YEARS)),
            to: Day::last_of_year(last.clamp(on.year() + 1, on.year() + MOST_AHEAD)),
        }
    }

    fn place(&self, day: Day) -> i64 {
        let days = self.to.next().days_since(self.from).max(1);
        ((day.days_since(self.from) * 10_000) / days).clamp(0, 10_000)
    }

    fn bar(&self, entry: &Entry<'_>) -> BarView {
        let span = &entry.span;
        let from = self.place(span.from.unwrap_or(self.from));
        let end = match (span.sort, span.last()) {
            // One day is hardly seen: what was found on it is drawn as a mark.
            (Sort::Moment, _) if entry.record.id.kind.name() == "periodic_assessment" => from,
            (_, Some(last)) => self.place(last.next()),
            (_, None) => 10_000,
        };
        BarView {
            from,
            width: (end - from).max(40),
            code: code(entry.state),
        }
    }

    /// Every year, or as many as there is room to name.
    fn years(&self) -> Vec<(i32, i64)> {
        let (first, last) = (self.from.year(), self.to.year());
        let steps = [1, 2, 5, 10];
        let fits = |step: &i32| (last - first) / step < MOST_LABELS;
        let step = steps.into_iter().find(fits).unwrap_or(10);
        let named = (first..=last).filter(|year| year % step == 0);
        named
            .map(|year| (year, self.place(Day::first_of_year(year))))
            .collect()
    }
}

const fn code(state: State) -> &'static str {
    match state {
        State::Holds(_) | State::Timeless => "holds",
        State::Ended(_) => "over",
        State::NotYet(_) => "later",
        State::Withdrawn(_) | State::Suspended => "withdrawn",
        State::Unknown => "unknown",
    }
}
