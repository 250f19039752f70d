//! A file that was handed in: what it would do, an import of it under way, or that it is gone.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use registry::import::{Checked, Foreseen, Stage};
use registry::ledger::BookFault;

use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::components::import_forms::{ApplyImport, GiveUp, MapHeaders, MapStaff};
use crate::components::import_preview::{ImportChanges, ImportFindings, ImportSheets};
use crate::components::import_steps::{ImportSteps, Step};
use crate::islands::import_progress::ImportProgress;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{Asked, answer_with, asked, beside, see_other, visitor};
use crate::submission::Submission;
use crate::view::address::Address;
use crate::view::import::{BAD, CHANGES, Done, Looked, NOTES, PreviewView, State};
use crate::wording::field_text::Names;
use crate::wording::{Voice, import_text, ledger_text};

/// A file of one's own, for those who may change files. To others it is not there.
#[component]
pub(crate) fn ImportFilePage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let asked = asked();
    if let Some(Done(batch)) = beside() {
        see_other(&result(&asked.address, batch.as_deref()));
        return ().into_any();
    }
    let looked: Option<Looked> = beside();
    let Some(looked) = looked else {
        return gone(&asked.address);
    };
    let names = Names {
        voice: Voice::new(asked.address.lang, sight.catalogue()),
        departments: sight.departments(),
    };
    let body = match &looked.state {
        State::Running(stage) => running(&asked.address, *stage),
        State::Unreadable { fault, headers } => unreadable(&asked.address, fault, headers),
        State::Compared { checked, foreseen } => {
            compared(names, &asked, &looked, (checked, foreseen))
        }
    };
    let words = asked.address.lang.words();
    let step = match looked.state {
        State::Running(_) => Step::Result,
        _ => Step::Preview,
    };
    let refusal = looked.refusal.as_deref().map(|refusal| {
        let says = import_text::refusal(asked.address.lang, refusal);
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    });
    view! {
        <Title text=format!("{} · {}", looked.kept.name, words.product) />
        <Frame address=with_pages(&asked)>
            <p class="back">
                <a href=asked.address.board().at_path("/import").to_string()>
                    {words.import.to_import}
                </a>
            </p>
            <h1>{looked.kept.name.clone()}</h1>
            <ImportSteps lang=asked.address.lang at=step />
            {refusal}
            <FormMessage sent=Submission::sent("map") />
            {body}
        </Frame>
    }
    .into_any()
}

/// Where an import leads to.
fn result(address: &Address, batch: Option<&str>) -> Address {
    match batch {
        Some(batch) => address.import_batch(batch),
        None => address.board().at_path("/import"),
    }
}

/// The page's own address with the pages of its lists.
fn with_pages(asked: &Asked) -> Address {
    let own = [BAD, NOTES, CHANGES].into_iter().filter_map(|key| {
        let page = asked.typed.get(key)?;
        Some((key, page.clone()))
    });
    Address {
        own: own.collect(),
        ..asked.address.clone()
    }
}

fn gone(address: &Address) -> AnyView {
    let may_import = visitor().is_some_and(|visitor| visitor.actor.editing().is_ok());
    if !may_import {
        return view! { <NotFoundPage /> }.into_any();
    }
    answer_with(StatusCode::NOT_FOUND);
    let words = address.lang.words();
    let back = address.board().at_path("/import").to_string();
    view! {
        <Title text=format!("{} · {}", words.import.gone, words.product) />
        <Frame address=address.board().at_path("/import")>
            <h1>{words.import.gone}</h1>
            <p>{words.import.gone_body}</p>
            <p>
                <a href=back>{words.import.to_import}</a>
            </p>
        </Frame>
    }
    .into_any()
}

fn running(address: &Address, stage: Option<Stage>) -> AnyView {
    let words = address.lang.words().import;
    let says = import_text::stage(address.lang, stage.unwrap_or(Stage::Reading));
    let progress = address.at_path(&format!("{}/progress", address.path));
    view! {
        <Meta http_equiv="refresh" content="3" />
        <h2>{words.running}</h2>
        <ImportProgress address=progress.to_string() says />
        <p>{words.running_body}</p>
        <p>
            <a href=address.to_string()>{words.reload}</a>
        </p>
    }
    .into_any()
}

fn unreadable(address: &Address, fault: &BookFault, headers: &[String]) -> AnyView {
    view! {
        <p class="problem" role="alert">
            {ledger_text::book_fault(address.lang, fault)}
        </p>
        <MapStaff address=address.clone() headers=headers.to_vec() />
        <GiveUp address=address.clone() />
    }
    .into_any()
}

fn compared(
    names: Names<'_>,
    asked: &Asked,
    looked: &Looked,
    found: (&Checked, &[Foreseen]),
) -> AnyView {
    let typed = |key: &str| asked.typed.get(key).map(String::as_str);
    let preview = PreviewView::of(names, looked, found, typed);
    let (address, paged) = (asked.address.clone(), with_pages(asked));
    let words = address.lang.words().import;
    let not_read: Vec<_> = preview
        .not_read
        .iter()
        .map(|says| view! { <li>{says.clone()}</li> })
        .collect();
    let own_sheet = address.at_path(&format!("{}/results.xlsx", address.path));
    let is_found = preview.bad.paging.n_items + preview.notes.paging.n_items > 0;
    let own_sheet = is_found.then(|| {
        view! {
            <p>
                <a href=own_sheet.to_string() download>
                    {words.own_sheet}
                </a>
            </p>
        }
    });
    view! {
        <p class="import-counts">{preview.counts.clone()}</p>
        <ImportSheets lang=address.lang sheets=preview.sheets.clone() />
        <ul>{not_read}</ul>
        <MapHeaders address=address.clone() headers=preview.headers.clone() />
        <ImportFindings address=paged.clone() key=BAD findings=preview.bad.clone() />
        <ImportFindings address=paged.clone() key=NOTES findings=preview.notes.clone() />
        {own_sheet}
        <ImportChanges address=paged changes=preview.changes.clone() />
        <ApplyImport address=address.clone() preview />
        <GiveUp address />
    }
    .into_any()
}
