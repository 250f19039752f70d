//! Which form of a staff file is open, by the address; and blank forms.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use eligibility::catalogue::Vocabulary;
use eligibility::facts::Department;
use registry::due::renewal::renewed_keys;
use registry::forms::Recorded;
use registry::staff_file::{addable, is_posting};
use registry::store::{RecordId, RecordKind};

use super::{Shown, choices};
use crate::submission::PROGRAMME;
use crate::view::address::Address;
use crate::view::record_form::{FieldView, FormView, Input};
use crate::view::sheet::programme_name;
use crate::wording::Voice;

/// What is open beside the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Opened {
    /// Nothing.
    #[default]
    Nothing,
    /// A blank form of a kind.
    Add(RecordKind),
    /// The form of a record.
    Edit(RecordId),
    /// A blank form with what its successor has in common with a record.
    Renew(RecordId),
    /// The form that ends a record.
    End(RecordId),
    /// The form that removes a record.
    Remove(RecordId),
    /// The form by which somebody leaves.
    Leave,
    /// The history, of one record where one is named.
    History(Option<RecordId>),
}

impl Opened {
    /// What an address opens. What names no record opens nothing.
    #[must_use]
    pub fn of(query: &BTreeMap<String, String>) -> Self {
        let record = |key: &str| RecordId::parse(query.get(key)?);
        if let Some(which) = query.get("history") {
            return Self::History(RecordId::parse(which));
        }
        if query.contains_key("leave") {
            return Self::Leave;
        }
        let added = query
            .get("add")
            .and_then(|name| RecordKind::from_name(name));
        let opened = added
            .map(Self::Add)
            .or_else(|| record("edit").map(Self::Edit))
            .or_else(|| record("renew").map(Self::Renew))
            .or_else(|| record("end").map(Self::End))
            .or_else(|| record("remove").map(Self::Remove));
        opened.unwrap_or_default()
    }
}

/// The place of a record on the page; also good as the end of an address.
#[must_use]
pub fn anchor(id: &RecordId) -> String {
    let mut out = String::new();
    for character in id.to_string().chars() {
        if character.is_ascii_alphanumeric() || character == '-' {
            out.push(character);
        } else {
            let _infallible = write!(out, "_{:x}", u32::from(character));
        }
    }
    out
}

/// The address of the file with nothing open.
pub(super) fn closed(address: &Address) -> Address {
    let own = address.own.iter().filter(|(key, _)| *key == "by");
    address.with_own(own.cloned().collect())
}

/// The address with something open.
pub(super) fn page(address: &Address, key: &'static str, value: String) -> Address {
    let mut address = closed(address);
    address.own.push((key, value));
    address
}

/// The same, at its place on the page.
pub(super) fn link(address: &Address, key: &'static str, value: String, place: &str) -> String {
    format!("{}#{place}", page(address, key, value))
}

/// The blank form that the address asks for.
pub(super) fn blank(shown: Shown<'_>, staff: &str) -> Option<FormView> {
    match shown.opened {
        Opened::Add(kind) if shown.can_edit && addable().contains(kind) => {
            form(shown, *kind, staff, &[])
        }
        _ => None,
    }
}

/// The blank form of what follows a record.
pub(super) fn renewal(shown: Shown<'_>, record: &Recorded) -> Option<FormView> {
    let kind = record.id.kind;
    let filled = shown
        .forms
        .filled(registry::forms::form(kind)?, &record.node);
    let known: Vec<(&str, &str)> = filled
        .iter()
        .filter(|(column, _)| renewed_keys(kind).contains(&column.key))
        .map(|(column, text)| (column.key, text.as_str()))
        .collect();
    form(shown, kind, record.id.owner.as_deref()?, &known)
}

fn form(
    shown: Shown<'_>,
    kind: RecordKind,
    staff: &str,
    known: &[(&str, &str)],
) -> Option<FormView> {
    let mut form = FormView::blank(shown.voice.lang, shown.forms, kind, known, None)?;
    if is_posting(kind) {
        know_person(&mut form, staff);
        form.fields.insert(0, programme(shown));
    }
    Some(form)
}

/// Takes the question for the person out of the form of a posting: the page is that person's.
pub(super) fn know_person(form: &mut FormView, staff: &str) {
    for field in form.fields.iter_mut().filter(|field| field.name == "staff") {
        field.input = Input::Known;
        staff.clone_into(&mut field.value);
    }
}

fn programme(shown: Shown<'_>) -> FieldView {
    let choice = |programme: registry::seen::SeenProgramme<'_>| {
        let programme = programme.programme();
        (programme.id.clone(), programme_name(programme).to_owned())
    };
    FieldView {
        name: PROGRAMME,
        label: shown.voice.lang.words().files.programme,
        required: true,
        input: Input::One(shown.seen.programmes().map(choice).collect()),
        value: String::new(),
        hint: None,
    }
}

/// The form of a new person.
#[must_use]
pub fn new_person(voice: Voice<'_>, departments: &[Department]) -> FormView {
    let words = voice.lang.words().files;
    let department = |one: &Department| {
        let name = one.name.clone().unwrap_or_else(|| one.id.clone());
        (one.id.clone(), name)
    };
    let departments = departments.iter().map(department).collect();
    let professions = choices(voice, Vocabulary::Profession);
    let field = |name, label, required, input| FieldView {
        name,
        label,
        required,
        input,
        value: String::new(),
        hint: None,
    };
    FormView {
        kind: "person",
        title: words.new_person,
        record: None,
        fields: vec![
            field("staff", words.number, true, Input::Line),
            field("name", words.name, true, Input::Line),
            field("from", words.from, true, Input::Day),
            field(
                "department",
                words.department,
                true,
                Input::One(departments),
            ),
            field(
                "profession",
                words.profession,
                true,
                Input::One(professions),
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(key: &str, value: &str) -> Opened {
        Opened::of(&BTreeMap::from([(key.to_owned(), value.to_owned())]))
    }

    #[test]
    fn an_address_opens_what_it_names_and_nothing_else() {
        let id = RecordId::parse("credential:N0103:4").unwrap();
        assert_eq!(
            opened("edit", "credential:N0103:4"),
            Opened::Edit(id.clone())
        );
        assert_eq!(
            opened("renew", "credential:N0103:4"),
            Opened::Renew(id.clone())
        );
        assert_eq!(opened("history", "1"), Opened::History(None));
        assert_eq!(
            opened("history", "credential:N0103:4"),
            Opened::History(Some(id))
        );
        assert_eq!(
            opened("add", "title"),
            Opened::Add(RecordKind::from_name("title").unwrap())
        );
        for (key, value) in [("edit", "moon:1"), ("add", "moon"), ("by", "kind")] {
            assert_eq!(opened(key, value), Opened::Nothing);
        }
    }

    #[test]
    fn a_place_on_the_page_is_good_in_an_address() {
        let id = RecordId::parse("posting:核 a/b:7").unwrap();
        let place = anchor(&id);
        assert!(
            place
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)),
            "{place}"
        );
        let other = anchor(&RecordId::parse("posting:核 a_b:7").unwrap());
        assert_ne!(place, other);
    }

    #[test]
    fn what_is_opened_replaces_what_was_and_keeps_the_order() {
        let own = vec![("by", "kind".to_owned()), ("edit", "title:N1:1".to_owned())];
        let address = Address::default().staff("N1").with_own(own);
        let link = link(&address, "add", "title".to_owned(), "add");
        assert_eq!(link, "/staff/N1?by=kind&add=title#add");
    }
}
