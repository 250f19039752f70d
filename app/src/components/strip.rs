//! The next 24 months: two rows of verdicts over a line of months.
//!
//! Places are shares of the width written as attributes, so that the drawing needs no style of its
//! own and fits every width. A verdict is told by pattern, mark and word besides its colour; the
//! list under the drawing says the same in words, so the drawing is hidden from screen readers.

use eligibility::assess::Verdict;
use eligibility::day::Day;
use leptos::prelude::*;

use crate::components::breaks_list::BreaksList;
use crate::components::mark::Mark;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::strip::{Stretch, StripView};
use crate::wording;

/// A stretch narrower than this, in hundredths of a per cent, gets no mark.
const NARROW: i64 = 700;

/// A year this close before the next, in hundredths of a per cent, gets no label.
const CLOSE: i64 = 1_500;

/// The drawing, what it says in words, and what breaks.
#[component]
pub(crate) fn Strip(
    /// The sheet's own address.
    address: Address,
    /// What to show.
    strip: StripView,
) -> impl IntoView {
    let lang = address.lang;
    let words = lang.words();
    let own = words.strip;
    let [all, personnel] = strip.rows.each_ref().map(|row| bar(&strip, row));
    let scale = scale(lang, &strip);
    let rows = strip.rows.iter().zip([own.all, own.personnel]);
    let rows: Vec<_> = rows
        .map(|(row, label)| in_words(lang, label, row))
        .collect();
    view! {
        <section class="strip" aria-labelledby="strip-heading">
            <h2 id="strip-heading">{own.heading}</h2>
            <p class="note">{own.note}</p>
            <div class="drawing" aria-hidden="true">
                <p>{own.all}</p>
                <svg class="bar" width="100%" height="28">
                    <defs>{patterns()}</defs>
                    {all}
                </svg>
                <p>{own.personnel}</p>
                <svg class="bar" width="100%" height="28">
                    {personnel}
                </svg>
                <svg class="scale" width="100%" height="36">
                    {scale}
                </svg>
            </div>
            <dl class="stretches">{rows}</dl>
            <BreaksList address strip />
        </section>
    }
}

/// The pattern of each verdict: full, hatched, dotted, ruled; what is not assessed is empty.
fn patterns() -> impl IntoView {
    view! {
        <pattern id="strip-short" width="6" height="6" patternUnits="userSpaceOnUse">
            <path class="ink short" d="M-1 1 1 -1M0 6 6 0M5 7 7 5" />
        </pattern>
        <pattern id="strip-undetermined" width="6" height="6" patternUnits="userSpaceOnUse">
            <circle class="ink undetermined" cx="3" cy="3" r="1.5" />
        </pattern>
        <pattern id="strip-not-applicable" width="6" height="6" patternUnits="userSpaceOnUse">
            <path class="ink not-applicable" d="M0 3H6" />
        </pattern>
    }
}

/// One row. What is out is drawn last: a single day of it has less than a pixel of its own.
fn bar(strip: &StripView, row: &[Stretch]) -> Vec<AnyView> {
    let is_out = |stretch: &&Stretch| {
        matches!(
            stretch.verdict,
            Some(Verdict::Short | Verdict::Undetermined)
        )
    };
    let (out, other): (Vec<&Stretch>, Vec<&Stretch>) = row.iter().partition(is_out);
    other
        .into_iter()
        .chain(out)
        .map(|stretch| {
            let from = strip.place(stretch.from);
            let width = strip.place(stretch.to.next()) - from;
            let (code, shape, fill) = look(stretch.verdict);
            let mark = (width >= NARROW).then(|| {
                view! {
                    <text class="shape" x=percent(from) dx="6" y="19">
                        {shape}
                    </text>
                }
            });
            view! {
                <g data-verdict=code>
                    <rect x=percent(from) y="3" width=percent(width) height="22" fill=fill />
                    {mark}
                </g>
            }
            .into_any()
        })
        .collect()
}

/// Code, mark and fill of a verdict.
const fn look(verdict: Option<Verdict>) -> (&'static str, &'static str, &'static str) {
    let Some(verdict) = verdict else {
        return ("none", "–", "none");
    };
    let fill = match verdict {
        Verdict::Met => "currentColor",
        Verdict::Short => "url(#strip-short)",
        Verdict::Undetermined => "url(#strip-undetermined)",
        Verdict::NotApplicable => "url(#strip-not-applicable)",
    };
    (verdict.word(), wording::mark(verdict), fill)
}

/// A tick for every month, a label for every quarter, and the years under them.
fn scale(lang: Lang, strip: &StripView) -> Vec<AnyView> {
    let ticks = strip.months.iter().map(|day| {
        let x = percent(strip.place(*day));
        let label = quarter(lang, *day).map(|label| {
            view! {
                <text class="month" x=x.clone() dx="2" y="16">
                    {label}
                </text>
            }
        });
        view! {
            <line x1=x.clone() x2=x y1="0" y2="6" />
            {label}
        }
        .into_any()
    });
    let januaries = strip
        .months
        .iter()
        .filter(|day| **day == Day::first_of_year(day.year()));
    let mut years: Vec<Day> = januaries.copied().collect();
    let room = |next: &Day| strip.place(*next) >= CLOSE;
    if years.first().is_none_or(room) {
        years.insert(0, strip.from);
    }
    // A last January at the very edge has no room for its label.
    years.retain(|day| strip.place(*day) <= 10_000 - CLOSE / 2);
    let years = years.into_iter().map(|day| {
        view! {
            <text class="year" x=percent(strip.place(day)) dx="2" y="31">
                {day.year()}
            </text>
        }
        .into_any()
    });
    ticks.chain(years).collect()
}

/// The label of a month that begins a quarter.
fn quarter(lang: Lang, day: Day) -> Option<&'static str> {
    if day.first_of_quarter() != day {
        return None;
    }
    let january = Day::first_of_year(day.year());
    let mut months = (0..).zip(lang.words().strip.months);
    let found = months.find(|(n, _)| january.plus_months(*n) == day);
    found.map(|(_, label)| label)
}

/// A row as a list of its stretches.
fn in_words(lang: Lang, label: &'static str, row: &[Stretch]) -> impl IntoView + use<> {
    let words = lang.words();
    let stretches: Vec<_> = row
        .iter()
        .map(|stretch| {
            let (from, to) = (stretch.from.to_string(), stretch.to.to_string());
            view! {
                <li>
                    <time datetime=from.clone()>{from.clone()}</time>
                    " – "
                    <time datetime=to.clone()>{to.clone()}</time>
                    " "
                    <Mark lang verdict=stretch.verdict />
                </li>
            }
        })
        .collect();
    view! {
        <div>
            <dt>{label}{words.colon}</dt>
            <dd>
                <ul>{stretches}</ul>
            </dd>
        </div>
    }
}

/// Hundredths of a per cent as a length.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests;
