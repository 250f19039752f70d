//! A record's form: its fields with what stands in them and what may be chosen.

use eligibility::file::Node;
use eligibility::standard::Standard;
use registry::forms::{self, Choice, Choices, Forms, Recorded};
use registry::ledger::kinds::{Column, Kind};
use registry::store::RecordKind;

use crate::locale::Lang;

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Line,
    /// A day, typed as people write days.
    Day,
    /// A number.
    Number,
    /// One of these, or a blank: what is sent, what is read.
    One(Vec<(String, String)>),
    /// Any of these.
    Some(Vec<(String, String)>),
    /// A line of text, with these offered.
    Offered(Vec<(String, String)>),
    /// Nothing: it is known on the page that the form stands on.
    Known,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldView {
    /// What it is sent as.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// Whether a record must have it.
    pub required: bool,
    /// How it is filled in.
    pub input: Input,
    /// What stands in it; of several chosen words, separated by `;`.
    pub value: String,
    /// What to know before typing.
    pub hint: Option<&'static str>,
}

/// A record's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormView {
    /// The kind, by its stable name.
    pub kind: &'static str,
    /// What the kind is called.
    pub title: &'static str,
    /// The record that is corrected and the version of it that is shown; a new one without it.
    pub record: Option<(String, i64)>,
    /// The fields.
    pub fields: Vec<FieldView>,
}

impl FormView {
    /// A form for a new record of a kind, with what is known beforehand; `None` for no kind.
    #[must_use]
    pub fn blank(
        lang: Lang,
        forms: &Forms<'_>,
        kind: RecordKind,
        known: &[(&str, &str)],
        standard: Option<&Standard>,
    ) -> Option<Self> {
        let mut form = Self::of(lang, forms, kind, None, standard)?;
        for field in &mut form.fields {
            let known = known.iter().find(|(name, _)| *name == field.name);
            if let Some((_, value)) = known {
                (*value).clone_into(&mut field.value);
            }
        }
        Some(form)
    }

    /// A form with a record in it.
    #[must_use]
    pub fn filled(
        lang: Lang,
        forms: &Forms<'_>,
        record: &Recorded,
        standard: Option<&Standard>,
    ) -> Option<Self> {
        let form = Self::of(lang, forms, record.id.kind, Some(&record.node), standard)?;
        let record = Some((record.id.to_string(), record.version));
        Some(Self { record, ..form })
    }

    fn of(
        lang: Lang,
        forms: &Forms<'_>,
        kind: RecordKind,
        record: Option<&Node>,
        standard: Option<&Standard>,
    ) -> Option<Self> {
        let form = forms::form(kind)?;
        let blank = Node::table::<&str>([]);
        let filled = forms.filled(form, record.unwrap_or(&blank)).into_iter();
        let fields = filled.map(|(column, value)| FieldView {
            name: column.key,
            label: label(lang, column),
            required: column.required,
            input: input(lang, column, forms.choices(column, standard)),
            value: if record.is_some() {
                value
            } else {
                String::new()
            },
            hint: hint(lang, column),
        });
        Some(Self {
            kind: kind.name(),
            title: match lang {
                Lang::Zh => form.zh,
                Lang::En => form.en,
            },
            record: None,
            fields: fields.collect(),
        })
    }
}

/// What a field is called.
#[must_use]
pub const fn label(lang: Lang, column: &Column) -> &'static str {
    match lang {
        Lang::Zh => column.zh,
        Lang::En => column.en,
    }
}

fn input(lang: Lang, column: &Column, choices: Choices) -> Input {
    let both = |choices: Vec<Choice>| {
        let choice = |choice: Choice| match lang {
            Lang::Zh => (choice.value, choice.zh),
            Lang::En => (choice.value, choice.en),
        };
        choices.into_iter().map(choice).collect()
    };
    match (choices, column.kind) {
        (Choices::One(choices), _) => Input::One(both(choices)),
        (Choices::Some(choices), _) => Input::Some(both(choices)),
        (Choices::Offered(choices), _) => Input::Offered(both(choices)),
        (Choices::Free, Kind::Day | Kind::LastDay | Kind::Expiry) => Input::Day,
        (Choices::Free, Kind::Count | Kind::Amount) => Input::Number,
        (Choices::Free, _) => Input::Line,
    }
}

const fn hint(lang: Lang, column: &Column) -> Option<&'static str> {
    let words = lang.words().records;
    match column.kind {
        Kind::Expiry => Some(words.expiry_hint),
        Kind::LastDay => Some(words.last_day_hint),
        Kind::Events => Some(words.events_hint),
        Kind::Periods => Some(words.periods_hint),
        _ => None,
    }
}
