//! Notices: to whom they go, through what and when, and what became of them.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_meta::Title;
use registry::notices::{Channel, Overview, Recipient, Robot, Scope};

use crate::beside::NoticesShown;
use crate::components::act_button::act_button;
use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::components::notice_forms::{AddRecipient, AddRobot, HoursForm, about_of_account};
use crate::components::notice_history::NoticeHistory;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, bad_request, beside};
use crate::submission::Submission;
use crate::view::accounts::DepartmentChoice;
use crate::view::address::Address;
use crate::view::notices::Question;
use crate::wording;

/// Shows and sets notices. To those who may not edit files it is not there.
#[component]
pub(crate) fn NoticesPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let Some(NoticesShown {
        overview: shown,
        history,
        mail,
    }) = beside()
    else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let asked = asked();
    let question = Question::of(|key| asked.typed.get(key).cloned());
    if question.asked.is_none() {
        bad_request();
    }
    let address = asked.address;
    let words = address.lang.words();
    let departments = DepartmentChoice::all(sight.departments());
    let told = ["test", "resend", "recipient-remove", "robot-remove"].map(|form| {
        let sent = Submission::sent(form);
        view! { <FormMessage sent /> }
    });
    let mail = mail.map_or(words.notices.no_mail_server.to_owned(), |mail| {
        let (label, colon) = (words.notices.mail_server, words.colon);
        format!("{label}{colon}{mail}")
    });
    let accounts = shown.accounts.iter();
    let accounts = accounts.map(|(id, name)| (format!("account:{id}"), name.clone()));
    let robots = shown.robots.iter();
    let robots = robots.map(|robot| (format!("robot:{}", robot.id), robot.name.clone()));
    let (accounts, robots): (Vec<_>, Vec<_>) = (accounts.collect(), robots.collect());
    view! {
        <Title text=format!("{} · {}", words.notices.notices, words.product) />
        <Frame address=address.clone()>
            <h1>{words.notices.notices}</h1>
            <p>{words.notices.lead}</p>
            {told.collect_view()}
            <h2>{words.notices.recipients}</h2>
            {recipients(&address, &shown, &departments)}
            <h3>{words.notices.add_recipient}</h3>
            <AddRecipient address=address.clone() departments accounts robots />
            <h2>{words.notices.mail}</h2>
            <p>{mail}</p>
            <h2>{words.notices.robots}</h2>
            {robot_table(&address, &shown.robots)}
            <h3>{words.notices.add_robot}</h3>
            <AddRobot address=address.clone() />
            <h2>{words.notices.hours}</h2>
            <HoursForm address=address.clone() settings=shown.settings />
            <h2 id="history">{words.notices.history}</h2>
            <NoticeHistory address question history />
        </Frame>
    }
    .into_any()
}

fn recipients(
    address: &Address,
    shown: &Overview,
    departments: &[DepartmentChoice],
) -> impl IntoView + use<> {
    let words = address.lang.words().notices;
    if shown.recipients.is_empty() {
        return view! { <p class="none">{words.no_recipients}</p> }.into_any();
    }
    let rows: Vec<_> = shown
        .recipients
        .iter()
        .map(|recipient| {
            let about = about(address, recipient, shown, departments);
            let through = through(recipient, &shown.robots);
            let name = recipient.name.clone();
            let act = |form, label| act_button(address, form, ("id", &recipient.id), label);
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label=words.about>{about}</td>
                    <td data-label=words.through>{through}</td>
                    <td data-label=words.actions>
                        {act("test", words.test)}
                        {act("recipient-remove", words.remove)}
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="stacked">
            <thead>
                <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.about}</th>
                    <th scope="col">{words.through}</th>
                    <th scope="col">{words.actions}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn about(
    address: &Address,
    recipient: &Recipient,
    shown: &Overview,
    departments: &[DepartmentChoice],
) -> String {
    let words = address.lang.words();
    match &recipient.scope {
        Scope::Whole => words.notices.whole.to_owned(),
        Scope::Departments(ids) => names(ids, departments).join(words.separator),
        Scope::Account(id) => {
            let mut accounts = shown.accounts.iter();
            let account = accounts.find(|(account, _)| account == id);
            about_of_account(address.lang, account.map(|(_, name)| name.as_str()))
        }
    }
}

fn names<'d>(ids: &BTreeSet<String>, departments: &'d [DepartmentChoice]) -> Vec<&'d str> {
    let departments = departments.iter();
    let own = departments.filter(|department| ids.contains(&department.id));
    own.map(|department| department.name.as_str()).collect()
}

fn through(recipient: &Recipient, robots: &[Robot]) -> String {
    match &recipient.channel {
        Channel::Mail { address } => address.clone(),
        Channel::Robot { id } => {
            let mut robots = robots.iter();
            let robot = robots.find(|robot| robot.id == *id);
            robot.map(|robot| robot.name.clone()).unwrap_or_default()
        }
    }
}

fn robot_table(address: &Address, robots: &[Robot]) -> impl IntoView + use<> {
    let words = address.lang.words().notices;
    if robots.is_empty() {
        return view! { <p class="none">{words.no_robots}</p> }.into_any();
    }
    let rows: Vec<_> = robots
        .iter()
        .map(|robot| {
            let kind = wording::robot_kind(address.lang, robot.kind);
            let (name, shown) = (robot.name.clone(), robot.shown.clone());
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label=words.kind>{kind}</td>
                    <td data-label=words.robot_url>
                        <code>{shown}</code>
                    </td>
                    <td data-label=words.actions>
                        {act_button(address, "robot-remove", ("id", &robot.id), words.remove)}
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="stacked">
            <thead>
                <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.kind}</th>
                    <th scope="col">{words.robot_url}</th>
                    <th scope="col">{words.actions}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
