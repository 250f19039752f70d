//! The list of people: whom of those one may see the address asks for, as of its day.

use eligibility::day::Day;
use leptos::prelude::*;
use leptos_meta::Title;
use registry::staff_list::query::{Query, Unreadable, key};
use registry::staff_list::{self, NoSuchPage};

use crate::beside::AskPassword;
use crate::components::date_form::DateForm;
use crate::components::export_form::ExportForm;
use crate::components::frame::Frame;
use crate::components::staff_filter::StaffFilter;
use crate::components::staff_table::StaffTable;
use crate::pages::sight::sight;
use crate::request::{Asked, asked, bad_request, beside, visitor};
use crate::source::Sight;
use crate::view::address::Address;
use crate::view::staff::{StaffView, fields, query};
use crate::wording::{self, Voice};

/// Lists people by what the address asks. What it asks and nobody understands is said, and then
/// nobody is listed: half a filter would show people who were not meant.
#[component]
pub(crate) fn StaffPage() -> impl IntoView {
    let asked = asked();
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let (query, mut problems) = understood(&asked, &sight);
    let address = asked.address.with_own(query.pairs());
    let on = address.on.unwrap_or(sight.today());
    let words = address.lang.words();
    let mut n_found = None;
    let list = if asked.bad_date.is_some() || !problems.is_empty() {
        bad_request();
        None
    } else {
        match listed(&address, &sight, &query, on) {
            Ok((n_people, list)) => {
                n_found = Some(n_people);
                Some(list)
            }
            Err(NoSuchPage { last }) => {
                bad_request();
                let says = wording::staff::no_such_page(address.lang, query.page, last);
                problems.push(says);
                Some(last_page(&address, &query.at_page(last)))
            }
        }
    };
    let problems = problems.into_iter().map(|says| view! { <li>{says}</li> });
    let problems: Vec<_> = problems.collect();
    let problems = (!problems.is_empty()).then(|| {
        view! {
            <div class="problem" role="alert">
                <ul>{problems}</ul>
            </div>
        }
    });
    let voice = Voice::new(address.lang, sight.catalogue());
    let fields = fields(voice, &sight.seen(), &query);
    let may_add = visitor().is_some_and(|visitor| visitor.actor.editing().is_ok());
    let add = may_add.then(|| {
        let to = address.board().at_path("/new/person").to_string();
        view! {
            <p class="back">
                <a href=to>{words.files.new_person}</a>
            </p>
        }
    });
    let ending = address
        .at_path("/expiring")
        .with_own(ending_of(&query))
        .to_string();
    // Another day begins on the first page.
    let dated = address.with_own(query.at_page(1).pairs());
    view! {
        <Title text=format!("{} · {}", words.staff.staff, words.product) />
        <Frame address=address.clone()>
            <h1>{words.staff.staff}</h1>
            {add}
            <p class="back">
                <a href=ending>{words.due.of_these}</a>
            </p>
            <DateForm address=dated on bad_date=asked.bad_date />
            <StaffFilter address=address.clone() query=query.clone() fields />
            {problems}
            {export(&address, &query, n_found)}
            {list}
        </Frame>
    }
    .into_any()
}

/// Who is asked for, as the list of what ends asks for it.
fn ending_of(query: &Query) -> Vec<(&'static str, String)> {
    let own = query.filter().into_iter();
    own.filter(|(key, _)| [key::TEXT, key::DEPARTMENT].contains(key))
        .collect()
}

/// What the address asks, as far as it can be understood, and what is wrong with the rest.
pub(super) fn understood(asked: &Asked, sight: &Sight) -> (Query, Vec<String>) {
    let typed = asked.typed.iter();
    let typed = typed.map(|(key, value)| (key.as_str(), value.as_str()));
    match query(typed, &sight.seen()) {
        Ok(query) => (query, Vec::new()),
        Err(Unreadable { readable, faults }) => {
            let lang = asked.address.lang;
            let faults = faults.iter();
            let says = faults.map(|fault| wording::staff::query_fault(lang, fault));
            (*readable, says.collect())
        }
    }
}

fn listed(
    address: &Address,
    sight: &Sight,
    query: &Query,
    on: Day,
) -> Result<(usize, AnyView), NoSuchPage> {
    let list = staff_list::list(&sight.seen(), query, on)?;
    let voice = Voice::new(address.lang, sight.catalogue());
    let list = StaffView::of(voice, sight.departments(), &list, on);
    let (address, query, n_people) = (address.clone(), query.clone(), list.n_people);
    Ok((
        n_people,
        view! { <StaffTable address query list /> }.into_any(),
    ))
}

fn last_page(address: &Address, query: &Query) -> AnyView {
    let words = address.lang.words().staff;
    let href = address.with_own(query.pairs()).to_string();
    view! {
        <p>
            <a href=href>{words.last_page}</a>
        </p>
    }
    .into_any()
}

/// The form that exports, folded, for those who may, where somebody is found.
fn export(address: &Address, query: &Query, n_found: Option<usize>) -> impl IntoView + use<> {
    let may = visitor().is_some_and(|visitor| visitor.actor.auditing().is_ok());
    let n_found = n_found.filter(|n| may && *n > 0);
    let asks_password = beside::<AskPassword>().is_some();
    let (address, query) = (address.clone(), query.clone());
    let words = address.lang.words().export;
    n_found.map(|n_found| {
        view! {
            <details class="export">
                <summary>{words.export}</summary>
                <ExportForm address query n_found=Some(n_found) asks_password />
            </details>
        }
    })
}
