//! The scans of a person's records.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::beside::Scans;
use crate::components::attachments::{AddScan, ScanList};
use crate::components::frame::Frame;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, beside, visitor};
use crate::view::attachments::RecordScans;
use crate::wording::Voice;

/// Lists the scans record by record, and lets those who may edit add and remove some. To those who
/// may not read the person's file it is not there.
#[component]
pub(crate) fn AttachmentsPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let Some(Scans(found)) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = asked().address;
    let words = address.lang.words();
    let staff = found.person.staff.to_string();
    let name = found.person.name.clone().unwrap_or_else(|| staff.clone());
    let may_edit = visitor().is_some_and(|visitor| visitor.actor.editing().is_ok());
    let records = RecordScans::all(Voice::new(address.lang, sight.catalogue()), &found);
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
        let address = address.clone();
        view! {
            <h2>{words.attachments.add}</h2>
            <AddScan address staff=staff.clone() records />
        }
    });
    view! {
        <Title text=format!("{name} · {} · {}", words.attachments.scans, words.product) />
        <Frame address=address.clone()>
            <h1>{format!("{name} · {}", words.attachments.scans)}</h1>
            {none}
            {with_scans}
            {add}
        </Frame>
    }
    .into_any()
}
