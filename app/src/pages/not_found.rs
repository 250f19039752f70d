//! The page for an address that shows nothing.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::frame::Frame;
use crate::request::{answer_with, asked};

/// Answers with status 404 and the way back.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    answer_with(StatusCode::NOT_FOUND);
    let address = asked().address;
    let words = address.lang.words();
    let home = address.board().to_string();
    view! {
        <Title text=format!("{} · {}", words.not_found, words.product) />
        <Frame address>
            <h1>{words.not_found}</h1>
            <p>{words.not_found_body}</p>
            <p>
                <a href=home>{words.back_home}</a>
            </p>
        </Frame>
    }
}
