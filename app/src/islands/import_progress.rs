//! Says how far an import is, and goes on to its result.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use leptos::web_sys::js_sys::Reflect;
use leptos::web_sys::{Response, window};
use wasm_bindgen_futures::JsFuture;

/// How long to wait between two questions.
const PAUSE: Duration = Duration::from_millis(400);

/// How far it is. Without the script the page loads itself anew every few seconds.
#[island]
pub(crate) fn ImportProgress(
    /// Where the server says how far it is.
    address: String,
    /// How far it was when the page was made.
    says: String,
) -> impl IntoView {
    let said = RwSignal::new(says);
    Effect::new(move || ask(address.clone(), said));
    view! {
        <p class="progress" role="status">
            {move || said.get()}
        </p>
    }
}

/// Asks once, and again after a pause unless there is somewhere to go on to.
fn ask(address: String, said: RwSignal<String>) {
    spawn_local(async move {
        // A question that got no answer is asked again; the page loads itself anew in any case.
        if let Some((says, next)) = answer(&address).await {
            if let Some(next) = next {
                let went = window().map(|window| window.location().set_href(&next));
                if went.is_some_and(|went| went.is_ok()) {
                    return;
                }
            }
            said.set(says);
        }
        set_timeout(move || ask(address, said), PAUSE);
    });
}

/// What the server says, and where to go on to when it is done.
async fn answer(address: &str) -> Option<(String, Option<String>)> {
    let response = JsFuture::from(window()?.fetch_with_str(address))
        .await
        .ok()?;
    let response: Response = response.dyn_into().ok()?;
    let json = JsFuture::from(response.json().ok()?).await.ok()?;
    let text = |key: &str| {
        Reflect::get(&json, &JsValue::from_str(key))
            .ok()?
            .as_string()
    };
    Some((text("says")?, text("next")))
}
