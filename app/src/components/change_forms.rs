//! The forms that add a change to a what-if page: plain GET forms, one per sort.

use leptos::prelude::*;

use crate::components::field;
use crate::locale::Lang;
use crate::view::address::Address;
use crate::view::what_if::chosen::{FULL_TIME, PART_TIME, Sort};
use crate::view::what_if::form::Refused;
use crate::view::what_if::options::{Choices, Options};

/// A form per sort of change, all folded but the one that was refused. What is chosen already goes
/// with each.
#[component]
pub(crate) fn ChangeForms(
    /// The page's own address.
    address: Address,
    /// What there is to choose from.
    choices: Choices,
    /// The form that could not be taken.
    refused: Option<Refused>,
) -> impl IntoView {
    let lang = address.lang;
    let words = &lang.words().what_if;
    let unknown = refused.as_ref().filter(|refused| refused.sort.is_none());
    let unknown = unknown.map(|refused| problem(&refused.problem));
    let form = |sort: Sort, also: Option<Sort>| {
        let mine = |refused: &&Refused| {
            refused.sort == Some(sort) || also.is_some() && refused.sort == also
        };
        let refused = refused.as_ref().filter(mine).cloned();
        Form {
            lang,
            sort,
            address: address.clone(),
            refused,
        }
    };
    let leave = form(Sort::Leave, None);
    let paper = form(Sort::Renew, Some(Sort::Obtain));
    let post = form(Sort::Post, None);
    let device = form(Sort::Device, None);
    let rules = form(Sort::Rules, None);
    let people = || choices.people.clone();
    let of_leave = (
        leave.person(people()),
        leave.day("from", words.last_day, true),
    );
    let of_paper = (
        paper.paper_sort(),
        paper.person(people()),
        paper.select("kind", words.kind, choices.credentials, words.choose, true),
        paper.day("from", words.from, true),
        paper.day("to", words.to, false),
        paper.select(
            "category",
            words.category,
            choices.professions,
            words.not_said,
            false,
        ),
    );
    let full_time = vec![
        (FULL_TIME.to_owned(), words.yes.to_owned()),
        (PART_TIME.to_owned(), words.no.to_owned()),
    ];
    let of_post = (
        post.person(people()),
        post.select("post", words.post, choices.posts, words.choose, true),
        post.select(
            "full_time",
            words.full_time,
            full_time,
            words.not_said,
            false,
        ),
        post.day("from", words.from, true),
        post.day("to", words.to, false),
    );
    let of_device = (
        device.select("kind", words.kind, choices.equipment, words.choose, true),
        device.day("from", words.from, true),
    );
    let of_rules = rules.day("from", words.rules_on, true);
    view! {
        <section class="changes">
            <h2>{words.add}</h2>
            {unknown}
            {leave.around(words.leave, of_leave.into_any())}
            {paper.around(words.paper, of_paper.into_any())}
            {post.around(words.post_form, of_post.into_any())}
            {device.around(words.device, of_device.into_any())}
            {rules.around(words.rules, of_rules.into_any())}
        </section>
    }
}

struct Form {
    lang: Lang,
    sort: Sort,
    address: Address,
    /// What was typed into this form and not taken.
    refused: Option<Refused>,
}

impl Form {
    /// What was typed into a field.
    fn typed(&self, name: &str) -> String {
        let refused = self.refused.as_ref();
        let typed = refused.and_then(|refused| refused.typed.get(name));
        typed.cloned().unwrap_or_default()
    }

    fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.sort.code())
    }

    fn around(&self, title: &'static str, fields: AnyView) -> impl IntoView + use<> {
        let words = &self.lang.words().what_if;
        let query = self.address.query();
        let hidden: Vec<_> = query
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect();
        // Two sorts share the form of papers, which asks for the sort itself.
        let sort = (self.sort != Sort::Renew)
            .then(|| view! { <input type="hidden" name="add" value=self.sort.code() /> });
        let refused = self.refused.as_ref();
        let problem = refused.map(|refused| problem(&refused.problem));
        let action = self.address.path.clone();
        view! {
            <details class="change" data-sort=self.sort.code() open=refused.is_some()>
                <summary>{title}</summary>
                <form method="get" action=action>
                    {hidden}
                    {sort}
                    {fields}
                    <button type="submit">{words.add_button}</button>
                    {problem}
                </form>
            </details>
        }
    }

    fn person(&self, people: Options) -> impl IntoView + use<> {
        let words = &self.lang.words().what_if;
        let (id, typed) = (self.id("number"), self.typed("number"));
        (
            self.select("who", words.who, people, words.choose, false),
            view! {
                <label for=id.clone()>{words.number}</label>
                <input id=id type="text" name="number" value=typed autocomplete="off" />
            },
        )
    }

    fn paper_sort(&self) -> impl IntoView + use<> {
        let words = &self.lang.words().what_if;
        let sort = |sort: Sort, label: &'static str, checked: bool| {
            view! {
                <label>
                    <input type="radio" name="add" value=sort.code() checked=checked />
                    {label}
                </label>
            }
        };
        let obtained = self.typed("add") == Sort::Obtain.code();
        (
            sort(Sort::Renew, words.renewed, !obtained),
            sort(Sort::Obtain, words.obtained, obtained),
        )
    }

    /// A day, which stays as text where what was typed is none.
    fn day(
        &self,
        name: &'static str,
        label: &'static str,
        required: bool,
    ) -> impl IntoView + use<> {
        let (id, typed) = (self.id(name), self.typed(name));
        let kind = if self.refused.is_some() {
            "text"
        } else {
            "date"
        };
        view! {
            <label for=id.clone()>{label}</label>
            <input id=id type=kind name=name value=typed required=required />
        }
    }

    fn select(
        &self,
        name: &'static str,
        label: &'static str,
        options: Options,
        blank: &'static str,
        required: bool,
    ) -> impl IntoView + use<> {
        let (id, typed) = (self.id(name), self.typed(name));
        let options = field::options(&options, &typed);
        view! {
            <label for=id.clone()>{label}</label>
            <select id=id name=name required=required>
                <option value="">{blank}</option>
                {options}
            </select>
        }
    }
}

fn problem(problem: &str) -> impl IntoView + use<> {
    let problem = problem.to_owned();
    view! {
        <p class="problem" role="alert">
            {problem}
        </p>
    }
}
