//! The forms by which a file is handed in, understood, imported or given up, and a batch taken back.

use leptos::prelude::*;

use crate::components::field::FormMessage;
use crate::submission::{FORM, Submission};
use crate::view::address::Address;
use crate::view::import::{HeaderView, Meaning, PreviewView, STAFF_COLUMN};
use crate::wording::import_text;

/// Hands a file in.
#[component]
pub(crate) fn HandIn(
    /// The page's own address.
    address: Address,
) -> impl IntoView {
    const NAME: &str = "upload";
    let words = address.lang.words().import;
    let limits = import_text::limits(address.lang);
    let limits: Vec<_> = limits
        .into_iter()
        .map(|says| view! { <li>{says}</li> })
        .collect();
    view! {
        <form class="fields" method="post" enctype="multipart/form-data" action=address.to_string()>
            <FormMessage sent=Submission::sent(NAME) />
            <div class="field">
                <label for="upload-file">{words.file}</label>
                <input
                    id="upload-file"
                    type="file"
                    name="file"
                    accept=".xlsx,.csv"
                    required
                    aria-describedby="upload-limits"
                />
                <ul id="upload-limits" class="limits">
                    {limits}
                </ul>
            </div>
            <button type="submit">{words.upload}</button>
        </form>
    }
}

/// Says what headers mean.
#[component]
pub(crate) fn MapHeaders(
    /// The page's own address.
    address: Address,
    headers: Vec<HeaderView>,
) -> impl IntoView {
    if headers.is_empty() {
        return ().into_any();
    }
    let words = address.lang.words().import;
    let fields: Vec<_> = headers
        .into_iter()
        .enumerate()
        .map(|(place, header)| {
            let id = format!("map-{place}");
            let ignored = header.chosen.is_none();
            let groups: Vec<_> = header
                .meanings
                .into_iter()
                .map(|(label, meanings)| group(label, &meanings, header.chosen.as_deref()))
                .collect();
            view! {
                <div class="field">
                    <label for=id.clone()>
                        {header.header.clone()} " " <small>{header.sheets}</small>
                    </label>
                    <input type="hidden" name="from" value=header.header />
                    <select id=id name="to">
                        <option value="" selected=ignored>
                            {words.ignore}
                        </option>
                        {groups}
                    </select>
                </div>
            }
        })
        .collect();
    view! {
        <section class="mapping">
            <h2>{words.mapping}</h2>
            <p>{words.mapping_body}</p>
            <form class="fields" method="post" action=address.to_string()>
                <input type="hidden" name=FORM value="map" />
                {fields}
                <button type="submit">{words.remap}</button>
            </form>
        </section>
    }
    .into_any()
}

fn group(label: String, meanings: &[Meaning], chosen: Option<&str>) -> impl IntoView + use<> {
    let options: Vec<_> = meanings
        .iter()
        .map(|meaning| {
            let selected = chosen == Some(meaning.column);
            view! {
                <option value=meaning.column selected=selected>
                    {meaning.label}
                </option>
            }
        })
        .collect();
    view! { <optgroup label=label>{options}</optgroup> }
}

/// Says which header is the staff number, where none was understood.
#[component]
pub(crate) fn MapStaff(
    /// The page's own address.
    address: Address,
    headers: Vec<String>,
) -> impl IntoView {
    if headers.is_empty() {
        return ().into_any();
    }
    let words = address.lang.words().import;
    let options: Vec<_> = headers
        .into_iter()
        .map(|header| view! { <option value=header.clone()>{header.clone()}</option> })
        .collect();
    view! {
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value="map" />
            <input type="hidden" name="to" value=STAFF_COLUMN />
            <div class="field">
                <label for="map-staff">{words.which_staff}</label>
                <select id="map-staff" name="from">
                    {options}
                </select>
            </div>
            <button type="submit">{words.remap}</button>
        </form>
    }
    .into_any()
}

/// Imports what was looked at, if it would change anything.
#[component]
pub(crate) fn ApplyImport(
    /// The page's own address.
    address: Address,
    preview: PreviewView,
) -> impl IntoView {
    let words = address.lang.words().import;
    if preview.n_changes == 0 {
        let says = if preview.n_bad == 0 {
            words.nothing
        } else {
            words.nothing_good
        };
        return view! {
            <p class="outcome" role="status">
                {says}
            </p>
        }
        .into_any();
    }
    let choice = (preview.n_bad > 0).then(|| {
        let choices = [("all", words.all_or_nothing), ("good", words.good_rows)];
        let choices = choices.map(|(value, label)| {
            view! {
                <label>
                    <input type="radio" name="mode" value=value checked=value == "all" />
                    {label}
                </label>
            }
        });
        view! {
            <fieldset>
                <legend>{words.mode}</legend>
                {choices.collect_view()}
            </fieldset>
        }
    });
    view! {
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value="apply" />
            <input type="hidden" name="seen" value=preview.fingerprint />
            {choice}
            <button type="submit">{words.apply}</button>
        </form>
    }
    .into_any()
}

/// Gives a file up.
#[component]
pub(crate) fn GiveUp(
    /// The page of the file.
    address: Address,
) -> impl IntoView {
    view! {
        <form class="act" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value="give-up" />
            <button type="submit">{address.lang.words().import.give_up}</button>
        </form>
    }
}

/// Takes a batch back.
#[component]
pub(crate) fn UndoBatch(
    /// The page of the batch.
    address: Address,
) -> impl IntoView {
    const NAME: &str = "undo";
    let words = address.lang.words().import;
    let sent = Submission::sent(NAME);
    let reason = sent.value("reason");
    view! {
        <section>
            <h2>{words.undo}</h2>
            <p>{words.undo_body}</p>
            <form class="fields" method="post" action=address.to_string()>
                <input type="hidden" name=FORM value=NAME />
                <FormMessage sent />
                <div class="field">
                    <label for="undo-reason">{words.reason}</label>
                    <input
                        id="undo-reason"
                        type="text"
                        name="reason"
                        maxlength="200"
                        value=reason
                    />
                </div>
                <label>
                    <input type="checkbox" name="sure" value="1" required />
                    {words.sure}
                </label>
                <button type="submit">{words.undo}</button>
            </form>
        </section>
    }
}
