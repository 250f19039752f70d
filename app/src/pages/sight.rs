//! What a page may show, or the page instead of it.

use axum::http::StatusCode;
use leptos::prelude::*;

use super::no_source::NoSourcePage;
use super::sign_in::SignInPage;
use crate::request::{answer_with, visitor};
use crate::source::{Sight, Source};

/// The facts as who sent the request may see them; another page where there are no facts, or nobody
/// is signed in. The server lets nobody come so far without a session; this holds if it should.
pub(super) fn sight() -> Result<Sight, AnyView> {
    let Some(source) = use_context::<Source>() else {
        return Err(view! { <NoSourcePage /> }.into_any());
    };
    let Some(visitor) = visitor() else {
        answer_with(StatusCode::UNAUTHORIZED);
        return Err(view! { <SignInPage /> }.into_any());
    };
    Ok(source.seen_by(visitor.actor))
}
