//! Says loudly that an edition is not in force, and offers to evaluate it all the same.

use leptos::prelude::*;

use crate::view::address::Address;

/// The notice with its form; nothing else on the sheet may be louder.
#[component]
pub(crate) fn StandingNotice(
    /// The sheet's own address.
    address: Address,
    /// What is the matter.
    notice: String,
) -> impl IntoView {
    let words = address.lang.words();
    let others = address
        .query()
        .into_iter()
        .filter(|(key, _)| *key != "as_if");
    let hidden: Vec<_> = others
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <section class="notice">
            <p role="status">{notice}</p>
            <form method="get" action=address.path.clone()>
                {hidden}
                <label>
                    <input type="checkbox" name="as_if" value="1" checked=address.as_if />
                    {words.as_if}
                </label>
                <button type="submit">{words.evaluate}</button>
            </form>
        </section>
    }
}
