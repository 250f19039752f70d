//! Accounts, for administrators.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::beside::AllAccounts;
use crate::components::account_forms::{AddAccount, ChangeAccount};
use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, beside};
use crate::submission::Submission;
use crate::view::accounts::{AccountView, DepartmentChoice};
use crate::view::address::Address;

/// Lists the accounts and lets add and change them. To others it is not there.
#[component]
pub(crate) fn UsersPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let Some(AllAccounts(accounts)) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let address = asked().address;
    let words = address.lang.words();
    let departments = DepartmentChoice::all(sight.departments());
    let rows: Vec<_> = accounts
        .iter()
        .map(|account| AccountView::of(address.lang, account, &departments))
        .map(|account| row(&address, account, &departments))
        .collect();
    let told = ["change", "disable", "enable", "reset", "reset-second-step"].map(|form| {
        let sent = Submission::sent(form);
        view! { <FormMessage sent /> }
    });
    view! {
        <Title text=format!("{} · {}", words.accounts.users, words.product) />
        <Frame address=address.clone()>
            <h1>{words.accounts.users}</h1>
            {told.collect_view()}
            <table class="users stacked">
                <thead>
                    <tr>
                        <th scope="col">{words.accounts.login}</th>
                        <th scope="col">{words.accounts.name}</th>
                        <th scope="col">{words.accounts.role}</th>
                        <th scope="col">{words.accounts.status}</th>
                        <th scope="col">{words.accounts.change}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <AddAccount address departments />
        </Frame>
    }
    .into_any()
}

fn row(
    address: &Address,
    account: AccountView,
    departments: &[DepartmentChoice],
) -> impl IntoView + use<> {
    let words = address.lang.words().accounts;
    let (address, departments) = (address.clone(), departments.to_vec());
    let of = (!account.departments.is_empty()).then(|| {
        let names = account.departments.clone();
        view! { <small>{names}</small> }
    });
    view! {
        <tr>
            <th scope="row">{account.login.clone()}</th>
            <td data-label=words.name>{account.name.clone()}</td>
            <td data-label=words.role>{account.role_label} {of}</td>
            <td data-label=words.status>{account.status}</td>
            <td data-label=words.change>
                <ChangeAccount address account departments />
            </td>
        </tr>
    }
}
