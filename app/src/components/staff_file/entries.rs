//! The records of a file in groups, each with what can be done with it and the form that is open.

use leptos::prelude::*;

use crate::components::attachments::ScanList;
use crate::components::staff_file::forms::AtRecord;
use crate::view::address::Address;
use crate::view::staff_file::EntryView;

/// All records.
#[component]
pub(crate) fn Entries(
    /// The page's own address, to which forms are sent.
    address: Address,
    groups: Vec<(String, Vec<EntryView>)>,
) -> impl IntoView {
    let words = address.lang.words().files;
    if groups.is_empty() {
        return view! { <p class="empty">{words.no_records}</p> }.into_any();
    }
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(heading, entries)| {
            let entries: Vec<_> = entries
                .into_iter()
                .map(|entry| view! { <One address=address.clone() entry /> })
                .collect();
            view! {
                <section class="group">
                    <h3>{heading}</h3>
                    <ol>{entries}</ol>
                </section>
            }
        })
        .collect();
    view! { <div class="entries">{groups}</div> }.into_any()
}

#[component]
fn One(address: Address, entry: EntryView) -> impl IntoView {
    let state = entry.state.map(|(code, text)| {
        view! {
            <span class="state" data-state=code>
                {text}
            </span>
        }
    });
    let details: Vec<_> = entry
        .details
        .into_iter()
        .map(|(label, text)| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{text}</dd>
                </div>
            }
        })
        .collect();
    let details = (!details.is_empty()).then(|| view! { <dl>{details}</dl> });
    let acts: Vec<_> = entry
        .acts
        .into_iter()
        .map(|(label, to)| view! { <a href=to>{label}</a> })
        .collect();
    let acts = (!acts.is_empty()).then(|| {
        view! {
            <div class="acts" role="group" aria-label=entry.headline.clone()>
                {acts}
            </div>
        }
    });
    let kind = (entry.headline != entry.title).then_some(entry.title);
    let place = entry.anchor.clone();
    let (scans, back) = (entry.scans, address.clone());
    let form = entry
        .open
        .map(|form| view! { <AtRecord address=address place form /> });
    view! {
        <li id=entry.anchor class="entry">
            <p class="days">{entry.dates}</p>
            <div class="says">
                <p>
                    <b>{entry.headline}</b>
                    " "
                    <small>{kind}</small>
                    " "
                    {state}
                </p>
                {details}
                <ScanList address=back scans may_edit=false />
                {acts}
                {form}
            </div>
        </li>
    }
}
