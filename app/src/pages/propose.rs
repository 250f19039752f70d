//! A correction is proposed by somebody who may not make it.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use registry::forms::Forms;
use registry::proposals::Of;
use registry::seen::SeenProgramme;
use registry::store::{RecordId, RecordKind};

use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::components::record_form::RecordForm;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{Asked, asked};
use crate::source::Sight;
use crate::submission::{FORM, REASON, RECORD, Submission, VERSION};
use crate::view::address::Address;
use crate::view::record_form::FormView;
use crate::view::setup::{May, Place, blank, corrected};
use crate::wording::record_text;

/// What is proposed of, in the last part of the path and the query: a record by its id, or `new`
/// with the kind and the owner.
#[must_use]
pub fn of(last: &str, value: impl Fn(&str) -> Option<String>) -> Option<Of> {
    if last == "new" {
        let kind = RecordKind::from_name(&value("of")?)?;
        return Some(Of::New(kind, value("owner")?));
    }
    RecordId::parse(last).map(Of::Record)
}

/// The form of a record, to say what should stand there.
#[component]
pub(crate) fn ProposePage() -> impl IntoView {
    let last = use_params_map()
        .read_untracked()
        .get("record")
        .unwrap_or_default();
    let shown = match sight() {
        Ok(sight) => page_of(&sight, &last, &asked()),
        Err(instead) => Some(instead),
    };
    shown.unwrap_or_else(|| view! { <NotFoundPage /> }.into_any())
}

fn page_of(sight: &Sight, last: &str, asked: &Asked) -> Option<AnyView> {
    sight.actor().proposing().ok()?;
    let seen = sight.seen();
    let of = of(last, |key| asked.typed.get(key).cloned())?;
    let owner = of.owner(&seen)?;
    let address = Address {
        on: None,
        ..asked.address.clone()
    };
    let words = address.lang.words();
    let choosable = seen.choosable();
    let forms = Forms::of(&seen, &choosable);
    let programme = seen.programme(&owner);
    let place = Place {
        address: &address,
        forms: &forms,
        may: May::Propose(owner),
        standard: programme.as_ref().and_then(SeenProgramme::standard),
        asked: &asked.typed,
        today: sight.today(),
        scans: &[],
    };
    let (form, removal) = match &of {
        Of::New(kind, _) => (blank(&place, *kind)?, None),
        Of::Record(id) => {
            let record = seen.record(id)?;
            let says = record_text::record(address.lang, &forms, id.kind, &record.node);
            let form = corrected(&place, &record)?;
            let removal = removal(&address, &form, says);
            (form, Some(removal))
        }
    };
    let title = form.title;
    Some(
        view! {
            <Title text=format!("{} · {}", words.proposals.propose, words.product) />
            <Frame address=address.clone()>
                <h1>{words.proposals.propose}" · "{title}</h1>
                <p>{words.proposals.propose_lead}</p>
                <RecordForm
                    lang=address.lang
                    action=address.to_string()
                    form
                    button=words.records.propose
                />
                {removal}
            </Frame>
        }
        .into_any(),
    )
}

fn removal(address: &Address, form: &FormView, says: String) -> impl IntoView + use<> {
    let words = address.lang.words().proposals;
    let sent = Submission::sent("remove");
    let (record, version) = form.record.clone().unwrap_or_default();
    let fault = sent.fault_of(REASON);
    let fault = fault.map(|says| {
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    });
    view! {
        <h2>{words.propose_removal}</h2>
        <form class="fields record" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value="remove" />
            <input type="hidden" name=RECORD value=record />
            <input type="hidden" name=VERSION value=version.to_string() />
            <FormMessage sent=sent.clone() />
            <p>
                <small>{says}</small>
            </p>
            <div class="field">
                <label for="removal-why">{words.removal_why}</label>
                <input
                    id="removal-why"
                    name=REASON
                    value=sent.value(REASON)
                    autocomplete="off"
                    required
                />
                {fault}
            </div>
            <button type="submit">{words.removal}</button>
        </form>
    }
}
