//! One field of a form, with its label, its hint and what is wrong with it.

use leptos::prelude::*;

use crate::submission::Submission;
use crate::view::address::Address;

/// What an input is like besides its name and label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line of text.
    Text,
    /// A login: no capitals, filled in by password managers.
    Login,
    /// A password that is known.
    KnownPassword,
    /// A password that is being chosen.
    NewPassword,
    /// A code that is good for once.
    Code,
}

impl Kind {
    const fn attributes(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("text", "off"),
            Self::Login => ("text", "username"),
            Self::KnownPassword => ("password", "current-password"),
            Self::NewPassword => ("password", "new-password"),
            Self::Code => ("text", "one-time-code"),
        }
    }
}

/// A field, required unless said otherwise. What was typed before stands in it again.
#[component]
pub(crate) fn Field(
    /// The name of the form; together with the field's it makes the id.
    form: &'static str,
    /// The field's name.
    name: &'static str,
    label: &'static str,
    kind: Kind,
    /// The form as it was sent.
    sent: Submission,
    /// What to know before typing.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What stands in it before anything was sent.
    #[prop(optional)]
    value: Option<String>,
    #[prop(default = true)] required: bool,
) -> impl IntoView {
    let id = format!("{form}-{name}");
    let (input, autocomplete) = kind.attributes();
    let fault = sent.fault_of(name);
    let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-fault"));
    let described = [
        hint.map(|_| hint_id.clone()),
        fault.as_ref().map(|_| fault_id.clone()),
    ];
    let described: Vec<_> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = fault.is_some().then_some("true");
    let hint = hint.map(|hint| view! { <small id=hint_id>{hint}</small> });
    let fault = fault.map(|fault| {
        view! {
            <p id=fault_id class="problem" role="alert">
                {fault}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type=input
                name=name
                value=sent.value(name).or(value)
                autocomplete=autocomplete
                autocapitalize="none"
                required=required
                aria-invalid=invalid
                aria-describedby=described
            />
            {hint}
            {fault}
        </div>
    }
}

/// What a select or a list offers, by value and label, with the one that is chosen.
pub(crate) fn options<V: AsRef<str>>(
    choices: &[(V, String)],
    chosen: &str,
) -> Vec<impl IntoView + use<V>> {
    let option = |(value, label): &(V, String)| {
        let value = value.as_ref();
        let selected = value == chosen;
        view! {
            <option value=value.to_owned() selected=selected>
                {label.clone()}
            </option>
        }
    };
    choices.iter().map(option).collect()
}

/// What a form that only reads keeps of the page's address: day, language and the like.
pub(crate) fn kept(address: &Address) -> Vec<impl IntoView + use<>> {
    let query = address.query().into_iter();
    query
        .map(|(key, value)| view! { <input type="hidden" name=key value=value /> })
        .collect()
}

/// What is wrong with a form as a whole, or what came of it.
#[component]
pub(crate) fn FormMessage(
    /// The form as it was sent.
    sent: Submission,
) -> impl IntoView {
    let problem = sent.whole().map(|says| {
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    });
    let outcome = sent.outcome().cloned().map(|outcome| {
        let link = outcome
            .link
            .map(|link| view! { <code class="link">{link}</code> });
        view! {
            <div class="outcome" role="status">
                <p>{outcome.says}</p>
                {link}
            </div>
        }
    });
    view! {
        {problem}
        {outcome}
    }
}
