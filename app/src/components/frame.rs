//! What surrounds every page.

use leptos::prelude::*;
use registry::access::Role;
use registry::accounts::Visitor;

use crate::beside::OpenProposals;
use crate::request::{beside, visitor};
use crate::view::address::Address;

/// The head of the page with the way home, who is signed in and the other language, and the place
/// for its content.
#[component]
pub(crate) fn Frame(
    /// The page's own address, which the language link keeps.
    address: Address,
    /// The content.
    children: Children,
) -> impl IntoView {
    let words = address.lang.words();
    let other = address.lang.other();
    let signed_in = visitor().map(|visitor| signed_in(&address, visitor));
    view! {
        <a class="skip" href="#content">
            {words.skip_to_content}
        </a>
        <header class="top">
            <a class="brand" href=address.board().to_string()>
                {words.product}
            </a>
            {signed_in}
            <a
                class="language"
                href=address.in_lang(other).to_string()
                lang=other.tag()
                hreflang=other.tag()
            >
                {other.words().this_language}
            </a>
        </header>
        <main id="content" tabindex="-1">
            {children()}
        </main>
    }
}

/// Who is signed in, the way to what is theirs, and the way out.
fn signed_in(address: &Address, visitor: Visitor) -> impl IntoView + use<> {
    let words = address.lang.words().accounts;
    let to = |path: &str| address.board().at_path(path).to_string();
    let staff = address.lang.words().staff.staff;
    let import = visitor.actor.editing().is_ok();
    let import =
        import.then(|| view! { <a href=to("/import")>{address.lang.words().import.import}</a> });
    let audit = visitor.actor.auditing().is_ok();
    let audit =
        audit.then(|| view! { <a href=to("/audit")>{address.lang.words().audit.audit}</a> });
    let users = (visitor.actor.role == Role::Administrator)
        .then(|| view! { <a href=to("/users")>{words.users}</a> });
    let (institution, proposals) = set_up_links(address, &visitor);
    let notices = visitor.actor.editing().is_ok();
    let notices = notices
        .then(|| view! { <a href=to("/notices")>{address.lang.words().notices.notices}</a> });
    let (account, sign_out) = (to("/account"), to("/sign-out"));
    view! {
        <nav class="account" aria-label=words.account>
            <a href=to("/staff")>{staff}</a>
            <a href=to("/expiring")>{address.lang.words().due.due}</a>
            {import}
            {audit}
            {institution}
            {proposals}
            {notices}
            {users}
            <a href=to("/feeds")>{address.lang.words().feeds.feeds}</a>
            <a href=account>{visitor.actor.by.name}</a>
            <form method="post" action=sign_out>
                <button type="submit">{words.sign_out}</button>
            </form>
        </nav>
    }
}

/// The ways to the institution's records and to proposals, for those who have them.
fn set_up_links(
    address: &Address,
    visitor: &Visitor,
) -> (Option<impl IntoView + use<>>, impl IntoView + use<>) {
    let (setup, proposals) = (address.lang.words().setup, address.lang.words().proposals);
    let to = |path: &str| address.board().at_path(path).to_string();
    let institution = visitor.actor.reading().is_whole().then(|| {
        view! { <a href=to("/institution")>{setup.institution}</a> }
    });
    let label = match visitor.actor.proposing() {
        Ok(_) => proposals.own_proposals,
        Err(_) => proposals.proposals,
    };
    let n_open: Option<OpenProposals> = beside();
    let n_open = n_open
        .filter(|OpenProposals(n)| *n > 0)
        .map(|OpenProposals(n)| {
            view! { <span class="waiting">{n}</span> }
        });
    (
        institution,
        view! { <a href=to("/proposals")>{label} {n_open}</a> },
    )
}
