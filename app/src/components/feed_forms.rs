//! The form by which a calendar is made, and its address, shown this once.

use leptos::prelude::*;
use registry::feeds::Scope;

use crate::beside::NewFeed;
use crate::components::field::{Field, FormMessage, Kind};
use crate::components::qr::Qr;
use crate::locale::{FeedWords, Lang};
use crate::request::beside;
use crate::submission::{FORM, Submission};
use crate::view::address::Address;
use crate::view::feeds::{Choices, PERSON, code_of};

/// A new address, to copy, to follow and to photograph; nothing where none was made.
#[component]
pub(crate) fn GivenFeed(lang: Lang) -> impl IntoView {
    let NewFeed { link, webcal } = beside()?;
    let words = lang.words().feeds;
    let (link, webcal) = (link.to_string(), webcal.to_string());
    Some(view! {
        <div class="outcome" role="status">
            <p>{words.given}</p>
            <p>
                <code class="link">{link}</code>
            </p>
            <p>
                <a href=webcal.clone()>{words.open}</a>
                " "
                <code class="link">{webcal.clone()}</code>
            </p>
            <Qr label=words.picture text=webcal />
        </div>
    })
}

/// The form for a new one.
#[component]
pub(crate) fn AddFeed(
    /// The page's own address.
    address: Address,
    /// What the reader can choose.
    choices: Choices,
    /// What it is to be of, where the reader comes from there.
    chosen: Option<Scope>,
) -> impl IntoView {
    const NAME: &str = "add";
    let words = address.lang.words().feeds;
    let sent = Submission::sent(NAME);
    let is_sent = sent.form() == NAME;
    let scope = sent.value("scope").or_else(|| chosen.as_ref().map(code_of));
    let staff = match chosen {
        Some(Scope::Person(staff)) => Some(staff),
        _ => None,
    };
    let is_chosen = |code: &str| scope.as_deref() == Some(code);
    let option = |code: String, name: String| {
        let selected = is_chosen(&code);
        view! {
            <option value=code selected=selected>
                {name}
            </option>
        }
    };
    let whole = choices.hospital.map(|(code, name)| option(code, name));
    let groups = choices.groups.into_iter().filter(|(_, of)| !of.is_empty());
    let groups: Vec<_> = groups
        .map(|(label, of)| {
            let options: Vec<_> = of
                .into_iter()
                .map(|(code, name)| option(code, name))
                .collect();
            view! { <optgroup label=label>{options}</optgroup> }
        })
        .collect();
    let person = option(PERSON.to_owned(), words.person.to_owned());
    let lang = sent.value("lang").and_then(|code| Lang::from_code(&code));
    let lang = lang.unwrap_or(address.lang);
    let languages = Lang::ALL.map(|one| {
        view! {
            <option value=one.code() selected=one == lang>
                {one.words().this_language}
            </option>
        }
    });
    let early = !is_sent || sent.has("early", "1");
    let boxes = boxes(words, early, sent.has("initials", "1"));
    view! {
        <h2>{words.add}</h2>
        <form class="fields" method="post" action=address.to_string()>
            <input type="hidden" name=FORM value=NAME />
            <FormMessage sent=sent.clone() />
            <div class="field">
                <label for="add-scope">{words.scope}</label>
                <select id="add-scope" name="scope">
                    {whole}
                    {groups}
                    {person}
                </select>
            </div>
            <Field
                form=NAME
                name="staff"
                label=words.staff
                kind=Kind::Text
                sent=sent.clone()
                hint=words.staff_hint
                value=staff.unwrap_or_default()
                required=false
            />
            <div class="field">
                <label for="add-lang">{words.language}</label>
                <select id="add-lang" name="lang">
                    {languages.collect_view()}
                </select>
            </div>
            {boxes}
            <button type="submit">{words.add}</button>
        </form>
    }
}

/// The boxes to tick, each with what it does.
fn boxes(words: &FeedWords, early: bool, initials: bool) -> impl IntoView + use<> {
    let boxes = [
        ("early", words.early, words.early_hint, early),
        ("initials", words.initials, words.initials_hint, initials),
    ];
    let boxes = boxes.map(|(name, label, hint, checked)| {
        let id = format!("add-{name}");
        let (of, hint_id) = (id.clone(), format!("{id}-hint"));
        view! {
            <div class="field">
                <label for=of>
                    <input
                        id=id
                        type="checkbox"
                        name=name
                        value="1"
                        checked=checked
                        aria-describedby=hint_id.clone()
                    />
                    {label}
                </label>
                <small id=hint_id>{hint}</small>
            </div>
        }
    });
    boxes.collect_view()
}
