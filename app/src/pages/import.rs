//! Importing: the template, handing a ledger in, and what was imported before.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::act::local_minute;
use registry::store::Batch;
use registry::uploads::Kept;

use crate::components::frame::Frame;
use crate::components::import_forms::{GiveUp, HandIn};
use crate::components::import_steps::{ImportSteps, Step};
use crate::pages::not_found::NotFoundPage;
use crate::request::{asked, beside};
use crate::view::address::Address;
use crate::view::import::Start;
use crate::wording::import_text;

/// The way in, for those who may change files. To others it is not there.
#[component]
pub(crate) fn ImportPage() -> impl IntoView {
    let Some(Start { waiting, batches }) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = asked().address;
    let words = address.lang.words();
    let template = |layout: &'static str| Address {
        own: vec![("layout", layout.to_owned())],
        ..address.board().at_path("/import/template.xlsx")
    };
    let links = [
        (template("wide"), words.import.template_wide),
        (template("sheets"), words.import.template_sheets),
    ];
    let links = links.map(|(address, label)| {
        view! {
            <li>
                <a href=address.to_string() download>
                    {label}
                </a>
            </li>
        }
    });
    view! {
        <Title text=format!("{} · {}", words.import.import, words.product) />
        <Frame address=address.clone()>
            <h1>{words.import.import}</h1>
            <ImportSteps lang=address.lang at=Step::Upload />
            <h2>{words.import.step_template}</h2>
            <p>{words.import.template_intro}</p>
            <ul>{links.collect_view()}</ul>
            <h2>{words.import.step_upload}</h2>
            <HandIn address=address.clone() />
            {files(&address, &waiting)}
            {imports(&address, &batches)}
        </Frame>
    }
    .into_any()
}

fn files(address: &Address, waiting: &[Kept]) -> Option<AnyView> {
    let words = address.lang.words().import;
    let rows: Vec<_> = waiting
        .iter()
        .map(|file| {
            let page = address.import_file(&file.id);
            view! {
                <tr>
                    <th scope="row">{file.name.clone()}</th>
                    <td data-label=words.handed_in>{local_minute(&file.at)}</td>
                    <td data-label=words.size>{import_text::size(file.n_bytes)}</td>
                    <td data-label=words.state>
                        <a href=page.to_string()>{words.go_on}</a>
                        " "
                        <GiveUp address=page />
                    </td>
                </tr>
            }
        })
        .collect();
    let table = view! {
        <h2>{words.waiting}</h2>
        <table class="waiting stacked">
            <thead>
                <tr>
                    <th scope="col">{words.file}</th>
                    <th scope="col">{words.handed_in}</th>
                    <th scope="col">{words.size}</th>
                    <th scope="col">{words.state}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    };
    (!waiting.is_empty()).then(|| table.into_any())
}

fn imports(address: &Address, batches: &[Batch]) -> AnyView {
    let words = address.lang.words().import;
    let rows: Vec<_> = batches
        .iter()
        .map(|batch| {
            let page = address.import_batch(&batch.id).to_string();
            let state = if batch.is_undone {
                words.undone
            } else {
                words.in_effect
            };
            view! {
                <tr>
                    <th scope="row">
                        <a href=page>{batch.id.clone()}</a>
                    </th>
                    <td data-label=words.done_at>{local_minute(&batch.at)}</td>
                    <td data-label=words.done_by>{batch.actor_name.clone()}</td>
                    <td data-label=words.n_changes>{batch.n_entries}</td>
                    <td data-label=words.state>{state}</td>
                </tr>
            }
        })
        .collect();
    let list = if batches.is_empty() {
        view! { <p class="empty">{words.none_yet}</p> }.into_any()
    } else {
        view! {
            <table class="batches stacked">
                <thead>
                    <tr>
                        <th scope="col">{words.batch}</th>
                        <th scope="col">{words.done_at}</th>
                        <th scope="col">{words.done_by}</th>
                        <th scope="col">{words.n_changes}</th>
                        <th scope="col">{words.state}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <h2>{words.recent}</h2>
        {list}
    }
    .into_any()
}
