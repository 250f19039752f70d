//! The page for an address that shows nothing.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

/// Answers with status 404 and the way back.
#[component]
pub(crate) fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="没有此页 · 准入" />
        <main>
            <h1>"没有此页"</h1>
            <p>
                <a href="/">"返回首页"</a>
            </p>
        </main>
    }
}
