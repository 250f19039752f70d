//! What may be chosen in a field.

use eligibility::catalogue::Vocabulary;
use eligibility::facts::{Department, Person, Programme};
use eligibility::standard::{Clause, Standard, Test};

use super::Forms;
use crate::ledger::kinds::{Column, Kind};
use crate::ledger::titles;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is typed for it.
    pub value: String,
    /// What people read: Chinese.
    pub zh: String,
    /// What people read: English.
    pub en: String,
}

/// What may be chosen in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choices {
    /// Anything is typed.
    Free,
    /// One of these.
    One(Vec<Choice>),
    /// Any number of these, in the order in which they are chosen.
    Some(Vec<Choice>),
    /// Anything is typed, and these are offered.
    Offered(Vec<Choice>),
}

impl Choice {
    fn named(value: &str, name: Option<&str>) -> Self {
        let name = name.unwrap_or(value);
        Self::both(value, name, name)
    }

    fn both(value: &str, zh: &str, en: &str) -> Self {
        Self {
            value: value.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
        }
    }
}

impl Forms<'_> {
    /// What may be chosen in a field. `standard` is the one a record's programme is assessed
    /// against, where it belongs to a programme.
    #[must_use]
    pub fn choices(&self, column: &Column, standard: Option<&Standard>) -> Choices {
        match column.kind {
            Kind::Word(vocabulary) => Choices::One(self.words(vocabulary)),
            Kind::Words(vocabulary) => Choices::Some(self.words(vocabulary)),
            Kind::Closed(set) => {
                let words = set.words.iter();
                Choices::One(
                    words
                        .map(|word| Choice::both(word.id, word.zh, word.en))
                        .collect(),
                )
            }
            Kind::Title => {
                let levels = titles::levels();
                Choices::One(
                    levels
                        .map(|(level, zh, en)| Choice::both(level.word(), zh, en))
                        .collect(),
                )
            }
            Kind::YesNo => Choices::One(yes_no(column).to_vec()),
            Kind::Department => {
                let departments = self.hospital.institution.departments.iter();
                let choice = |one: &Department| Choice::named(&one.id, one.name.as_deref());
                Choices::One(departments.map(choice).collect())
            }
            Kind::Programme => {
                let programmes = self.hospital.programmes.iter();
                let choice = |one: &Programme| Choice::named(&one.id, one.name.as_deref());
                Choices::One(programmes.map(choice).collect())
            }
            Kind::Standard => {
                let standards = self.standards.iter();
                let choice = |one: &&Standard| Choice::both(&one.id, &one.title.zh, &one.title.en);
                Choices::One(standards.map(choice).collect())
            }
            Kind::Staff => {
                let people = self.hospital.people.iter();
                let choice = |one: &Person| Choice::named(one.staff.as_str(), one.name.as_deref());
                Choices::Offered(people.map(choice).collect())
            }
            Kind::Clause => Choices::Offered(standard.map(clauses).unwrap_or_default()),
            Kind::Item => {
                let names = self
                    .hospital
                    .equipment
                    .iter()
                    .filter_map(|item| item.name.as_deref());
                Choices::Offered(names.map(|name| Choice::named(name, None)).collect())
            }
            Kind::Text
            | Kind::Day
            | Kind::LastDay
            | Kind::Expiry
            | Kind::Count
            | Kind::Amount
            | Kind::Events
            | Kind::Periods => Choices::Free,
        }
    }

    fn words(&self, vocabulary: Vocabulary) -> Vec<Choice> {
        let catalogue = self.lexicon.catalogue();
        let ids = catalogue.ids(vocabulary).into_iter();
        let choice = |id: &str| match catalogue.label(vocabulary, id) {
            Some(label) => Choice::both(id, label.zh, label.en),
            None => Choice::named(id, None),
        };
        ids.map(choice).collect()
    }
}

/// The clauses of a standard's newest edition that can be attested.
fn clauses(standard: &Standard) -> Vec<Choice> {
    let clauses = standard.editions.last().map(|edition| &edition.clauses);
    let attested = clauses.into_iter().flatten().filter(|clause| {
        let mut tests = clause.tests.iter();
        tests.any(|test| matches!(test, Test::Attest(_)))
    });
    attested.map(clause_label).collect()
}

/// A clause by its number and text, as people read it.
#[must_use]
pub fn clause_label(clause: &Clause) -> Choice {
    Choice {
        value: clause.id.to_string(),
        zh: format!("{} {}", clause.number, clause.text.zh),
        en: format!("{} {}", clause.number, clause.text.en),
    }
}

fn yes_no(column: &Column) -> [Choice; 2] {
    let (yes, no) = match column.key {
        "main_here" => (
            ("本机构", "this institution"),
            ("其他机构", "another institution"),
        ),
        "passed" => (("合格", "passed"), ("不合格", "failed")),
        "met" => (("符合", "met"), ("不符合", "not met")),
        _ => (("是", "yes"), ("否", "no")),
    };
    [
        Choice::both("yes", yes.0, yes.1),
        Choice::both("no", no.0, no.1),
    ]
}
