//! The own calendars: addresses to subscribe to.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::act::{instant, local_minute};
use registry::feeds::{Feed, Scope};
use registry::seen::Seen;

use crate::beside::OwnFeeds;
use crate::components::act_button::act_button;
use crate::components::feed_forms::{AddFeed, GivenFeed};
use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, beside};
use crate::submission::Submission;
use crate::view::address::Address;
use crate::view::feeds::{choices, file_as, file_of, scope_of};
use crate::wording::feeds;

/// Lists the own addresses, lets make, reset and remove them, and says where to add them.
#[component]
pub(crate) fn FeedsPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let Some(OwnFeeds(own)) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let (seen, asked) = (sight.seen(), asked());
    let address = asked.address;
    let words = address.lang.words().feeds;
    let chosen = asked.typed.get("of").and_then(|of| scope_of(of, ""));
    let chosen = chosen.filter(|scope| scope.is_there(&seen, sight.today()));
    let file = chosen.as_ref().map(|scope| file_of(&address, scope));
    let file = file.map(|href| {
        view! {
            <p>
                <a href=href>{words.download}</a>
            </p>
        }
    });
    let choices = choices(address.lang, &seen);
    let list = list(&address, &seen, &own);
    let told = ["reset", "remove"].map(|form| {
        let sent = Submission::sent(form);
        view! { <FormMessage sent /> }
    });
    let hints = feeds::hints(address.lang).map(|(place, says)| {
        view! {
            <dt>{place}</dt>
            <dd>{says}</dd>
        }
    });
    view! {
        <Title text=format!("{} · {}", words.feeds, address.lang.words().product) />
        <Frame address=address.clone()>
            <h1>{words.feeds}</h1>
            <p>{words.lead}</p>
            <GivenFeed lang=address.lang />
            {told.collect_view()}
            <h2>{words.own}</h2>
            {list}
            <AddFeed address=address.clone() choices chosen />
            {file}
            <h2>{words.how}</h2>
            <dl class="feed-hints">{hints.collect_view()}</dl>
        </Frame>
    }
    .into_any()
}

fn list(address: &Address, seen: &Seen<'_>, own: &[Feed]) -> AnyView {
    let words = address.lang.words().feeds;
    if own.is_empty() {
        return view! { <p class="none">{words.none}</p> }.into_any();
    }
    let rows: Vec<_> = own.iter().map(|feed| row(address, seen, feed)).collect();
    view! {
        <table class="stacked">
            <thead>
                <tr>
                    <th scope="col">{words.scope}</th>
                    <th scope="col">{words.options}</th>
                    <th scope="col">{words.created}</th>
                    <th scope="col">{words.last_used}</th>
                    <th scope="col">{words.lasts_until}</th>
                    <th scope="col">{words.change}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(address: &Address, seen: &Seen<'_>, feed: &Feed) -> impl IntoView + use<> {
    let words = address.lang.words().feeds;
    let scope = feeds::scope(address.lang, seen, &feed.wanted.scope);
    let number = match &feed.wanted.scope {
        Scope::Person(staff) => Some(view! { <small>{staff.clone()}</small> }),
        _ => None,
    };
    let last_used = feed.last_used.as_deref().map(hour);
    let last_used = last_used.unwrap_or_else(|| words.never.to_owned());
    let until = feed.lasts_until().map(|until| day(&instant(until)));
    let buttons = [("reset", words.reset), ("remove", words.remove)]
        .map(|(form, label)| act_button(address, form, ("feed", &feed.id), label));
    let file = file_as(address, &feed.wanted);
    view! {
        <tr>
            <th scope="row">{scope} " " {number}</th>
            <td data-label=words.options>{feeds::options(address.lang, &feed.wanted)}</td>
            <td data-label=words.created>{day(&feed.created)}</td>
            <td data-label=words.last_used>{last_used}</td>
            <td data-label=words.lasts_until>{until}</td>
            <td data-label=words.change>
                {buttons.collect_view()} <a href=file>{words.download}</a>
            </td>
        </tr>
    }
}

/// An instant to the hour: finer it is not noted.
fn hour(stored: &str) -> String {
    let minute = local_minute(stored);
    let hour = minute
        .rsplit_once(':')
        .map(|(hour, _)| format!("{hour}:00"));
    hour.unwrap_or(minute)
}

fn day(stored: &str) -> String {
    let minute = local_minute(stored);
    let day = minute.split_once(' ').map(|(day, _)| day.to_owned());
    day.unwrap_or(minute)
}
