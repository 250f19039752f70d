//! The picture of a staff file. Places are shares of the width written as attributes, as in the
//! strip of a sheet; each lane says the same in words.

use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::staff_file::{BarView, LaneView, Lanes};

/// A lane for each thing that is held or goes on, over the years.
#[component]
pub(crate) fn LaneDrawing(lang: Lang, lanes: Lanes) -> impl IntoView {
    let words = lang.words().files;
    let colon = lang.words().colon;
    let on = percent(lanes.on);
    let mut last_kind = "";
    let rows: Vec<_> = lanes
        .lanes
        .into_iter()
        .map(|lane| {
            let is_first = lane.kind != last_kind;
            last_kind = lane.kind;
            row(colon, lane, is_first, &on)
        })
        .collect();
    let years: Vec<_> = lanes
        .years
        .into_iter()
        .map(|(year, place)| {
            let x = percent(place);
            view! {
                <line x1=x.clone() x2=x.clone() y1="0" y2="6" />
                <text x=x dx="2" y="16">
                    {year}
                </text>
            }
        })
        .collect();
    view! {
        <details class="lanes" open>
            <summary>
                <h2>{words.picture}</h2>
            </summary>
            <p class="note">{words.picture_note}</p>
            <div class="rows">
                {rows} <svg class="years" width="100%" height="20" aria-hidden="true">
                    <defs>{patterns()}</defs>
                    {years}
                </svg>
            </div>
            {legend(lang)}
        </details>
    }
}

fn row(colon: &'static str, lane: LaneView, is_first: bool, on: &str) -> AnyView {
    let says = format!("{} {}{colon}{}", lane.kind, lane.label, lane.told);
    let bars: Vec<_> = lane.bars.iter().map(bar).collect();
    let kind = is_first.then(|| view! { <b>{lane.kind}</b> });
    view! {
        <p>{kind} <span>{lane.label}</span></p>
        <svg class="lane" width="100%" height="16" role="img" aria-label=says>
            <line class="axis" x1="0" x2="100%" y1="8" y2="8" />
            {bars}
            <line class="on" x1=on.to_owned() x2=on.to_owned() y1="0" y2="16" />
        </svg>
    }
    .into_any()
}

fn bar(bar: &BarView) -> impl IntoView + use<> {
    let (code, fill) = look(bar.code);
    view! {
        <g data-state=code>
            <rect x=percent(bar.from) y="3" width=percent(bar.width) height="10" fill=fill />
        </g>
    }
}

/// Code and fill of how a record stands: full, empty, dotted, hatched.
fn look(code: &'static str) -> (&'static str, &'static str) {
    let fill = match code {
        "holds" => "currentColor",
        "later" => "url(#lane-later)",
        "withdrawn" => "url(#lane-withdrawn)",
        "unknown" => "url(#lane-unknown)",
        _ => "none",
    };
    (code, fill)
}

fn patterns() -> impl IntoView {
    view! {
        <pattern id="lane-withdrawn" width="6" height="6" patternUnits="userSpaceOnUse">
            <path class="ink withdrawn" d="M-1 1 1 -1M0 6 6 0M5 7 7 5" />
        </pattern>
        <pattern id="lane-later" width="5" height="5" patternUnits="userSpaceOnUse">
            <circle class="ink later" cx="2.5" cy="2.5" r="1.2" />
        </pattern>
        <pattern id="lane-unknown" width="6" height="6" patternUnits="userSpaceOnUse">
            <path class="ink unknown" d="M0 3H6" />
        </pattern>
    }
}

fn legend(lang: Lang) -> impl IntoView {
    let words = lang.words().files;
    let marks = [
        ("holds", words.holds),
        ("over", words.over),
        ("later", words.begins),
        ("withdrawn", words.withdrawn),
        ("unknown", words.undetermined),
    ];
    let marks = marks.map(|(code, label)| {
        let (code, fill) = look(code);
        view! {
            <li>
                <svg width="22" height="12" aria-hidden="true">
                    <g data-state=code>
                        <rect x="1" y="1" width="20" height="10" fill=fill />
                    </g>
                </svg>
                " "
                {label}
            </li>
        }
    });
    view! { <ul class="legend">{marks.collect_view()}</ul> }
}

/// Hundredths of a per cent as a length.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}
