//! Scans of a record: which there are, and the forms by which they are added and removed. For the
//! page of scans, and for pages that show a record.

use leptos::prelude::*;
use registry::attachments::Holder;

use crate::components::field::FormMessage;
use crate::submission::{FORM, Submission};
use crate::view::address::Address;
use crate::view::attachments::{RecordScans, ScanView};
use crate::wording::attachment_hint;

/// The name of the form by which a scan is added.
pub(crate) const ADD: &str = "add-scan";

/// The scans of one record.
#[component]
pub(crate) fn ScanList(
    /// The page's own address, to come back to.
    address: Address,
    scans: Vec<ScanView>,
    /// Whether the visitor may remove them.
    may_edit: bool,
) -> impl IntoView {
    let items: Vec<_> = scans
        .into_iter()
        .map(|scan| item(&address, scan, may_edit))
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="scans">{items}</ul> })
}

fn item(address: &Address, scan: ScanView, may_edit: bool) -> impl IntoView + use<> {
    let words = address.lang.words().attachments;
    let (href, name) = (scan.href.clone(), scan.name.clone());
    let remove = may_edit.then(|| {
        let action = address.board().at_path(&format!("{}/remove", scan.href));
        let label = format!("{} {name}", words.remove);
        view! {
            <form class="act" method="post" action=action.to_string()>
                <input type="hidden" name="back" value=address.to_string() />
                <button type="submit" aria-label=label>
                    {words.remove}
                </button>
            </form>
        }
    });
    view! {
        <li>
            <a href=href.clone() target="_blank" rel="noopener">
                {name.clone()}
            </a>
            <small>{scan.told}</small>
            <a href=href download=name>
                {words.save}
            </a>
            {remove}
        </li>
    }
}

/// The form by which a scan is added: to the one record given, or to one that is chosen of several.
#[component]
pub(crate) fn AddScan(
    /// The page's own address, to come back to.
    address: Address,
    /// Whose records they are.
    holder: Holder,
    records: Vec<RecordScans>,
    /// The record that is chosen to begin with, if any.
    chosen: String,
) -> impl IntoView {
    let words = address.lang.words().attachments;
    let sent = Submission::sent(ADD);
    let fault = sent.fault_of("file");
    let invalid = fault.is_some().then_some("true");
    let described = if fault.is_some() {
        "add-scan-hint add-scan-fault"
    } else {
        "add-scan-hint"
    };
    let fault = fault.map(|says| {
        view! {
            <p id="add-scan-fault" class="problem" role="alert">
                {says}
            </p>
        }
    });
    view! {
        <form
            class="fields"
            method="post"
            enctype="multipart/form-data"
            action=address.scans(&holder).to_string()
        >
            <input type="hidden" name=FORM value=ADD />
            <input type="hidden" name="back" value=address.to_string() />
            <FormMessage sent=sent.clone() />
            {record_field(&address, &records, &chosen, &sent)}
            <div class="field">
                <label for="add-scan-file">{words.file}</label>
                <input
                    id="add-scan-file"
                    type="file"
                    name="file"
                    accept=".pdf,.jpg,.jpeg,.png"
                    required
                    aria-invalid=invalid
                    aria-describedby=described
                />
                <small id="add-scan-hint">{attachment_hint(address.lang)}</small>
                {fault}
            </div>
            <button type="submit">{words.add}</button>
        </form>
    }
}

fn record_field(
    address: &Address,
    records: &[RecordScans],
    chosen: &str,
    sent: &Submission,
) -> impl IntoView + use<> {
    let words = address.lang.words().attachments;
    if let [only] = records {
        let record = only.record.clone();
        return view! { <input type="hidden" name="record" value=record /> }.into_any();
    }
    let options: Vec<_> = records
        .iter()
        .map(|record| {
            let at_first = sent.values("record").is_empty() && record.record == chosen;
            let selected = at_first || sent.has("record", &record.record);
            view! {
                <option value=record.record.clone() selected=selected>
                    {record.label.clone()}
                </option>
            }
        })
        .collect();
    let fault = sent.fault_of("record").map(|says| {
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for="add-scan-record">{words.record}</label>
            <select id="add-scan-record" name="record" required>
                <option value="">{words.choose_record}</option>
                {options}
            </select>
            {fault}
        </div>
    }
    .into_any()
}
