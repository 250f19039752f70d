//! Proposals: all of them for those who decide and who audit, the own ones for heads.

use leptos::prelude::*;
use leptos_meta::Title;
use registry::forms::Forms;
use registry::proposals::State;

use crate::beside::Proposals;
use crate::components::field::FormMessage;
use crate::components::frame::Frame;
use crate::components::proposal_card::{MaySettle, ProposalCard};
use crate::pages::not_found::NotFoundPage;
use crate::pages::sight::sight;
use crate::request::{asked, beside};
use crate::submission::Submission;
use crate::view::address::Address;
use crate::view::proposals::ProposalView;

/// Lists the proposals, the open ones first.
#[component]
pub(crate) fn ProposalsPage() -> impl IntoView {
    let sight = match sight() {
        Ok(sight) => sight,
        Err(instead) => return instead,
    };
    let Some(Proposals(proposals)) = beside() else {
        return view! { <NotFoundPage /> }.into_any();
    };
    let (seen, address) = (sight.seen(), asked().address);
    let words = address.lang.words().proposals;
    let choosable = seen.choosable();
    let forms = Forms::of(&seen, &choosable);
    let may = if sight.actor().editing().is_ok() {
        MaySettle::Decide
    } else if sight.actor().proposing().is_ok() {
        MaySettle::Withdraw
    } else {
        MaySettle::No
    };
    let (title, lead) = match may {
        MaySettle::Withdraw => (words.own_proposals, words.own_lead),
        MaySettle::Decide | MaySettle::No => (words.proposals, words.lead),
    };
    let all = proposals
        .iter()
        .map(|one| ProposalView::of(address.lang, &forms, &seen, one));
    let (open, settled): (Vec<_>, Vec<_>) = all.partition(|one| one.state == State::Open);
    let none = proposals
        .is_empty()
        .then(|| view! { <p class="none">{words.none}</p> });
    view! {
        <Title text=format!("{title} · {}", address.lang.words().product) />
        <Frame address=address.clone()>
            <h1>{title}</h1>
            <p>{lead}</p>
            {["accept", "refuse", "withdraw"].map(|form| settled_before(form, &open)).collect_view()}
            {none}
            {cards(&address, words.open, open, may)}
            {cards(&address, words.settled, settled, MaySettle::No)}
        </Frame>
    }
    .into_any()
}

/// What was said of a proposal that is not open any more and so has no form to say it at.
fn settled_before(form: &'static str, open: &[ProposalView]) -> Option<impl IntoView + use<>> {
    let sent = Submission::sent(form);
    let of = sent.value(crate::components::proposal_card::PROPOSAL);
    let has_own = open.iter().any(|one| Some(&one.id) == of.as_ref());
    (!has_own).then(|| view! { <FormMessage sent /> })
}

fn cards(
    address: &Address,
    title: &'static str,
    proposals: Vec<ProposalView>,
    may: MaySettle,
) -> Option<impl IntoView + use<>> {
    let address = address.clone();
    (!proposals.is_empty()).then(|| {
        let cards: Vec<_> = proposals
            .into_iter()
            .map(|proposal| view! { <ProposalCard address=address.clone() proposal may /> })
            .collect();
        view! {
            <h2>{title}</h2>
            <ul class="proposals">{cards}</ul>
        }
    })
}
