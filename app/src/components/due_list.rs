//! The filter and the table of what ends, with what can be done about several at once.

use leptos::prelude::*;
use registry::due::query::{Query, key};
use registry::staff_list::query::MOST_CHARS;

use crate::components::field::{FormMessage, kept};
use crate::components::page_links::PageLinks;
use crate::components::staff_filter::select;
use crate::submission::{FORM, REASON, Submission};
use crate::view::address::Address;
use crate::view::due::{DueRow, DueView, Linked};
use crate::view::staff::FilterField;

/// The form above the list: a plain one whose address can be kept and sent on.
#[component]
pub(crate) fn DueFilter(
    /// The list's own address.
    address: Address,
    /// What is asked.
    query: Query,
    /// The fields besides the text and the box.
    fields: Vec<FilterField>,
) -> impl IntoView {
    let words = address.lang.words();
    let cleared = address.with_own(Vec::new());
    let clear = (!query.pairs().is_empty())
        .then(|| view! { <a href=cleared.to_string()>{words.staff.clear}</a> });
    let kept = kept(&cleared);
    let month = query.month.map(registry::due::query::month_word);
    let selects: Vec<_> = fields
        .into_iter()
        .map(|field| select(words.staff.any, field))
        .collect();
    view! {
        <form class="filter-fields" method="get" action=address.path.clone() role="search">
            {kept}
            <div class="field">
                <label for="due-q">{words.staff.text}</label>
                <input
                    id="due-q"
                    type="search"
                    name=key::TEXT
                    value=query.text
                    maxlength=MOST_CHARS.to_string()
                    placeholder=words.staff.text_hint
                    autocapitalize="none"
                    autocomplete="off"
                />
            </div>
            {selects}
            <div class="field">
                <label for="due-month">{words.due.month}</label>
                <input
                    id="due-month"
                    name=key::MONTH
                    value=month
                    placeholder="2026-03"
                    autocomplete="off"
                />
            </div>
            <label class="box">
                <input type="checkbox" name=key::COVERED value="1" checked=query.covered />
                {words.due.covered}
            </label>
            <div class="buttons">
                <button type="submit">{words.staff.find}</button>
                {clear}
            </div>
        </form>
    }
}

/// The table, and for those who may change files the forms below it.
#[component]
pub(crate) fn DueList(
    /// The list's own address.
    address: Address,
    /// What is asked.
    query: Query,
    /// What to show.
    list: DueView,
    /// Whether things can be chosen.
    may_edit: bool,
) -> impl IntoView {
    let words = address.lang.words();
    if list.rows.is_empty() {
        let nothing = list.never.is_empty();
        return nothing
            .then(|| view! { <p class="empty">{words.due.nothing}</p> })
            .into_any();
    }
    let hrefs = list.pages.iter().map(|page| {
        let own = query.at_page(page.unwrap_or(1)).pairs();
        address.with_own(own).to_string()
    });
    let hrefs: Vec<_> = hrefs.collect();
    let sent = Submission::sent("rest");
    let rows: Vec<_> = list
        .rows
        .into_iter()
        .map(|row| one(&address, row, may_edit, &sent))
        .collect();
    let choose = may_edit.then(|| view! { <th scope="col">{words.due.choose}</th> });
    let table = view! {
        <table class="due stacked">
            <caption>{list.counts}</caption>
            <thead>
                <tr>
                    {choose}
                    <th scope="col">{words.due.whose}</th>
                    <th scope="col">{words.due.kind}</th>
                    <th scope="col">{words.due.last}</th>
                    <th scope="col">{words.due.effect}</th>
                    <th scope="col">{words.due.what_to_do}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    let more = list
        .n_never
        .map(|says| view! { <p class="note">{says}</p> });
    let pages = view! {
        {more}
        <PageLinks lang=address.lang page=query.page pages=list.pages hrefs />
    };
    if !may_edit {
        return view! {
            {table}
            {pages}
        }
        .into_any();
    }
    let own = address.at_path("/expiring/renew").with_own(Vec::new());
    // They come back with what was chosen, so that the list is the same afterwards.
    let kept = kept(&address);
    view! {
        <form class="many" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value="rest" />
            {kept}
            {table}
            {pages}
            <FormMessage sent=sent.clone() />
            <p>
                <button type="submit" formmethod="get" formaction=own.path>
                    {words.due.renew_chosen}
                </button>
                " "
                {list.renew_page.map(linked)}
            </p>
            {rest(&address, &sent)}
        </form>
    }
    .into_any()
}

fn rest(address: &Address, sent: &Submission) -> impl IntoView + use<> {
    let words = address.lang.words().due;
    let field = |name: &'static str, label, hint: Option<&'static str>| {
        let id = format!("rest-{name}");
        let fault = sent.fault_of(name).map(|says| {
            view! {
                <p class="problem" role="alert">
                    {says}
                </p>
            }
        });
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <input id=id name=name value=sent.value(name) autocomplete="off" />
                {hint.map(|hint| view! { <small>{hint}</small> })}
                {fault}
            </div>
        }
    };
    view! {
        <fieldset class="fields rest">
            <legend>{words.let_rest}</legend>
            <p class="note">{words.rest_note}</p>
            {field("until", words.until, Some(words.until_hint))}
            {field(REASON, words.reason, None)}
            <button type="submit">{words.let_rest}</button>
        </fieldset>
    }
}

fn one(address: &Address, row: DueRow, may_edit: bool, sent: &Submission) -> impl IntoView + use<> {
    let words = address.lang.words().due;
    let checked = sent.has("key", &row.key);
    let label = format!("{} {} {}", words.choose, row.whose.text, row.what.text);
    let choose = may_edit.then(|| {
        let tick = row.can_choose.then(|| {
            view! {
                <input
                    type="checkbox"
                    name="key"
                    value=row.key.clone()
                    checked=checked
                    aria-label=label
                />
            }
        });
        view! { <td data-label=words.choose>{tick}</td> }
    });
    let class = if row.is_overdue { "overdue" } else { "ends" };
    let mark = row
        .is_overdue
        .then(|| view! { <span aria-hidden="true">"▲ "</span> });
    let wake = (may_edit && row.rests.is_some()).then(|| {
        view! {
            <button type="submit" name="wake" value=row.key.clone()>
                {words.wake}
            </button>
        }
    });
    let rests = row
        .rests
        .map(|says| view! { <p class="rests">{says} " " {wake}</p> });
    view! {
        <tr data-key=row.key>
            {choose}
            <th scope="row" data-label=words.whose>
                {linked(row.whose)}
                <small>{row.departments}</small>
            </th>
            <td data-label=words.kind>
                {linked(row.what)}
                {rests}
            </td>
            <td data-label=words.last>
                <time datetime=row.last.to_string()>{row.last.to_string()}</time>
                <small class=class>{mark} {row.left}</small>
                {row.gap.map(|says| view! { <small class="gap">{says}</small> })}
            </td>
            <td data-label=words.effect>
                {effects(address, row.effects, row.n_more, row.no_effect)}
            </td>
            <td data-label=words.what_to_do>
                {row.covered.map(linked)}
                {row.act.map(linked)}
            </td>
        </tr>
    }
}

fn effects(address: &Address, effects: Vec<Linked>, n_more: usize, no_effect: String) -> AnyView {
    if effects.is_empty() {
        return view! { <span class="note">{no_effect}</span> }.into_any();
    }
    let effects: Vec<_> = effects
        .into_iter()
        .map(|effect| view! { <li>{linked(effect)}</li> })
        .collect();
    let more = (n_more > 0).then(|| {
        view! { <li>{crate::wording::staff::more(address.lang, n_more)}</li> }
    });
    view! {
        <ul class="plain effects">
            {effects}
            {more}
        </ul>
    }
    .into_any()
}

pub(super) fn linked(linked: Linked) -> AnyView {
    match linked.href {
        Some(href) => view! { <a href=href>{linked.text}</a> }.into_any(),
        None => view! { <span>{linked.text}</span> }.into_any(),
    }
}
