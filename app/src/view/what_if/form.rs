//! The change that a form of the what-if page sends.

use std::collections::BTreeMap;

use eligibility::catalogue::Catalogue;

use super::chosen::{Chosen, Sort, short_form};
use super::not_read;
use crate::locale::Lang;
use crate::view::day_typed::day_typed;

/// What was typed into a form, by the names of its fields.
pub type Typed = BTreeMap<String, String>;

/// A form that could not be taken, with what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// Which change it adds.
    pub sort: Option<Sort>,
    /// What was typed.
    pub typed: Typed,
    /// Why it was not taken.
    pub problem: String,
}

/// The short form of the change that a form adds; `None` if no form was sent.
///
/// # Errors
/// What is wrong with what was typed.
pub fn added(lang: Lang, catalogue: &Catalogue, typed: &Typed) -> Option<Result<String, Refused>> {
    let code = typed.get("add").filter(|code| !code.is_empty())?;
    let sort = Sort::from_code(code);
    let words = &lang.words().what_if;
    let text = sort.ok_or_else(|| words.unread.to_owned());
    let text = text.and_then(|sort| {
        let text = short_form_of(lang, sort, typed)?;
        let read = Chosen::read(&text, catalogue);
        read.map_err(|unread| not_read(lang, &unread))?;
        Ok(text)
    });
    Some(text.map_err(|problem| Refused {
        sort,
        typed: typed.clone(),
        problem,
    }))
}

fn short_form_of(lang: Lang, sort: Sort, typed: &Typed) -> Result<String, String> {
    let value = |key: &str| typed.get(key).map_or("", |value| value.trim());
    // A date as people type it; what is none stays, and is refused with what was typed.
    let day =
        |key: &str| day_typed(value(key)).map_or_else(|| value(key).to_owned(), |d| d.to_string());
    let staff = || match (value("who"), value("number")) {
        (chosen, "") => Ok(chosen),
        ("", number) => Ok(number),
        (chosen, number) if chosen == number => Ok(number),
        _ => Err(lang.words().what_if.two_people.to_owned()),
    };
    let (from, to) = (day("from"), day("to"));
    Ok(match sort {
        Sort::Leave => short_form(sort, &[staff()?, &from]),
        Sort::Renew | Sort::Obtain => short_form(
            sort,
            &[staff()?, value("kind"), &from, &to, value("category")],
        ),
        Sort::Post => short_form(
            sort,
            &[staff()?, value("post"), value("full_time"), &from, &to],
        ),
        Sort::Device => short_form(sort, &[value("kind"), &from]),
        Sort::Rules => short_form(sort, &[&from]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Option<Result<String, String>> {
        let pairs = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        let typed = pairs.collect();
        let catalogue = Catalogue::built_in().unwrap();
        let added = added(Lang::En, &catalogue, &typed)?;
        Some(added.map_err(|refused| refused.problem))
    }

    #[test]
    fn a_form_becomes_a_short_form_with_its_dates_made_plain() {
        let typed = [("add", "leave"), ("who", "N1"), ("from", "2026/12/1")];
        assert_eq!(of(&typed), Some(Ok("leave~N1~2026-12-01".into())));
        let typed = [
            ("add", "post"),
            ("number", "N~9"),
            ("post", "physician"),
            ("from", "20261201"),
        ];
        assert_eq!(
            of(&typed),
            Some(Ok("post~N%7E9~physician~~2026-12-01~".into()))
        );
        assert_eq!(of(&[("who", "N1")]), None);
    }

    #[test]
    fn two_people_or_a_day_that_is_none_are_refused() {
        let two = [
            ("add", "leave"),
            ("who", "N1"),
            ("number", "N2"),
            ("from", "2026-12-01"),
        ];
        assert!(of(&two).unwrap().unwrap_err().contains("differ"));
        let day = [("add", "leave"), ("who", "N1"), ("from", "2026-12-32")];
        assert!(of(&day).unwrap().unwrap_err().contains("2026-12-32"));
        assert!(of(&[("add", "hire")]).unwrap().is_err());
    }
}
