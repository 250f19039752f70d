//! The form by which a ledger leaves: whose, as which file, and what for.

use leptos::prelude::*;
use registry::export::Format;
use registry::staff_list::query::Query;

use crate::components::field::{Field, FormMessage, Kind};
use crate::locale::Lang;
use crate::submission::{FORM, Submission};
use crate::view::address::Address;
use crate::view::staff::FORMATS;
use crate::wording;

/// The name of the form.
pub const EXPORT: &str = "export";

/// Sends the filter of the address along; the password is asked for where signing in is long ago.
#[component]
pub(crate) fn ExportForm(
    /// The address of the list or of the form, for its day and language.
    address: Address,
    /// What the list asks.
    query: Query,
    /// How many people the list finds, where it can tell.
    n_found: Option<usize>,
    /// Whether the password is asked for.
    asks_password: bool,
) -> impl IntoView {
    let lang = address.lang;
    let words = lang.words().export;
    let sent = Submission::sent(EXPORT);
    let action = address.at_path("/export").with_own(query.filter());
    let found = n_found.map(|n| wording::staff::people(lang, n));
    let found = found.map(|n| format!("{}{n}", lang.words().colon));
    let found = format!("{}{}", words.found, found.unwrap_or_default());
    let whose = vec![("found", found), ("everybody", words.everybody.to_owned())];
    let formats = FORMATS.map(|format| (format.ending(), label(lang, format)));
    let password = asks_password.then(|| {
        view! {
            <Field
                form=EXPORT
                name="present_password"
                label=lang.words().accounts.password
                kind=Kind::KnownPassword
                sent=sent.clone()
                hint=words.password_hint
            />
        }
    });
    view! {
        <form class="fields" method="post" action=action.to_string()>
            <input type="hidden" name=FORM value=EXPORT />
            <FormMessage sent=sent.clone() />
            {select("whose", words.whose, whose, &sent)}
            {select("format", words.format, formats.into(), &sent)}
            <Field
                form=EXPORT
                name="reason"
                label=words.reason
                kind=Kind::Text
                sent=sent.clone()
                hint=words.reason_hint
            />
            {password}
            <button type="submit">{words.download}</button>
        </form>
    }
}

fn label(lang: Lang, format: Format) -> String {
    wording::staff::format(lang, format).to_owned()
}

fn select(
    name: &'static str,
    label: &'static str,
    choices: Vec<(&'static str, String)>,
    sent: &Submission,
) -> impl IntoView + use<> {
    let id = format!("{EXPORT}-{name}");
    let options: Vec<_> = choices
        .into_iter()
        .map(|(value, label)| {
            view! {
                <option value=value selected=sent.has(name, value)>
                    {label}
                </option>
            }
        })
        .collect();
    let fault = sent.fault_of(name).map(|fault| {
        view! {
            <p class="problem" role="alert">
                {fault}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>
                {options}
            </select>
            {fault}
        </div>
    }
}
