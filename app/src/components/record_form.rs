//! The form of one record: to add it, or to correct it.

use leptos::prelude::*;

use crate::components::field::{FormMessage, options};
use crate::locale::Lang;
use crate::submission::{FORM, KIND, REASON, RECORD, SURE, Submission, VERSION};
use crate::view::record_form::{FieldView, FormView, Input};

/// The form of one record. What was typed before stands in it again.
#[component]
pub(crate) fn RecordForm(
    lang: Lang,
    /// Where it is sent.
    action: String,
    form: FormView,
    /// What the button says; without it, that the record is saved.
    #[prop(optional)]
    button: Option<&'static str>,
) -> impl IntoView {
    let words = lang.words().records;
    let (name, record) = match &form.record {
        Some((record, version)) => ("correct", Some((record.clone(), version.to_string()))),
        None => ("add", None),
    };
    let sent = sent(name, &form);
    let id = format!("record-{}", form.kind);
    let fields: Vec<_> = form
        .fields
        .iter()
        .map(|field| one(lang, &id, field, &sent))
        .collect();
    let hidden = match record {
        Some((record, version)) => view! {
            <input type="hidden" name=RECORD value=record />
            <input type="hidden" name=VERSION value=version />
        }
        .into_any(),
        None => view! { <input type="hidden" name=KIND value=form.kind /> }.into_any(),
    };
    let sure = sent.fault_of(SURE).map(|says| {
        view! {
            <div class="field">
                <p class="problem" role="alert">
                    {says}
                </p>
                <label class="box">
                    <input type="checkbox" name=SURE value="yes" />
                    {words.sure}
                </label>
            </div>
        }
    });
    let reason_id = format!("{id}-{REASON}");
    view! {
        <form class="fields record" method="post" action=action>
            <input type="hidden" name=FORM value=name />
            {hidden}
            <FormMessage sent=sent.clone() />
            {sure}
            {fields}
            <div class="field">
                <label for=reason_id.clone()>{words.reason}</label>
                <input id=reason_id name=REASON value=sent.value(REASON) autocomplete="off" />
            </div>
            <button type="submit">{button.unwrap_or(words.save)}</button>
        </form>
    }
}

/// The form as it was sent, if it was this one.
fn sent(name: &str, form: &FormView) -> Submission {
    let sent = Submission::sent(name);
    let is_own = match &form.record {
        Some((record, _)) => sent.value(RECORD).as_ref() == Some(record),
        None => sent.value(KIND).as_deref() == Some(form.kind),
    };
    if is_own { sent } else { Submission::default() }
}

fn one(lang: Lang, form: &str, field: &FieldView, sent: &Submission) -> impl IntoView + use<> {
    let (id, name) = (format!("{form}-{}", field.name), field.name);
    let typed = sent.value(name).unwrap_or_else(|| field.value.clone());
    let fault = sent.fault_of(name);
    let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-fault"));
    let described = [
        field.hint.map(|_| hint_id.clone()),
        fault.as_ref().map(|_| fault_id.clone()),
    ];
    let described: Vec<_> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = fault.is_some().then_some("true");
    let required = field.required;
    let input = match &field.input {
        Input::Known => return ().into_any(),
        Input::Some(choices) => {
            let boxes = boxes(name, choices, &field.value, sent);
            return view! {
                <fieldset class="choices" aria-describedby=described>
                    <legend>{field.label}{mark(lang, required)}</legend>
                    {boxes}
                    {problem(fault_id, fault)}
                </fieldset>
            }
            .into_any();
        }
        Input::One(choices) => view! {
            <select id=id.clone() name=name aria-invalid=invalid aria-describedby=described>
                <option value="">""</option>
                {options(choices, &typed)}
            </select>
        }
        .into_any(),
        Input::Offered(choices) => {
            let list = format!("{id}-list");
            view! {
                <input
                    id=id.clone()
                    name=name
                    value=typed
                    list=list.clone()
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                />
                <datalist id=list>{options(choices, "")}</datalist>
            }
            .into_any()
        }
        Input::Line | Input::Day | Input::Number => {
            let (mode, placeholder) = match field.input {
                Input::Day => (Some("numeric"), Some("2026-03-01")),
                Input::Number => (Some("decimal"), None),
                _ => (None, None),
            };
            view! {
                <input
                    id=id.clone()
                    name=name
                    value=typed
                    inputmode=mode
                    placeholder=placeholder
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            }
            .into_any()
        }
    };
    let hint = field
        .hint
        .map(|hint| view! { <small id=hint_id>{hint}</small> });
    view! {
        <div class="field">
            <label for=id>{field.label}{mark(lang, required)}</label>
            {input}
            {hint}
            {problem(fault_id, fault)}
        </div>
    }
    .into_any()
}

fn mark(lang: Lang, required: bool) -> impl IntoView {
    let words = lang.words().records;
    required.then(|| view! { <span class="required">{words.required}</span> })
}

fn problem(id: String, says: Option<String>) -> impl IntoView {
    says.map(|says| {
        view! {
            <p id=id class="problem" role="alert">
                {says}
            </p>
        }
    })
}

fn boxes(
    name: &'static str,
    choices: &[(String, String)],
    held: &str,
    sent: &Submission,
) -> Vec<impl IntoView + use<>> {
    let was_sent = *sent != Submission::default();
    let one = |(value, label): &(String, String)| {
        let checked = if was_sent {
            sent.has(name, value)
        } else {
            held.split(';').any(|held| held == value)
        };
        view! {
            <label class="box">
                <input type="checkbox" name=name value=value.clone() checked=checked />
                {label.clone()}
            </label>
        }
    };
    choices.iter().map(one).collect()
}
