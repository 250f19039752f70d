//! One entry of the audit log.

use leptos::prelude::*;

use crate::components::field_differences::FieldDifferences;
use crate::submission::FORM;
use crate::view::address::Address;
use crate::view::audit::{EntryView, asking};

/// When, who, what, about whom, why, and what differs; and the way back for those who may.
#[component]
pub(crate) fn AuditEntry(
    /// The page's own address.
    address: Address,
    entry: EntryView,
    may_restore: bool,
) -> impl IntoView {
    let lang = address.lang;
    let words = lang.words().audit;
    let about = entry.about.clone().map(|about| match entry.link.clone() {
        Some(link) => view! { <a href=link>{about}</a> }.into_any(),
        None => view! { <span>{about}</span> }.into_any(),
    });
    let record = entry.record.clone().map(|record| {
        let all = asking(&address, "about", &record).to_string();
        view! {
            <a class="id" href=all>
                {record.clone()}
            </a>
        }
    });
    let reason = entry
        .reason
        .clone()
        .map(|reason| view! { <p>{words.reason} {lang.words().colon} {reason}</p> });
    let may_restore = may_restore && entry.can_restore;
    let batch = entry.batch.clone().map(|batch| {
        let all = asking(&address, "batch", &batch).to_string();
        let whole = may_restore.then(|| {
            let page = address.import_batch(&batch).to_string();
            view! {
                " · "
                <a href=page>{lang.words().import.undo}</a>
            }
        });
        view! {
            <p class="id">
                {words.batch} {lang.words().colon} <a href=all>{batch.clone()}</a> {whole}
            </p>
        }
    });
    let restore = may_restore.then(|| restore(&address, entry.seq));
    let alert = entry
        .is_alert
        .then(|| view! { <strong class="alert">{words.alert}</strong> });
    view! {
        <li id=format!("e{}", entry.seq) value=entry.seq class:alert=entry.is_alert>
            <p>
                <time>{entry.at}</time>
                " "
                {entry.who}
                " "
                <strong>{entry.act}</strong>
                " "
                {entry.kind}
                " "
                {about}
                " "
                {record}
                " "
                {alert}
            </p>
            {reason}
            {batch}
            <FieldDifferences lang differences=entry.differences />
            {restore}
        </li>
    }
}

/// Folded, so that nothing is restored by one slip.
fn restore(address: &Address, seq: i64) -> impl IntoView + use<> {
    let all = address.lang.words();
    let (id, action) = (format!("restore-{seq}"), address.to_string());
    view! {
        <details class="restore">
            <summary>{all.audit.restore}</summary>
            <form class="fields" method="post" action=action>
                <input type="hidden" name=FORM value="restore" />
                <input type="hidden" name="seq" value=seq />
                <p>{all.audit.restore_body}</p>
                <div class="field">
                    <label for=id.clone()>{all.import.reason}</label>
                    <input id=id type="text" name="reason" maxlength="200" />
                </div>
                <button type="submit">{all.audit.restore_now}</button>
            </form>
        </details>
    }
}
