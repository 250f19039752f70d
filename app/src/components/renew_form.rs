//! The form by which several papers are renewed at once.

use leptos::prelude::*;

use crate::beside::RenewFaults;
use crate::components::field::FormMessage;
use crate::request::beside;
use crate::submission::{FORM, REASON, Submission};
use crate::view::address::Address;
use crate::view::due_renew::RenewRow;
use crate::wording::{attachment_hint, due as wording};

/// One row of fields for each paper, and some for all of them.
#[component]
pub(crate) fn RenewForm(
    /// The page's own address.
    address: Address,
    /// The papers.
    rows: Vec<RenewRow>,
) -> impl IntoView {
    let words = address.lang.words();
    let sent = Submission::sent("renew");
    let faults = beside::<RenewFaults>();
    let takes_scans = rows.iter().any(|row| row.takes_scan);
    let rows: Vec<_> = rows
        .into_iter()
        .enumerate()
        .map(|(place, row)| {
            let faults = faults
                .as_ref()
                .and_then(|faults| faults.0.get(&row.key).cloned());
            one(&address, place, row, faults.unwrap_or_default(), &sent)
        })
        .collect();
    let scan = takes_scans.then(|| view! { <th scope="col">{words.due.scan}</th> });
    let hint = takes_scans.then(|| {
        view! {
            <p class="note">{attachment_hint(address.lang)}</p>
            <p class="note">{wording::scans_at_once(address.lang)}</p>
        }
    });
    view! {
        <form
            class="many"
            method="post"
            enctype="multipart/form-data"
            action=address.to_string()
        >
            <input type="hidden" name=FORM value="renew" />
            <FormMessage sent=sent.clone() />
            <fieldset class="fields">
                <legend>{words.due.for_all}</legend>
                {field("first".to_owned(), words.due.first_day, None, &sent)}
                {field("last".to_owned(), words.due.last_day, Some(words.due.last_day_hint), &sent)}
                {field(REASON.to_owned(), words.due.reason, None, &sent)}
            </fieldset>
            <table class="renewals stacked">
                <thead>
                    <tr>
                        <th scope="col">{words.due.kind}</th>
                        <th scope="col">{words.due.first_day}</th>
                        <th scope="col">{words.due.last_day}</th>
                        <th scope="col">{words.due.number}</th>
                        {scan}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {hint}
            <button type="submit">{words.due.save_all}</button>
        </form>
    }
}

fn field(
    name: String,
    label: &'static str,
    hint: Option<&'static str>,
    sent: &Submission,
) -> impl IntoView + use<> {
    let id = format!("renew-{name}");
    let value = sent.value(&name);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id name=name value=value autocomplete="off" />
            {hint.map(|hint| view! { <small>{hint}</small> })}
        </div>
    }
}

fn one(
    address: &Address,
    place: usize,
    row: RenewRow,
    faults: Vec<String>,
    sent: &Submission,
) -> impl IntoView + use<> {
    let words = address.lang.words().due;
    let fault_id = format!("renew-fault-{place}");
    let invalid = (!faults.is_empty()).then_some("true");
    let described = (!faults.is_empty()).then(|| fault_id.clone());
    let (says, key) = (row.says.clone(), row.key.clone());
    let input = |name: &str, label: &str| {
        let name = format!("{name}-{key}");
        let label = format!("{says} {label}");
        view! {
            <input
                name=name.clone()
                value=sent.value(&name)
                autocomplete="off"
                aria-label=label
                aria-invalid=invalid
                aria-describedby=described.clone()
            />
        }
    };
    let scan = row.takes_scan.then(|| {
        let label = format!("{says} {}", words.scan);
        view! {
            <td data-label=words.scan>
                <input
                    type="file"
                    name=format!("scan-{key}")
                    accept=".pdf,.jpg,.jpeg,.png"
                    aria-label=label
                />
            </td>
        }
    });
    let problems = (!faults.is_empty()).then(|| {
        let faults: Vec<_> = faults
            .into_iter()
            .map(|says| view! { <li>{says}</li> })
            .collect();
        view! {
            <div id=fault_id class="problem" role="alert">
                <ul>{faults}</ul>
            </div>
        }
    });
    view! {
        <tr data-key=key>
            <th scope="row">
                <input type="hidden" name="key" value=row.key.clone() />
                {row.says.clone()}
                <small>{row.without_gap}</small>
                {problems}
            </th>
            <td data-label=words.first_day>{input("first", words.first_day)}</td>
            <td data-label=words.last_day>{input("last", words.last_day)}</td>
            <td data-label=words.number>{input("number", words.number)}</td>
            {scan}
        </tr>
    }
}
