//! The forms by which the audit log is asked and verified.

use leptos::prelude::*;

use crate::components::field::{FormMessage, kept, options};
use crate::submission::{FORM, Submission};
use crate::view::address::Address;
use crate::view::audit::{Question, acts};

/// Asks for entries: a form that only reads, so its answer can be kept as a link.
#[component]
pub(crate) fn AskLog(
    /// The page's own address.
    address: Address,
    question: Question,
) -> impl IntoView {
    let words = address.lang.words().audit;
    let chosen = question.value("act").unwrap_or_default();
    let options = options(&acts(address.lang), &chosen);
    let bare = address.board().at_path("/audit");
    let kept = kept(&bare);
    let day = |key: &'static str, label: &'static str| {
        let bad = question.bad_days.contains(&key);
        field(
            key,
            label,
            "date",
            question.value(key),
            bad.then_some(words.bad_day),
        )
    };
    let text = |key: &'static str, label: &'static str| {
        field(key, label, "text", question.value(key), None)
    };
    view! {
        <form class="ask" method="get" action="/audit" role="search">
            {kept}
            {day("from", words.from)}
            {day("to", words.to)}
            {text("who", words.who)}
            <div class="field">
                <label for="ask-act">{words.act}</label>
                <select id="ask-act" name="act">
                    <option value="">{words.any}</option>
                    {options}
                </select>
            </div>
            {text("about", words.about)}
            {text("batch", words.batch)}
            {text("text", words.text)}
            <button type="submit">{words.search}</button>
            <a href=bare.to_string()>{words.clear}</a>
        </form>
    }
}

fn field(
    key: &'static str,
    label: &'static str,
    kind: &'static str,
    value: Option<String>,
    problem: Option<&'static str>,
) -> impl IntoView {
    let id = format!("ask-{key}");
    // A day that is none would be swallowed by a field for days.
    let kind = if problem.is_some() { "text" } else { kind };
    let problem = problem.map(|says| {
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id type=kind name=key value=value maxlength="200" />
            {problem}
        </div>
    }
}

/// Reads the whole log, also against an end that was noted before.
#[component]
pub(crate) fn VerifyLog(
    /// The page's own address.
    address: Address,
) -> impl IntoView {
    const NAME: &str = "verify";
    let words = address.lang.words().audit;
    let sent = Submission::sent(NAME);
    let (head, fault) = (sent.value("head"), sent.fault_of("head"));
    let invalid = fault.is_some().then_some("true");
    let fault = fault.map(|says| {
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    });
    view! {
        <form class="fields" method="post" action=format!("{address}#chain")>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent />
            <div class="field">
                <label for="verify-head">{words.noted}</label>
                <input
                    id="verify-head"
                    type="text"
                    name="head"
                    value=head
                    autocomplete="off"
                    aria-invalid=invalid
                />
                {fault}
            </div>
            <button type="submit">{words.verify}</button>
        </form>
    }
}
