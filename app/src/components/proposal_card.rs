//! One proposal: what it would change, why, and what can be done with it.

use leptos::prelude::*;
use registry::proposals::State;

use crate::components::field::FormMessage;
use crate::submission::{FORM, REASON, Submission};
use crate::view::address::Address;
use crate::view::proposals::{FieldChange, ProposalView};

/// The field that names the proposal.
pub(crate) const PROPOSAL: &str = "proposal";

/// What the reader may do with open proposals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MaySettle {
    /// Accept or refuse them.
    Decide,
    /// Take them back.
    Withdraw,
    /// Read them.
    No,
}

/// A proposal.
#[component]
pub(crate) fn ProposalCard(
    /// The page's address.
    address: Address,
    /// The proposal.
    proposal: ProposalView,
    /// What the reader may do.
    may: MaySettle,
) -> impl IntoView {
    let lang = address.lang;
    let words = lang.words().proposals;
    let fields = proposal
        .fields
        .clone()
        .map(|fields| fields_table(&address, fields));
    let settled = proposal.settled.clone().map(|settled| {
        let why = proposal.settled_reason.clone();
        let why = why.map(|why| format!("{}{why}", lang.words().colon));
        view! { <p class="settled">{proposal.state_label}" · "{settled}{why}</p> }
    });
    let acts = (proposal.state == State::Open).then(|| acts(&address, &proposal, may));
    let reason = proposal.reason.clone();
    let reason = reason.unwrap_or_else(|| words.no_reason.to_owned());
    view! {
        <li class="proposal" id=proposal.id.clone() data-state=proposal.state.word()>
            <h3>{proposal.does}" "{proposal.kind}" · "{proposal.about}</h3>
            <p>
                <small>{proposal.by}" · "{proposal.at}</small>
            </p>
            {fields}
            <p>{words.reason}{lang.words().colon}{reason}</p>
            {settled}
            {acts}
        </li>
    }
}

fn fields_table(address: &Address, fields: Vec<FieldChange>) -> impl IntoView + use<> {
    let words = address.lang.words().proposals;
    let said = |text: String| match text.as_str() {
        "" => view! { <span class="quiet">{words.blank}</span> }.into_any(),
        _ => view! { <span>{text}</span> }.into_any(),
    };
    let rows: Vec<_> = fields
        .into_iter()
        .map(|field| {
            view! {
                <tr>
                    <th scope="row">{field.name}</th>
                    <td data-label=words.before>{said(field.before)}</td>
                    <td data-label=words.after>{said(field.after)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="stacked">
            <thead>
                <tr>
                    <th scope="col">{words.field}</th>
                    <th scope="col">{words.before}</th>
                    <th scope="col">{words.after}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The form as it was sent for this proposal, if it was.
fn sent(form: &str, id: &str) -> Submission {
    let sent = Submission::sent(form);
    if sent.value(PROPOSAL).as_deref() == Some(id) {
        sent
    } else {
        Submission::default()
    }
}

fn acts(address: &Address, proposal: &ProposalView, may: MaySettle) -> AnyView {
    let words = address.lang.words().proposals;
    let id = &proposal.id;
    match may {
        MaySettle::No => ().into_any(),
        MaySettle::Withdraw => button(address, id, "withdraw", words.withdraw).into_any(),
        MaySettle::Decide => {
            let refused = sent("refuse", id);
            let why = format!("why-{id}");
            view! {
                <div class="decide">
                    {button(address, id, "accept", words.accept)}
                    <form class="refuse" method="post" action=address.to_string()>
                        <input type="hidden" name=FORM value="refuse" />
                        <input type="hidden" name=PROPOSAL value=id.clone() />
                        <FormMessage sent=refused.clone() />
                        <label for=why.clone()>{words.refuse_why}</label>
                        <input
                            id=why
                            name=REASON
                            value=refused.value(REASON)
                            autocomplete="off"
                            required
                        />
                        <button type="submit">{words.refuse}</button>
                    </form>
                </div>
            }
            .into_any()
        }
    }
}

fn button(
    address: &Address,
    id: &str,
    form: &'static str,
    label: &'static str,
) -> impl IntoView + use<> {
    let sent = sent(form, id);
    view! {
        <form class="act" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=form />
            <input type="hidden" name=PROPOSAL value=id.to_owned() />
            <FormMessage sent />
            <button type="submit">{label}</button>
        </form>
    }
}
