//! What ends, is due again or breaks, as of the day of the address.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::due::query::{self, AHEAD, Query};
use registry::due::{self};
use registry::staff_list::NoSuchPage;

use crate::components::date_form::DateForm;
use crate::components::due_list::{DueFilter, DueList};
use crate::components::due_tallies::DueTallies;
use crate::components::frame::Frame;
use crate::components::never_list::NeverList;
use crate::pages::sight::sight;
use crate::request::{asked, bad_request};
use crate::view::address::Address;
use crate::view::due::Told;
use crate::view::due_filter::fields;
use crate::wording::{self, Voice};

/// The keys of the address that are no part of the filter.
const OTHER_KEYS: [&str; 5] = ["on", "lang", "renewed", "gaps", "unscanned"];

/// Lists what the address asks for. What it asks and nobody understands is said, and then nothing is
/// listed: half a filter would show what was not meant.
#[component]
pub(crate) fn ExpiringPage() -> impl IntoView {
    let asked = asked();
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let seen = sight.seen();
    let lang = asked.address.lang;
    let words = lang.words();
    let typed = asked.typed.iter();
    let typed = typed.map(|(key, value)| (key.as_str(), value.as_str()));
    let typed = typed.filter(|(key, _)| !OTHER_KEYS.contains(key));
    let (query, faults) = match Query::read(typed, &seen) {
        Ok(query) => (query, Vec::new()),
        Err((readable, faults)) => (*readable, faults),
    };
    let says = |fault| wording::staff::query_fault(lang, fault);
    let mut problems: Vec<_> = faults.iter().map(says).collect();
    let address = asked.address.with_own(query.pairs());
    let on = address.on.unwrap_or(sight.today());
    let voice = Voice::new(lang, sight.catalogue());
    let told = Told {
        voice,
        address: &address,
        seen: &seen,
        actor: sight.actor(),
        departments: sight.departments(),
        on,
    };
    let may_edit = sight.actor().editing().is_ok();
    let mut list = None;
    if asked.bad_date.is_some() || !problems.is_empty() {
        bad_request();
    } else {
        match query::list(&seen, &query, on) {
            Ok(found) => list = Some(told.list(&query, &found)),
            Err(NoSuchPage { last }) => {
                bad_request();
                problems.push(wording::staff::no_such_page(lang, query.page, last));
            }
        }
    }
    let ahead = on.plus_days(AHEAD);
    let fields = fields(&told, &query, &due::due(&seen, on, ahead));
    let list = list.map(|mut list| {
        let (stages, months) = (
            std::mem::take(&mut list.stages),
            std::mem::take(&mut list.months),
        );
        let (address, query) = (address.clone(), query.clone());
        let never = list.never.clone();
        view! {
            <DueTallies lang stages months />
            <DueList address query list may_edit />
            <NeverList lang rows=never />
        }
    });
    let problems: Vec<_> = problems
        .into_iter()
        .map(|says| view! { <li>{says}</li> })
        .collect();
    let problems = (!problems.is_empty()).then(|| {
        view! {
            <div class="problem" role="alert">
                <ul>{problems}</ul>
            </div>
        }
    });
    // Another day begins on the first page.
    let dated = address.with_own(query.at_page(1).pairs());
    view! {
        <Title text=format!("{} · {}", words.due.due, words.product) />
        <Frame address=address.clone()>
            <h1>{words.due.due}</h1>
            <p>{words.due.lead} " " {lead_times(&address, may_edit)}</p>
            {renewed(&asked.typed, lang)}
            <DateForm address=dated on bad_date=asked.bad_date />
            <DueFilter address=address.clone() query fields />
            {problems}
            {list}
        </Frame>
    }
    .into_any()
}

fn lead_times(address: &Address, may_edit: bool) -> impl IntoView + use<> {
    let words = address.lang.words().due;
    let institution = Address {
        on: None,
        ..address.board().at_path("/institution")
    };
    may_edit.then(|| view! { <a href=format!("{institution}#lead_time")>{words.lead_times}</a> })
}

/// That papers were renewed, where the form leads here.
fn renewed(
    typed: &std::collections::BTreeMap<String, String>,
    lang: crate::locale::Lang,
) -> impl IntoView + use<> {
    let number = |key| typed.get(key).and_then(|n| n.parse::<usize>().ok());
    let gaps = number("gaps").filter(|n| *n > 0);
    let unscanned = number("unscanned").filter(|n| *n > 0);
    number("renewed").map(|n| {
        view! {
            <p class="outcome" role="status">
                {wording::due::renewed(lang, n)}
                {gaps.map(|n| wording::due::renewed_with_gaps(lang, n))}
                {unscanned.map(|n| wording::due::renewed_without_scans(lang, n))}
            </p>
        }
    })
}
