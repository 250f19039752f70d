//! The forms of a staff file besides that of a record: ending one, removing one, leaving.

use leptos::prelude::*;

use crate::components::field::FormMessage;
use crate::components::record_form::RecordForm;
use crate::locale::Lang;
use crate::submission::{FORM, LAST, REASON, RECORD, Submission, VERSION};
use crate::view::address::Address;
use crate::view::staff_file::OpenForm;

/// The form that is open at a record, and the way out of it.
#[component]
pub(crate) fn AtRecord(
    /// The page's own address.
    address: Address,
    /// The place of the record on the page.
    place: String,
    form: OpenForm,
) -> impl IntoView {
    let lang = address.lang;
    let words = lang.words().files;
    let action = format!("{address}#{place}");
    let (title, form) = match form {
        OpenForm::Edit(form, too) => {
            let form = view! {
                <EndsToo lang too />
                <RecordForm lang action form />
            }
            .into_any();
            (words.edit, form)
        }
        OpenForm::Renew(form, hint) => {
            let form = view! {
                <p class="note">{words.renew_note}</p>
                {hint.map(|says| view! { <p class="note">{says}</p> })}
                <RecordForm lang action form button=words.renew />
            }
            .into_any();
            (words.renew, form)
        }
        OpenForm::End(record, version, too) => {
            let form = view! {
                <EndsToo lang too />
                {end(lang, action, record, version)}
            }
            .into_any();
            (words.end, form)
        }
        OpenForm::Remove(record, version, says) => {
            let form = remove(lang, action, (record, version), says);
            (words.remove, form)
        }
    };
    view! {
        <section class="panel" aria-label=title>
            <h4>{title}</h4>
            {form}
            <Cancel address place />
        </section>
    }
}

/// The way back to the page without a form.
#[component]
pub(crate) fn Cancel(address: Address, place: String) -> impl IntoView {
    let own = address.own.iter().filter(|(key, _)| *key == "by");
    let closed = address.with_own(own.cloned().collect());
    view! {
        <p class="cancel">
            <a href=format!("{closed}#{place}")>{address.lang.words().files.cancel}</a>
        </p>
    }
}

fn hidden(form: &'static str, (record, version): (String, i64)) -> impl IntoView {
    view! {
        <input type="hidden" name=FORM value=form />
        <input type="hidden" name=RECORD value=record />
        <input type="hidden" name=VERSION value=version.to_string() />
    }
}

fn end(lang: Lang, action: String, record: String, version: i64) -> AnyView {
    const NAME: &str = "end";
    let words = lang.words().files;
    let sent = Submission::sent(NAME);
    view! {
        <form class="fields" method="post" action=action>
            {hidden(NAME, (record, version))} <FormMessage sent=sent.clone() />
            <p class="note">{words.end_note}</p>
            <Line name=LAST label=words.last_day sent=sent.clone() is_day=true />
            <Line name=REASON label=lang.words().records.reason sent />
            <button type="submit">{words.save_end}</button>
        </form>
    }
    .into_any()
}

fn remove(lang: Lang, action: String, of: (String, i64), says: String) -> AnyView {
    const NAME: &str = "remove";
    let words = lang.words().files;
    let sent = Submission::sent(NAME);
    view! {
        <form class="fields" method="post" action=action>
            {hidden(NAME, of)} <FormMessage sent=sent.clone() />
            <p>{says}</p>
            <p class="note">{words.remove_note}</p>
            <Line name=REASON label=words.remove_reason sent />
            <button type="submit">{words.confirm_remove}</button>
        </form>
    }
    .into_any()
}

/// What ends too once the record has a last day.
#[component]
fn EndsToo(lang: Lang, too: Vec<String>) -> impl IntoView {
    if too.is_empty() {
        return ().into_any();
    }
    let too: Vec<_> = too
        .into_iter()
        .map(|one| view! { <li>{one}</li> })
        .collect();
    view! {
        <p class="note">{lang.words().files.ends_too}</p>
        <ul>{too}</ul>
    }
    .into_any()
}

/// The form by which somebody leaves.
#[component]
pub(crate) fn LeaveForm(
    /// The page's own address.
    address: Address,
    /// What goes on and then ends.
    goes_on: Vec<String>,
) -> impl IntoView {
    const NAME: &str = "leave";
    let words = address.lang.words().files;
    let sent = Submission::sent(NAME);
    let was_sent = sent.form() == NAME;
    let checked = !was_sent || sent.has("memberships", "yes");
    let body = if goes_on.is_empty() {
        view! { <p>{words.leave_nothing}</p> }.into_any()
    } else {
        let goes_on: Vec<_> = goes_on
            .into_iter()
            .map(|one| view! { <li>{one}</li> })
            .collect();
        view! {
            <p>{words.leave_now}</p>
            <ul>{goes_on}</ul>
            <form class="fields" method="post" action=format!("{address}#leave")>
                <input type="hidden" name=FORM value=NAME />
                <FormMessage sent=sent.clone() />
                <Line name=LAST label=words.leave_last sent=sent.clone() is_day=true />
                <label class="box">
                    <input type="checkbox" name="memberships" value="yes" checked=checked />
                    {words.leave_memberships}
                </label>
                <Line name=REASON label=address.lang.words().records.reason sent />
                <button type="submit">{words.leave_save}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="panel" id="leave" aria-labelledby="leave-heading">
            <h2 id="leave-heading">{words.leave}</h2>
            <p class="note">{words.leave_note}</p>
            {body}
            <Cancel address place="content".to_owned() />
        </section>
    }
}

/// A line of a form, with what was typed and what is wrong.
#[component]
fn Line(
    name: &'static str,
    label: &'static str,
    sent: Submission,
    #[prop(optional)] is_day: bool,
) -> impl IntoView {
    let (id, fault_id) = (format!("file-{name}"), format!("file-{name}-fault"));
    let fault = sent.fault_of(name);
    let invalid = fault.is_some().then_some("true");
    let described = fault.is_some().then(|| fault_id.clone());
    let (mode, placeholder) = if is_day {
        (Some("numeric"), Some("2026-03-01"))
    } else {
        (None, None)
    };
    let fault = fault.map(|says| {
        view! {
            <p id=fault_id class="problem" role="alert">
                {says}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name=name
                value=sent.value(name)
                inputmode=mode
                placeholder=placeholder
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=described
            />
            {fault}
        </div>
    }
}
