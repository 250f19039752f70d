//! The audit log, for those who may read it.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::export::LARGE_EXPORT;
use registry::store::Head;

use crate::components::audit_entry::AuditEntry;
use crate::components::audit_forms::{AskLog, VerifyLog};
use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::components::pager::OlderLinks;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, bad_request, beside};
use crate::submission::Submission;
use crate::view::address::Address;
use crate::view::audit::{Beside, EntryView, Question, asking};
use crate::wording::field_text::Names;
use crate::wording::{Voice, audit_text};

/// The entries that were asked for, newest first. To others it is not there.
#[component]
pub(crate) fn AuditPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let Some(Beside { page, may_restore }) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let asked = asked();
    let question = Question::of(|key| asked.typed.get(key).cloned());
    if !question.bad_days.is_empty() {
        bad_request();
    }
    let below = question.filter.below;
    let address = question.address(&asked.address, below);
    let (lang, words) = (address.lang, address.lang.words());
    let names = Names {
        voice: Voice::new(lang, sight.catalogue()),
        departments: sight.departments(),
    };
    let entries: Vec<_> = page
        .entries
        .iter()
        .map(|told| EntryView::of(names, &address, told))
        .map(|entry| {
            let address = address.clone();
            view! { <AuditEntry address entry may_restore /> }
        })
        .collect();
    let empty = entries
        .is_empty()
        .then(|| view! { <p class="empty">{words.audit.nothing}</p> });
    let to = |below| question.address(&address, below).to_string();
    let newest = below.map(|_| to(None));
    let older = page.next.map(|next| to(Some(next)));
    let alert = (page.n_large_exports > 0).then(|| {
        let all = asking(&address, "act", LARGE_EXPORT).to_string();
        let says = audit_text::large_exports(lang, page.n_large_exports);
        view! {
            <p class="alert" role="status">
                <a href=all>{says}</a>
            </p>
        }
    });
    view! {
        <Title text=format!("{} · {}", words.audit.audit, words.product) />
        <Frame address=address.clone()>
            <h1>{words.audit.audit}</h1>
            <FormMessage sent=Submission::sent("restore") />
            {alert}
            <AskLog address=address.clone() question />
            {empty}
            <ol class="log">{entries}</ol>
            <OlderLinks lang label=words.audit.audit newest older />
            {chain(&address, &page.head)}
        </Frame>
    }
    .into_any()
}

/// How the log ends, and whether all of it is what was written.
fn chain(address: &Address, head: &Head) -> impl IntoView + use<> {
    let words = address.lang.words().audit;
    let says = audit_text::head(address.lang, head);
    view! {
        <section id="chain">
            <h2>{words.chain}</h2>
            <p>{says} " " <code class="link">{head.to_string()}</code></p>
            <VerifyLog address=address.clone() />
        </section>
    }
}
