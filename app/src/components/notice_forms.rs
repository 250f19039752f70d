//! The forms by which HR and administrators set notices.

use leptos::prelude::*;
use registry::notices::{RobotKind, Settings};

use crate::components::field::{Field, FormMessage, Kind, options};
use crate::locale::Lang;
use crate::submission::{FORM, Submission};
use crate::view::accounts::DepartmentChoice;
use crate::view::address::Address;
use crate::wording;

/// A choice: its value and its label.
pub(crate) type Choice = (String, String);

/// The value of the choice that all is told.
pub(crate) const WHOLE: &str = "whole";
/// The value of the choice that the ticked departments are told.
pub(crate) const TICKED: &str = "departments";
/// The value of the choice that mail is sent.
pub(crate) const MAIL: &str = "mail";

/// The hours.
#[component]
pub(crate) fn HoursForm(
    /// The page's own address.
    address: Address,
    settings: Settings,
) -> impl IntoView {
    const NAME: &str = "settings";
    let words = address.lang.words().notices;
    let sent = Submission::sent(NAME);
    let hours = |name: &'static str, label: &'static str, now: u32| {
        let chosen = sent.value(name).unwrap_or_else(|| now.to_string());
        let hour = |hour: u32| {
            let (value, label) = (hour.to_string(), format!("{hour:02}:00"));
            (value, label)
        };
        select(NAME, name, label, (0..24).map(hour).collect(), &chosen)
    };
    view! {
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            {hours("hour", words.hour, settings.hour)}
            {hours("quiet_from", words.quiet_from, settings.quiet_from)}
            {hours("quiet_to", words.quiet_to, settings.quiet_to)}
            <small>{words.hours_hint}</small>
            <button type="submit">{words.save}</button>
        </form>
    }
}

/// A new robot.
#[component]
pub(crate) fn AddRobot(
    /// The page's own address.
    address: Address,
) -> impl IntoView {
    const NAME: &str = "robot-add";
    let words = address.lang.words().notices;
    let sent = Submission::sent(NAME);
    let kinds = RobotKind::ALL.map(|kind| {
        let label = wording::robot_kind(address.lang, kind);
        (kind.word().to_owned(), label.to_owned())
    });
    let kind = sent.value("kind").unwrap_or_default();
    view! {
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            {select(NAME, "kind", words.kind, kinds.into(), &kind)}
            <Field form=NAME name="name" label=words.name kind=Kind::Text sent=sent.clone() />
            <Field form=NAME name="url_secret" label=words.robot_url kind=Kind::Text sent=sent.clone() hint=words.robot_url_hint />
            <Field form=NAME name="sign_secret" label=words.robot_sign kind=Kind::Text sent hint=words.robot_sign_hint required=false />
            <button type="submit">{words.add_robot}</button>
        </form>
    }
}

/// A new recipient.
#[component]
pub(crate) fn AddRecipient(
    /// The page's own address.
    address: Address,
    departments: Vec<DepartmentChoice>,
    /// The accounts: `account:` and the id, and the name.
    accounts: Vec<Choice>,
    /// The robots: `robot:` and the id, and the name.
    robots: Vec<Choice>,
) -> impl IntoView {
    const NAME: &str = "recipient-add";
    let words = address.lang.words().notices;
    let sent = Submission::sent(NAME);
    let about = sent.value("about").unwrap_or_default();
    let through = sent.value("through").unwrap_or_default();
    let of_account = |(id, name): Choice| (id, format!("{}{name}", words.of_account));
    let abouts = [(WHOLE, words.whole), (TICKED, words.ticked)];
    let abouts = abouts.map(|(value, label)| (value.to_owned(), label.to_owned()));
    let abouts = abouts
        .into_iter()
        .chain(accounts.into_iter().map(of_account));
    let mail = (MAIL.to_owned(), words.mail.to_owned());
    let throughs = std::iter::once(mail).chain(robots);
    let boxes: Vec<_> = departments
        .into_iter()
        .map(|DepartmentChoice { id, name }| {
            let checked = sent.has("department", &id);
            view! {
                <label>
                    <input type="checkbox" name="department" value=id checked=checked />
                    {name}
                </label>
            }
        })
        .collect();
    view! {
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            {select(NAME, "about", words.about, abouts.collect(), &about)}
            <fieldset>
                <legend>{words.departments}</legend>
                {boxes}
            </fieldset>
            {problem(sent.fault_of("department"))}
            {select(NAME, "through", words.through, throughs.collect(), &through)}
            <Field form=NAME name="address" label=words.address kind=Kind::Text sent=sent.clone() hint=words.address_hint required=false />
            <Field form=NAME name="name" label=words.name kind=Kind::Text sent hint=words.name_hint required=false />
            <button type="submit">{words.add_recipient}</button>
        </form>
    }
}

/// About what somebody is told, as the table says it.
pub(crate) fn about_of_account(lang: Lang, name: Option<&str>) -> String {
    let words = lang.words().notices;
    match name {
        Some(name) => format!("{}{name}", words.of_account),
        None => words.gone.to_owned(),
    }
}

fn select(
    form: &str,
    name: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    chosen: &str,
) -> impl IntoView + use<> {
    let id = format!("{form}-{name}");
    let options = options(&choices, chosen);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>
                {options}
            </select>
        </div>
    }
}

fn problem(says: Option<String>) -> impl IntoView {
    says.map(|says| {
        view! {
            <p class="problem" role="alert">
                {says}
            </p>
        }
    })
}
