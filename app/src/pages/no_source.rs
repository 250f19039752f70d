//! The page of a server that has no facts to show yet.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::frame::Frame;
use crate::request::{answer_with, asked};

/// Says to come back.
#[component]
pub(crate) fn NoSourcePage() -> impl IntoView {
    answer_with(StatusCode::SERVICE_UNAVAILABLE);
    let address = asked().address;
    let words = address.lang.words();
    view! {
        <Title text=words.product />
        <Frame address>
            <h1>{words.product}</h1>
            <p>{words.no_source}</p>
        </Frame>
    }
}
