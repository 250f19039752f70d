//! A list of records that are kept in place, with the one form that is open.

use leptos::prelude::*;

use crate::components::attachments::ScanList;
use crate::components::field::FormMessage;
use crate::components::record_form::RecordForm;
use crate::components::setup_asked::AskedList;
use crate::submission::{FORM, REASON, RECORD, SURE, Submission, VERSION};
use crate::view::address::Address;
use crate::view::setup::asked::AskedView;
use crate::view::setup::{KindView, Open, RemoveView, RowView};

/// The records of a kind under their heading.
#[component]
pub(crate) fn SetUpList(
    /// The page's address, with what is open on it.
    address: Address,
    /// The records.
    list: KindView,
    /// What a standard asks of them.
    #[prop(optional)]
    asked: Vec<AskedView>,
) -> impl IntoView {
    let words = address.lang.words().setup;
    let add = list.add.clone().map(|(says, to)| {
        let label = format!("{says}{}{}", address.lang.words().colon, list.title);
        view! {
            <a class="add" href=to aria-label=label>
                {says}
            </a>
        }
    });
    let blank = list.blank.clone().map(|form| {
        let action = address.to_string();
        let form = view! { <RecordForm lang=address.lang action form /> };
        open_form(&address, list.kind, form)
    });
    let is_empty = list.rows.is_empty() && list.ended.is_empty();
    let none =
        (is_empty && list.blank.is_none()).then(|| view! { <p class="none">{words.none}</p> });
    let open_ended = list.ended.iter().any(|row| row.open.is_some());
    let ended = (!list.ended.is_empty()).then(|| {
        let n = list.ended.len();
        let rows = list.ended.clone();
        view! {
            <details class="ended" open=open_ended>
                <summary>{words.earlier}" "{n}</summary>
                {table(&address, &list, rows)}
            </details>
        }
    });
    let rows = (!list.rows.is_empty()).then(|| table(&address, &list, list.rows.clone()));
    view! {
        <section class="records" id=list.kind>
            <h2>{list.title} {add}</h2>
            <AskedList address=address.clone() asked />
            {blank}
            {none}
            {rows}
            {ended}
        </section>
    }
}

fn table(address: &Address, list: &KindView, rows: Vec<RowView>) -> impl IntoView + use<> {
    let words = address.lang.words().setup;
    let heads: Vec<_> = list
        .columns
        .iter()
        .map(|name| view! { <th scope="col">{*name}</th> })
        .collect();
    let has_links = rows.iter().any(|row| !row.links.is_empty());
    let acts = has_links.then(|| view! { <th scope="col">{words.what}</th> });
    let n_columns = list.columns.len() + usize::from(has_links);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| one(address, list, row, n_columns))
        .collect();
    view! {
        <table class="stacked">
            <thead>
                <tr>{heads} {acts}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn one(address: &Address, list: &KindView, row: RowView, n_columns: usize) -> AnyView {
    let words = address.lang.words().setup;
    if let Some(open) = row.open {
        return view! {
            <tr class="opened">
                <td colspan=n_columns.to_string()>{opened(address, list.kind, open)}</td>
            </tr>
        }
        .into_any();
    }
    let mut note = row.note.map(|note| view! { <small>{note}</small> });
    let scans = (address.clone(), row.scans);
    let mut scans = (!scans.1.is_empty()).then_some(scans);
    let named = row.cells.iter().find(|cell| !cell.is_empty()).cloned();
    let cells: Vec<_> = list
        .columns
        .iter()
        .zip(row.cells)
        .map(|(name, cell)| {
            view! {
                <td data-label=*name>
                    <span>{cell}</span>
                    {note.take()}
                    {scans
                        .take()
                        .map(|(address, scans)| view! { <ScanList address scans may_edit=false /> })}
                </td>
            }
        })
        .collect();
    let named = named.unwrap_or_default();
    let links: Vec<_> = row
        .links
        .into_iter()
        .map(|(says, to)| {
            let label = format!("{says}{}{named}", address.lang.words().colon);
            view! {
                <a href=to aria-label=label>
                    {says}
                </a>
            }
        })
        .collect();
    let links = (!links.is_empty()).then(|| {
        view! {
            <td data-label=words.what class="acts">
                <span>{links}</span>
            </td>
        }
    });
    view! { <tr>{cells} {links}</tr> }.into_any()
}

fn opened(address: &Address, kind: &'static str, open: Open) -> AnyView {
    let (lang, action) = (address.lang, address.to_string());
    match open {
        Open::Correct(form) => {
            let form = view! { <RecordForm lang action form=*form /> };
            open_form(address, kind, form).into_any()
        }
        Open::Remove(remove) => {
            let form = view! { <RemoveForm address=address.clone() remove /> };
            open_form(address, kind, form).into_any()
        }
    }
}

/// The form that is open, with the link that closes it.
fn open_form<V: IntoView>(
    address: &Address,
    kind: &'static str,
    form: V,
) -> impl IntoView + use<V> {
    let words = address.lang.words().setup;
    let back = format!("{}#{kind}", address.with_own(Vec::new()));
    view! {
        <div class="open" id="open">
            {form}
            <p>
                <a href=back>{words.cancel}</a>
            </p>
        </div>
    }
}

/// Asks whether a record is to be removed.
#[component]
fn RemoveForm(
    /// The page's address, with what is open on it.
    address: Address,
    /// What is removed.
    remove: RemoveView,
) -> impl IntoView {
    let (words, records) = (address.lang.words().setup, address.lang.words().records);
    let sent = Submission::sent("remove");
    let warnings: Vec<_> = remove
        .warnings
        .iter()
        .map(|warning| view! { <p class="problem">{warning.clone()}</p> })
        .collect();
    let sure = remove.grave.then(|| {
        view! {
            <label class="box">
                <input type="checkbox" name=SURE value="yes" required />
                {words.remove_sure}
            </label>
        }
    });
    let why = if remove.grave {
        words.remove_why
    } else {
        records.reason
    };
    view! {
        <form class="fields record" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value="remove" />
            <input type="hidden" name=RECORD value=remove.record />
            <input type="hidden" name=VERSION value=remove.version.to_string() />
            <FormMessage sent=sent.clone() />
            <p>{words.removing}{address.lang.words().colon}<strong>{remove.says}</strong></p>
            {warnings}
            {sure}
            <div class="field">
                <label for="remove-why">{why}</label>
                <input
                    id="remove-why"
                    name=REASON
                    value=sent.value(REASON)
                    autocomplete="off"
                    required=remove.grave
                />
            </div>
            <button type="submit">{words.remove}</button>
        </form>
    }
}
