//! A form that was sent: what a page needs to show it again, with what is wrong, or to say what came
//! of it.
//!
//! Forms work without a script. The server's handler of the `POST` calls the use case; where that
//! refuses, it puts a [`Submission`] beside the request and renders the page of the address again.
//! The page finds it by the name of the form.

use std::collections::BTreeMap;

use crate::request::beside;

/// The field whose value names the form, where a page has several.
pub const FORM: &str = "form";
/// The hidden field with the kind of a new record.
pub const KIND: &str = "of";
/// The hidden field with the record that is corrected or removed.
pub const RECORD: &str = "record";
/// The hidden field with the version of it that was shown.
pub const VERSION: &str = "version";
/// The field with the reason.
pub const REASON: &str = "why";
/// The field with the last day of what ends.
pub const LAST: &str = "to";
/// The field with the programme of a posting that is added on a person's page.
pub const PROGRAMME: &str = "programme";
/// The box by which a record is kept although another like it is there.
pub const SURE: &str = "sure";

/// A form that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// Which of the page's forms.
    form: String,
    typed: Vec<(String, String)>,
    faults: BTreeMap<&'static str, String>,
    /// What is wrong with the form as a whole.
    problem: Option<String>,
    outcome: Option<Outcome>,
}

/// What came of a form that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What to know.
    pub says: String,
    /// An address that is shown this once.
    pub link: Option<String>,
}

impl Submission {
    /// A form as it was sent. Passwords, secrets and codes are not kept: no page shows them again.
    #[must_use]
    pub fn of(typed: &[(String, String)]) -> Self {
        let is_secret = |name: &str| name.contains("password") || name.ends_with("_secret");
        let secret = |name: &str| is_secret(name) || name == "code";
        let shown = typed.iter().filter(|(name, _)| !secret(name));
        let form = typed.iter().find(|(name, _)| name == FORM);
        Self {
            form: form.map(|(_, form)| form.clone()).unwrap_or_default(),
            typed: shown.cloned().collect(),
            ..Self::default()
        }
    }

    /// The same with what is wrong with a field; of several the first stays.
    #[must_use]
    pub fn fault(mut self, field: &'static str, says: impl Into<String>) -> Self {
        self.faults.entry(field).or_insert_with(|| says.into());
        self
    }

    /// The same with what is wrong with the whole.
    #[must_use]
    pub fn problem(self, says: impl Into<String>) -> Self {
        let problem = Some(says.into());
        Self { problem, ..self }
    }

    /// What is said where a form was carried out; nothing typed is shown again.
    #[must_use]
    pub fn done(self, outcome: Outcome) -> Self {
        Self {
            form: self.form,
            outcome: Some(outcome),
            ..Self::default()
        }
    }

    /// The form of a name as it was sent with the present request; an empty one if it was not.
    pub(crate) fn sent(form: &str) -> Self {
        let sent: Option<Self> = beside();
        sent.filter(|sent| sent.form == form).unwrap_or_default()
    }

    /// Whatever form was sent with the present request.
    pub(crate) fn any() -> Self {
        beside().unwrap_or_default()
    }

    /// The name of the form; nothing where none was sent.
    pub(crate) fn form(&self) -> &str {
        &self.form
    }

    /// What was typed into a field.
    pub(crate) fn value(&self, field: &str) -> Option<String> {
        let found = self.typed.iter().find(|(name, _)| name == field);
        found.map(|(_, value)| value.clone())
    }

    /// Everything that was typed into fields of a name, in order.
    pub(crate) fn values(&self, field: &str) -> Vec<String> {
        let typed = self.typed.iter().filter(|(name, _)| name == field);
        typed.map(|(_, value)| value.clone()).collect()
    }

    /// Whether a box or an option was chosen.
    pub(crate) fn has(&self, field: &str, value: &str) -> bool {
        let mut typed = self.typed.iter();
        typed.any(|(name, typed)| name == field && typed == value)
    }

    /// What is wrong with a field.
    pub(crate) fn fault_of(&self, field: &str) -> Option<String> {
        self.faults.get(field).cloned()
    }

    /// What is wrong with the whole.
    pub(crate) fn whole(&self) -> Option<String> {
        self.problem.clone()
    }

    /// What came of it.
    pub(crate) const fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_but_no_password() {
        let typed = [("login", "li"), ("new_password", "x"), ("password", "y")];
        let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let sent = Submission::of(&typed)
            .fault("login", "a")
            .fault("login", "b");
        assert_eq!(sent.value("login").as_deref(), Some("li"));
        assert_eq!(sent.value("password").or(sent.value("new_password")), None);
        assert_eq!(sent.fault_of("login").as_deref(), Some("a"));
    }
}
