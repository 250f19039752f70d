//! What people are listed by: a plain form whose address can be kept and sent on.

use leptos::prelude::*;
use registry::staff_list::query::{MOST_CHARS, Query, Sort, key};

use crate::view::address::Address;
use crate::view::staff::FilterField;

/// The form above the list.
#[component]
pub(crate) fn StaffFilter(
    /// The list's own address.
    address: Address,
    /// What is asked.
    query: Query,
    /// The fields besides the text.
    fields: Vec<FilterField>,
) -> impl IntoView {
    let words = address.lang.words().staff;
    let cleared = address.with_own(Vec::new());
    let clear = (!query.filter().is_empty())
        .then(|| view! { <a href=cleared.to_string()>{words.clear}</a> });
    // What is no field of the form goes on: day, language and order.
    let kept = address.with_own(Query::default().sorted(query.sort).pairs());
    let hidden: Vec<_> = kept
        .query()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let selects: Vec<_> = fields
        .into_iter()
        .map(|field| select(words.any, field))
        .collect();
    view! {
        <form class="filter-fields" method="get" action=address.path.clone() role="search">
            {hidden}
            <div class="field">
                <label for="staff-q">{words.text}</label>
                <input
                    id="staff-q"
                    type="search"
                    name=key::TEXT
                    value=query.text
                    maxlength=MOST_CHARS.to_string()
                    placeholder=words.text_hint
                    autocapitalize="none"
                    autocomplete="off"
                />
            </div>
            {selects}
            <div class="buttons">
                <button type="submit">{words.find}</button>
                {clear}
            </div>
        </form>
    }
}

pub(crate) fn select(any: &'static str, field: FilterField) -> impl IntoView {
    let id = format!("staff-{}", field.key);
    let options: Vec<_> = field
        .choices
        .into_iter()
        .map(|choice| {
            view! {
                <option value=choice.value selected=choice.is_chosen>
                    {choice.label}
                </option>
            }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{field.label}</label>
            <select id=id name=field.key>
                <option value="">{any}</option>
                {options}
            </select>
        </div>
    }
}

/// The heading of a column by which the list can be sorted.
pub(crate) fn sortable(
    address: &Address,
    query: &Query,
    sort: Sort,
    label: &'static str,
) -> impl IntoView + use<> {
    let own = query.sorted(sort).pairs();
    let href = address.with_own(own).to_string();
    let sorted = (query.sort == sort).then_some("ascending");
    view! {
        <th scope="col" aria-sort=sorted>
            <a href=href>{label}</a>
        </th>
    }
}
