//! The file of one person: its records as one dated timeline, and their history.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use registry::forms::Forms;

use crate::beside::FileHistory;
use crate::components::date_form::DateForm;
use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::components::record_form::RecordForm;
use crate::components::staff_file::entries::Entries;
use crate::components::staff_file::forms::{AtRecord, Cancel, LeaveForm};
use crate::components::staff_file::head::{FileHead, FileTools};
use crate::components::staff_file::history::HistoryTable;
use crate::components::staff_file::lanes::LaneDrawing;
use crate::pages::attachments::held_scans;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{Asked, asked, bad_request, beside, visitor};
use crate::source::Sight;
use crate::submission::Submission;
use crate::view::address::Address;
use crate::view::record_form::FormView;
use crate::view::staff_file::{FileView, HistoryRow, Opened, Shown};
use crate::wording::Voice;

/// Shows the file of a person as of the day of the address, and lets HR change it in place.
#[component]
pub(crate) fn StaffFilePage() -> impl IntoView {
    let number = use_params_map()
        .read_untracked()
        .get("number")
        .unwrap_or_default();
    match sight() {
        Ok(sight) => file_of(&sight, &number, asked()),
        Err(instead) => instead,
    }
}

fn file_of(sight: &Sight, number: &str, asked: Asked) -> AnyView {
    let seen = sight.seen();
    let Some(person) = seen.person(number) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let (address, actor) = (asked.address, visitor().map(|visitor| visitor.actor));
    let opened = Opened::of(&asked.typed);
    let choosable = seen.choosable();
    let forms = Forms::of(&seen, &choosable);
    let on = address.on.unwrap_or(sight.today());
    let voice = Voice::new(address.lang, sight.catalogue());
    let scans = held_scans();
    let shown = Shown {
        voice,
        seen: &seen,
        forms: &forms,
        address: &address,
        on,
        opened: &opened,
        can_edit: actor.as_ref().is_some_and(|actor| actor.editing().is_ok()),
        can_audit: actor.as_ref().is_some_and(|actor| actor.auditing().is_ok()),
        can_propose: actor
            .as_ref()
            .is_some_and(|actor| actor.proposing().is_ok()),
        scans: &scans,
    };
    let words = address.lang.words();
    let name = person.name.clone().unwrap_or_else(|| number.to_owned());
    let closed = closed(&address);
    let body = if asked.bad_date.is_some() {
        bad_request();
        None
    } else if let Opened::History(record) = &opened {
        Some(history(shown, record.is_some()))
    } else {
        let file = FileView::of(shown, person);
        Some(records(shown, &closed, file))
    };
    let staff = address.board().at_path("/staff").to_string();
    let number = number.to_owned();
    view! {
        <Title text=format!("{name} · {} · {}", words.files.file, words.product) />
        <Frame address=address.clone()>
            <p class="back">
                <a href=staff>{words.files.staff}</a>
            </p>
            <h1>{name} " " <small>{number}</small></h1>
            <DateForm address=address.clone() on bad_date=asked.bad_date />
            {body}
        </Frame>
    }
    .into_any()
}

/// The page's address with nothing open.
fn closed(address: &Address) -> Address {
    let own = address.own.iter().filter(|(key, _)| *key == "by");
    address.with_own(own.cloned().collect())
}

fn records(shown: Shown<'_>, closed: &Address, file: FileView) -> AnyView {
    let address = shown.address.clone();
    let lang = address.lang;
    let words = lang.words().files;
    let sent = Submission::any();
    // A form that is not on the page cannot say what became of it.
    let told = !file.has_form(shown.opened) || !shown.can_edit;
    let told = told.then(|| view! { <FormMessage sent /> });
    let own = file.own.clone().map(|form| {
        let (address, place) = (address.clone(), "person".to_owned());
        view! {
            <div id="person">
                <AtRecord address place form />
            </div>
        }
    });
    let leave = (*shown.opened == Opened::Leave && shown.can_edit).then(|| {
        let goes_on = file.goes_on.clone();
        view! { <LeaveForm address=address.clone() goes_on /> }
    });
    let blank = file.blank.clone().map(|form| add(&address, form));
    let can_audit = shown.can_audit;
    view! {
        {told}
        <FileHead lang file=file.clone() />
        <FileTools address=closed.clone() file=file.clone() can_audit />
        {own}
        {leave}
        {blank}
        <LaneDrawing lang lanes=file.lanes />
        <div class="tools">
            <h2>{words.records}</h2>
            {order(closed, file.by_kind)}
        </div>
        <Entries address groups=file.groups />
    }
    .into_any()
}

fn add(address: &Address, form: FormView) -> impl IntoView + use<> {
    let lang = address.lang;
    let title = format!("{} · {}", lang.words().files.add, form.title);
    let action = format!("{address}#add");
    let address = address.clone();
    view! {
        <section class="panel" id="add" aria-labelledby="add-heading">
            <h2 id="add-heading">{title}</h2>
            <RecordForm lang action form />
            <Cancel address place="content".to_owned() />
        </section>
    }
}

/// By year or by kind: plain links.
fn order(address: &Address, by_kind: bool) -> impl IntoView + use<> {
    let words = address.lang.words().files;
    let by = |kind: bool| {
        let own = kind.then(|| ("by", "kind".to_owned()));
        let to = address.with_own(own.into_iter().collect()).to_string();
        let current = (kind == by_kind).then_some("page");
        let label = if kind { words.by_kind } else { words.by_year };
        view! {
            <a href=to aria-current=current>
                {label}
            </a>
        }
    };
    let links = [by(false), by(true)];
    view! {
        <nav class="filter" aria-label=words.order>
            {links}
        </nav>
    }
}

/// The history of the file, or of one of its records; for those who may read the log.
fn history(shown: Shown<'_>, is_of_one: bool) -> AnyView {
    let Some(FileHistory(entries, has_older)) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = shown.address.clone();
    let words = address.lang.words().files;
    let rows: Vec<_> = entries
        .iter()
        .filter_map(|entry| HistoryRow::of(shown, entry))
        .collect();
    let closed = closed(&address);
    let all = is_of_one.then(|| {
        let mut all = closed.clone();
        all.own.push(("history", "1".to_owned()));
        view! {
            " · "
            <a href=all.to_string()>{words.history_all}</a>
        }
    });
    let below = entries.last().filter(|_| has_older).map(|entry| {
        let own = address.own.iter().filter(|(key, _)| *key != "below");
        let mut own: Vec<_> = own.cloned().collect();
        own.push(("below", entry.seq.to_string()));
        view! {
            <p>
                <a href=address.with_own(own).to_string()>{words.older}</a>
            </p>
        }
    });
    let can_edit = shown.can_edit;
    view! {
        <p class="back">
            <a href=closed.to_string()>{words.back_to_file}</a>
            {all}
        </p>
        <h2>{words.history_of}</h2>
        <p class="note">{words.history_note}</p>
        <FormMessage sent=Submission::any() />
        <HistoryTable address rows can_edit />
        {below}
    }
    .into_any()
}
