//! The result of an import, or of another act of several changes, and taking it back.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::act::local_minute;
use registry::history::{is_act, undoing, undone_by};
use registry::store::Batch;

use crate::components::frame::Frame;
use crate::components::import_forms::UndoBatch;
use crate::components::import_steps::{ImportSteps, Step};
use crate::pages::not_found::NotFoundPage;
use crate::request::{asked, beside};
use crate::view::address::Address;
use crate::view::audit::asking;
use crate::view::import::BatchBeside;
use crate::wording::import_text;

/// A batch, for those who may change files. To others it is not there.
#[component]
pub(crate) fn ImportBatchPage() -> impl IntoView {
    let Some(BatchBeside { batch, counts }) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = asked().address;
    let words = address.lang.words();
    let title = match undone_by(&batch.id) {
        Some(_) => words.import.undoing,
        None if is_act(&batch.id) => words.import.act,
        None => words.import.result,
    };
    let is_import = is_import(&batch.id);
    let (back, back_says) = if is_import {
        ("/import", words.import.to_import)
    } else {
        ("/audit", words.audit.audit)
    };
    let back = address.board().at_path(back).to_string();
    let steps = is_import.then(|| view! { <ImportSteps lang=address.lang at=Step::Result /> });
    let did = import_text::batch(address.lang, counts.added, counts.corrected, counts.removed);
    let reason = batch.reason.clone().map(|reason| {
        view! {
            <div>
                <dt>{words.import.reason_given}</dt>
                <dd>{reason}</dd>
            </div>
        }
    });
    let log = asking(&address, "batch", &batch.id).to_string();
    view! {
        <Title text=format!("{title} · {}", words.product) />
        <Frame address=address.clone()>
            <p class="back">
                <a href=back>{back_says}</a>
            </p>
            <h1>{title}</h1>
            {steps}
            <dl class="head">
                <div>
                    <dt>{words.import.done}</dt>
                    <dd>{did}</dd>
                </div>
                <div>
                    <dt>{words.import.done_at}</dt>
                    <dd>{local_minute(&batch.at)}</dd>
                </div>
                <div>
                    <dt>{words.import.done_by}</dt>
                    <dd>{batch.actor_name.clone()}</dd>
                </div>
                <div>
                    <dt>{words.import.batch}</dt>
                    <dd>{batch.id.clone()}</dd>
                </div>
                {reason}
            </dl>
            <p>
                <a href=log>{words.import.see_log}</a>
            </p>
            {original(&address, &batch)}
            {undo(&address, &batch)}
        </Frame>
    }
    .into_any()
}

/// Whether a batch is an import, or takes one back, or brings it back again.
fn is_import(batch: &str) -> bool {
    match undone_by(batch) {
        Some(of) => is_import(of),
        // An entry of the log is taken back as a batch, too.
        None => !is_act(batch) && batch.parse::<i64>().is_err(),
    }
}

/// The batch that this one takes back.
fn original(address: &Address, batch: &Batch) -> Option<AnyView> {
    // An entry of the log can be taken back as well; it has no page of its own.
    let original = undone_by(&batch.id).filter(|of| of.parse::<i64>().is_err())?;
    let page = address.import_batch(original).to_string();
    let label = address.lang.words().import.see_original;
    Some(
        view! {
            <p>
                <a href=page>{label}</a>
            </p>
        }
        .into_any(),
    )
}

fn undo(address: &Address, batch: &Batch) -> AnyView {
    if !batch.is_undone {
        return view! { <UndoBatch address=address.clone() /> }.into_any();
    }
    let words = address.lang.words().import;
    let page = address.import_batch(&undoing(&batch.id)).to_string();
    view! {
        <p class="outcome" role="status">
            {words.undone}
            " "
            <a href=page>{words.see_undoing}</a>
        </p>
    }
    .into_any()
}
