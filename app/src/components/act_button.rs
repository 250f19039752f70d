//! A button that is a form of its own.

use leptos::prelude::*;

use crate::submission::FORM;
use crate::view::address::Address;

/// The button by which something is done to one thing of a table: which form of the page it is, and in
/// which field what it is done to is named.
pub(crate) fn act_button(
    address: &Address,
    form: &'static str,
    (field, id): (&'static str, &str),
    label: &'static str,
) -> impl IntoView + use<> {
    view! {
        <form class="act" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=form />
            <input type="hidden" name=field value=id.to_owned() />
            <button type="submit">{label}</button>
        </form>
    }
}
