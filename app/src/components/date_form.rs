//! The as-of date: a field, and links that move it by a day or a month.

use eligibility::day::Day;
use leptos::prelude::*;

use crate::locale::Lang;
use crate::view::address::Address;

/// A form that asks for the same page on another day. The steps are links, so they work without a
/// script, can be opened beside each other and stand in the history.
#[component]
pub(crate) fn DateForm(
    /// The page's own address.
    address: Address,
    /// The day the page is for.
    on: Day,
    /// What was typed instead of a date.
    bad_date: Option<String>,
) -> impl IntoView {
    let words = address.lang.words();
    let action = address.path.clone();
    let others = address.query().into_iter().filter(|(key, _)| *key != "on");
    let hidden: Vec<_> = others
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let field = field(address.lang, on, bad_date);
    view! {
        <form class="date" method="get" action=action>
            <label for="on">{words.as_of}</label>
            {field}
            {hidden}
            <button type="submit">{words.show_date}</button>
            {steps(&address, on)}
        </form>
    }
}

/// A date field; what could not be read stays as text, with what is wrong and how to write it.
fn field(lang: Lang, on: Day, bad_date: Option<String>) -> AnyView {
    let Some(typed) = bad_date else {
        return view! { <input id="on" type="date" name="on" value=on.to_string() required /> }
            .into_any();
    };
    let problem = match lang {
        Lang::Zh => {
            format!("看不懂日期“{typed}”：没有这一天，或写法不对。请改成 2026-03-01 这样的写法。")
        }
        Lang::En => format!(
            "“{typed}” is not a date we can read: no such day, or written otherwise. Write it as 2026-03-01."
        ),
    };
    view! {
        <input
            id="on"
            type="text"
            name="on"
            value=typed
            required
            aria-invalid="true"
            aria-describedby="on-problem"
        />
        <p id="on-problem" class="problem" role="alert">
            {problem}
        </p>
    }
    .into_any()
}

fn steps(address: &Address, on: Day) -> impl IntoView + use<> {
    let words = address.lang.words();
    let steps = [
        (words.month_back, on.minus_months(1)),
        (words.day_back, on.prev()),
        (words.day_on, on.next()),
        (words.month_on, on.plus_months(1)),
    ];
    let links = steps.map(|(label, day)| {
        view! {
            <a href=address.at(day).to_string() title=day.to_string()>
                {label}
            </a>
        }
    });
    view! {
        <nav class="steps" aria-label=words.steps>
            {links}
        </nav>
    }
}
