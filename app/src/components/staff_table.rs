//! The table of people.

use leptos::prelude::*;
use registry::staff_list::query::{Query, Sort};

use crate::components::page_links::PageLinks;
use crate::components::staff_filter::sortable;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::staff::{DueView, StaffRow, StaffView};

/// A page of the list, with who of how many is shown; where nobody is found, what to do.
#[component]
pub(crate) fn StaffTable(
    /// The list's own address.
    address: Address,
    /// What is asked.
    query: Query,
    /// What to show.
    list: StaffView,
) -> impl IntoView {
    let words = address.lang.words();
    if list.rows.is_empty() {
        let says = if query.filter().is_empty() {
            words.staff.none_recorded
        } else {
            words.staff.nobody
        };
        return view! { <p class="empty" role="status">{says}</p> }.into_any();
    }
    let at_page = |page: usize| address.with_own(query.at_page(page).pairs()).to_string();
    let pages = list.pages.iter();
    let hrefs: Vec<_> = pages.map(|page| at_page(page.unwrap_or(1))).collect();
    let rows: Vec<_> = list
        .rows
        .into_iter()
        .map(|row| one(&address, row))
        .collect();
    view! {
        <table class="staff stacked">
            <caption>{list.counts}</caption>
            <thead>
                <tr>
                    {sortable(&address, &query, Sort::Number, words.staff.number)}
                    {sortable(&address, &query, Sort::Name, words.accounts.name)}
                    <th scope="col">{words.staff.department}</th>
                    <th scope="col">{words.staff.profession}</th>
                    <th scope="col">{words.staff.title}</th>
                    <th scope="col">{words.staff.permits}</th>
                    <th scope="col">{words.staff.due}</th>
                    <th scope="col">{words.staff.status}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <PageLinks lang=address.lang page=query.page pages=list.pages hrefs />
    }
    .into_any()
}

fn one(address: &Address, row: StaffRow) -> impl IntoView + use<> {
    let words = address.lang.words();
    let href = address.staff(&row.number).to_string();
    view! {
        <tr>
            <td data-label=words.staff.number>
                <span class="number">{row.number}</span>
            </td>
            <th scope="row">
                <a href=href>{row.name}</a>
            </th>
            {cell(words.staff.department, row.departments)}
            {cell(words.staff.profession, row.professions)}
            {cell(words.staff.title, row.title)}
            {cell(words.staff.permits, row.permits)}
            <td data-label=words.staff.due>{dues(address.lang, row.dues, row.more)}</td>
            <td data-label=words.staff.status>
                <span class="status" data-status=row.status_word>
                    {row.status}
                </span>
            </td>
        </tr>
    }
}

fn cell(label: &'static str, text: String) -> impl IntoView {
    let text = if text.is_empty() {
        "—".to_owned()
    } else {
        text
    };
    view! {
        <td data-label=label>
            <span>{text}</span>
        </td>
    }
}

fn dues(lang: Lang, dues: Vec<DueView>, more: Option<String>) -> AnyView {
    if dues.is_empty() {
        return view! { <span>"—"</span> }.into_any();
    }
    let overdue = lang.words().staff.overdue;
    let dues: Vec<_> = dues
        .into_iter()
        .map(|due| {
            let class = if due.is_overdue { "overdue" } else { "ends" };
            let mark = due
                .is_overdue
                .then(|| view! { <span aria-hidden="true">"▲ "</span> });
            view! {
                <li class=class title=due.is_overdue.then_some(overdue)>
                    {mark}
                    {due.says}
                </li>
            }
        })
        .collect();
    let more = more.map(|more| view! { <li>{more}</li> });
    view! {
        <ul class="dues">
            {dues}
            {more}
        </ul>
    }
    .into_any()
}
