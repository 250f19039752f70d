//! The scans of the records of a person, a programme or the hospital.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::attachments::Attachment;

use crate::beside::Scans;
use crate::components::attachments::{AddScan, ScanList};
use crate::components::frame::Frame;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, beside, visitor};
use crate::view::attachments::{HolderView, RecordScans};
use crate::wording::Voice;

/// Lists the scans record by record, and lets those who may edit add and remove some. To those who
/// may not read the records it is not there.
#[component]
pub(crate) fn AttachmentsPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let Some(Scans(found)) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let (asked, seen) = (asked(), sight.seen());
    let address = asked.address;
    let words = address.lang.words();
    let Some(HolderView { name, records: to }) = HolderView::of(&address, &seen, &found.holder)
    else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let may_edit = visitor().is_some_and(|visitor| visitor.actor.editing().is_ok());
    let records = RecordScans::all(Voice::new(address.lang, sight.catalogue()), &seen, &found);
    let with_scans: Vec<_> = records
        .iter()
        .filter(|record| !record.scans.is_empty())
        .map(|record| {
            let (address, scans) = (address.clone(), record.scans.clone());
            view! {
                <h2>{record.label.clone()}</h2>
                <ScanList address scans may_edit />
            }
        })
        .collect();
    let none = with_scans
        .is_empty()
        .then(|| view! { <p>{words.attachments.none}</p> });
    let add = (may_edit && !records.is_empty()).then(|| {
        let (address, holder) = (address.clone(), found.holder.clone());
        let chosen = asked.typed.get("record").cloned().unwrap_or_default();
        view! {
            <h2>{words.attachments.add}</h2>
            <AddScan address holder records chosen />
        }
    });
    view! {
        <Title text=format!("{name} · {} · {}", words.attachments.scans, words.product) />
        <Frame address=address.clone()>
            <p class="back">
                <a href=to.to_string()>{words.attachments.to_records}</a>
            </p>
            <h1>{format!("{name} · {}", words.attachments.scans)}</h1>
            {none}
            {with_scans}
            {add}
        </Frame>
    }
    .into_any()
}

/// The scans that the server put beside the request for a page of records.
pub(crate) fn held_scans() -> Vec<Attachment> {
    let held = beside().map(|Scans(held)| held.scans.clone());
    held.unwrap_or_default()
}
