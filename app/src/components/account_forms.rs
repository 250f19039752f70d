//! The forms by which administrators add and change accounts.

use std::collections::BTreeSet;

use leptos::prelude::*;
use registry::access::Role;

use crate::components::act_button::act_button;
use crate::components::field::{Field, FormMessage, Kind};
use crate::locale::Lang;
use crate::submission::{FORM, Submission};
use crate::view::accounts::{AccountView, DepartmentChoice};
use crate::view::address::Address;
use crate::wording;

/// A new account.
#[component]
pub(crate) fn AddAccount(
    /// The page's own address.
    address: Address,
    departments: Vec<DepartmentChoice>,
) -> impl IntoView {
    const NAME: &str = "add";
    let words = address.lang.words().accounts;
    let sent = Submission::sent(NAME);
    let role = sent.value("role").and_then(|word| Role::from_word(&word));
    let chosen = departments.iter().map(|department| department.id.clone());
    let chosen: BTreeSet<_> = chosen.filter(|id| sent.has("department", id)).collect();
    view! {
        <h2>{words.add_user}</h2>
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            <Field form=NAME name="login" label=words.login kind=Kind::Text sent=sent.clone() />
            <Field form=NAME name="name" label=words.name kind=Kind::Text sent=sent.clone() />
            {role_and_departments(address.lang, NAME, role.unwrap_or(Role::Hr), &chosen, &departments)}
            {problem(sent.fault_of("department"))}
            <button type="submit">{words.add_user}</button>
        </form>
    }
}

/// What can be done with an account, folded.
#[component]
pub(crate) fn ChangeAccount(
    /// The page's own address.
    address: Address,
    account: AccountView,
    departments: Vec<DepartmentChoice>,
) -> impl IntoView {
    let words = address.lang.words().accounts;
    let action = address.to_string();
    let (id, chosen) = (account.id.clone(), &account.department_ids);
    let fields = role_and_departments(address.lang, &id, account.role, chosen, &departments);
    let (switch, switch_label) = if account.is_disabled {
        ("enable", words.enable)
    } else {
        ("disable", words.disable)
    };
    let second_step = ("reset-second-step", words.reset_second_step);
    let second_step = account.has_second_step.then_some(second_step);
    let buttons = [(switch, switch_label), ("reset", words.reset)].into_iter();
    let buttons = buttons
        .chain(second_step)
        .map(|(form, label)| act_button(&address, form, ("account", &id), label));
    view! {
        <details>
            <summary>{words.change}</summary>
            <form class="fields" method="post" action=action.clone()>
                <input type="hidden" name=FORM value="change" />
                <input type="hidden" name="account" value=id.clone() />
                {fields}
                <button type="submit">{words.assign}</button>
            </form>
            {buttons.collect::<Vec<_>>()}
        </details>
    }
}

fn role_and_departments(
    lang: Lang,
    form: &str,
    chosen: Role,
    own: &BTreeSet<String>,
    departments: &[DepartmentChoice],
) -> impl IntoView + use<> {
    let words = lang.words().accounts;
    let id = format!("{form}-role");
    let roles = Role::ALL.map(|role| {
        view! {
            <option value=role.word() selected=role == chosen>
                {wording::role(lang, role)}
            </option>
        }
    });
    let boxes: Vec<_> = departments
        .iter()
        .map(|department| {
            let (value, name) = (department.id.clone(), department.name.clone());
            let checked = own.contains(&department.id);
            view! {
                <label>
                    <input type="checkbox" name="department" value=value checked=checked />
                    {name}
                </label>
            }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{words.role}</label>
            <select id=id name="role">
                {roles.collect_view()}
            </select>
        </div>
        <fieldset>
            <legend>{words.departments}</legend>
            {boxes}
        </fieldset>
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
