//! In which fields a record differs before and after, in words.

use eligibility::file::{Node, Value};

use crate::wording::field_text::{self, Names};

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    /// What it is called.
    pub label: String,
    /// What stood in it.
    pub before: Option<String>,
    /// What stands in it then.
    pub after: Option<String>,
}

/// The fields of a record of a kind that differ, in the order in which they stand in it.
#[must_use]
pub fn differences(
    names: Names<'_>,
    kind: &str,
    before: Option<&Node>,
    after: Option<&Node>,
) -> Vec<FieldDifference> {
    let said = |node: Option<&Node>, key: &str| {
        let node = node.and_then(|node| field(node, key))?;
        field_text::value(names, kind, key, node)
    };
    let mut keys: Vec<&str> = Vec::new();
    for key in [before, after].into_iter().flatten().flat_map(keys_of) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let differing = keys.into_iter().map(|key| FieldDifference {
        label: field_text::field(names.voice.lang, kind, key),
        before: said(before, key),
        after: said(after, key),
    });
    differing
        .filter(|field| field.before != field.after)
        .collect()
}

/// The key of a record that is a bare word.
const WORD: &str = "list";

fn keys_of(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::Table(entries) => entries.iter().map(|(key, _)| key.as_str()).collect(),
        Value::Null => Vec::new(),
        _ => vec![WORD],
    }
}

fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match node.value {
        Value::Table(_) => node.get(key),
        _ => (key == WORD).then_some(node),
    }
}

#[cfg(test)]
mod tests {
    use eligibility::catalogue::Catalogue;

    use super::*;
    use crate::locale::Lang;
    use crate::test_hospital::TestHospital;
    use crate::wording::Voice;

    fn names(lang: Lang, catalogue: &Catalogue) -> Names<'_> {
        let voice = Voice::new(lang, catalogue);
        Names {
            voice,
            departments: &[],
        }
    }

    #[test]
    fn roles_and_departments_are_told_by_their_names() {
        let catalogue = Catalogue::built_in().unwrap();
        let test = TestHospital::new();
        let hospital = test.hospital();
        let department = &hospital.institution.departments[0];
        let names = Names {
            departments: &hospital.institution.departments,
            ..names(Lang::Zh, &catalogue)
        };
        let id = || Node::text(&department.id);
        let account = Node::table([
            ("role", Node::text("head")),
            ("departments", Node::list([id(), Node::text("gone")])),
        ]);
        let said = |kind, node: &Node| -> Vec<Option<String>> {
            let told = differences(names, kind, None, Some(node)).into_iter();
            told.map(|field| field.after).collect()
        };
        let name = department.name.clone().unwrap();
        assert_ne!(name, department.id);
        let both = format!("{name}、gone");
        assert_eq!(
            said("account", &account),
            [Some("科室负责人".to_owned()), Some(both)]
        );
        let membership = Node::table([("department", id())]);
        assert_eq!(said("membership", &membership), [Some(name)]);
    }

    #[test]
    fn only_what_differs_is_told_with_labels_where_there_are_any() {
        let catalogue = Catalogue::built_in().unwrap();
        let record = |kind: &str, expires: &str| {
            let fields = [("kind", kind), ("expires", expires), ("moon", expires)];
            Node::table(fields.map(|(key, text)| (key, Node::text(text))))
        };
        let told = |lang| {
            let names = names(lang, &catalogue);
            let (before, after) = (record("bls", "2026-01-01"), record("bls", "2027-01-01"));
            let found = differences(names, "credential", Some(&before), Some(&after));
            let labels: Vec<_> = found.iter().map(|field| field.label.clone()).collect();
            (labels, found[0].before.clone(), found[0].after.clone())
        };
        let days = (Some("2026-01-01".to_owned()), Some("2027-01-01".to_owned()));
        let zh = vec!["有效期至".to_owned(), "moon".to_owned()];
        assert_eq!(told(Lang::Zh), (zh, days.0.clone(), days.1.clone()));
        assert_eq!(told(Lang::En).0, ["Expires on", "moon"]);

        let names = names(Lang::Zh, &catalogue);
        let word = Node::text("credentials");
        let added = differences(names, "incomplete_list", None, Some(&word));
        assert_eq!(
            (&*added[0].label, added[0].before.clone()),
            ("未录全清单", None)
        );
        assert_eq!(added[0].after.as_deref(), Some("证书"));
        let flag = Node::table([("passed", Node::bare(Value::Bool(false)))]);
        let added = differences(names, "periodic_assessment", None, Some(&flag));
        assert_eq!(added[0].after.as_deref(), Some("否"));
    }
}
