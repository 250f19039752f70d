//! Exporting what the list finds, for those who may: the form by itself, and where one comes back to
//! when it was refused.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::staff_list;

use crate::beside::AskPassword;
use crate::components::export_form::ExportForm;
use crate::components::frame::Frame;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::pages::staff::understood;
use crate::request::{asked, bad_request, beside, visitor};
use crate::view::staff;
use crate::wording::Voice;

/// Says who would be exported, and asks what for. To department heads it is not there.
#[component]
pub(crate) fn ExportPage() -> impl IntoView {
    let asked = asked();
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    if visitor().is_none_or(|visitor| visitor.actor.auditing().is_err()) {
        return view! { <NotFoundPage /> }.into_any();
    }
    let (query, problems) = understood(&asked, &sight);
    let address = asked.address.with_own(query.filter());
    let words = address.lang.words();
    let on = address.on.unwrap_or(sight.today());
    let is_readable = problems.is_empty() && asked.bad_date.is_none();
    if !is_readable {
        bad_request();
    }
    let back = address.at_path("/staff").to_string();
    let seen = sight.seen();
    let form = is_readable.then(|| {
        let n_found = Some(staff_list::people(&seen, &query, on).len());
        let asks_password = beside::<AskPassword>().is_some();
        let address = address.clone();
        view! { <ExportForm address query=query.clone() n_found asks_password /> }
    });
    let unreadable = (!is_readable).then(|| {
        view! {
            <p class="problem" role="alert">
                {words.export.unreadable}
            </p>
        }
    });
    let voice = Voice::new(address.lang, sight.catalogue());
    let filter = staff::asked(voice, &seen, &query).into_iter();
    let day = (words.as_of, on.to_string());
    let filter: Vec<_> = std::iter::once(day)
        .chain(filter)
        .map(|(label, value)| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <Title text=format!("{} · {}", words.export.export, words.product) />
        <Frame address=address.clone()>
            <h1>{words.export.export}</h1>
            <p>
                <a class="back" href=back>
                    {words.export.back}
                </a>
            </p>
            <dl class="head">{filter}</dl>
            {unreadable}
            {form}
        </Frame>
    }
    .into_any()
}
