//! How much ends when: by stage as links, by month as bars with their numbers.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::due::Tally;

/// The height of the highest bar, and what a bar takes of the width, in the drawing's own units.
const HEIGHT: usize = 56;
const STEP: usize = 40;
const WIDTH: usize = 24;

/// Stages and months, each leading to what it counts.
#[component]
pub(crate) fn DueTallies(lang: Lang, stages: Vec<Tally>, months: Vec<Tally>) -> impl IntoView {
    let words = lang.words().due;
    let drawing = drawing(&months);
    view! {
        <nav class="tallies" aria-label=words.by_stage>
            <h2>{words.by_stage}</h2>
            <ul class="plain">{links(stages)}</ul>
        </nav>
        <nav class="tallies months" aria-label=words.by_month>
            <h2>{words.by_month}</h2>
            {drawing}
            <ul class="plain">{links(months)}</ul>
        </nav>
    }
}

fn links(tallies: Vec<Tally>) -> Vec<impl IntoView> {
    let one = |tally: Tally| {
        let current = tally.is_chosen.then_some("true");
        view! {
            <li data-empty=(tally.n == 0).then_some("1")>
                <a href=tally.href aria-current=current>
                    {tally.label}
                    " "
                    <span class="n">{tally.n}</span>
                </a>
            </li>
        }
    };
    tallies.into_iter().map(one).collect()
}

/// The bars. The list below says the same in words and leads on, so they are hidden from screen
/// readers.
fn drawing(months: &[Tally]) -> impl IntoView + use<> {
    let most = months.iter().map(|month| month.n).max().unwrap_or(0).max(1);
    let bars: Vec<_> = months
        .iter()
        .enumerate()
        .map(|(place, month)| {
            let height = (month.n * HEIGHT).div_ceil(most);
            let (x, y) = (place * STEP + (STEP - WIDTH) / 2, HEIGHT - height + 16);
            let middle = place * STEP + STEP / 2;
            // Of `2026-03` the month is enough; the year stands where it begins.
            let (year, number) = month.label.split_once('-').unwrap_or(("", &month.label));
            let is_first = place == 0 || number == "01";
            let label = if is_first {
                month.label.clone()
            } else {
                number.to_owned()
            };
            let class = if is_first && !year.is_empty() {
                "year"
            } else {
                ""
            };
            view! {
                <g data-month=month.label.clone()>
                    <rect x=x y=y width=WIDTH height=height />
                    <text x=middle y=y.saturating_sub(4) text-anchor="middle">
                        {month.n}
                    </text>
                    <text class=class x=middle y=HEIGHT + 30 text-anchor="middle">
                        {label}
                    </text>
                </g>
            }
        })
        .collect();
    // Room on both sides for the label of a year.
    let size = format!("-10 0 {} {}", months.len() * STEP + 20, HEIGHT + 36);
    view! {
        <svg class="bars" viewBox=size aria-hidden="true">
            {bars}
        </svg>
    }
}
