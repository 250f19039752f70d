//! JSON Schema, made from the same declarations that read the files.

use super::node::{Node, Value};
use crate::catalogue::{Catalogue, Vocabulary};

/// The named definitions of a schema, each written once.
#[derive(Default)]
pub struct Definitions {
    named: Vec<(String, Option<Node>)>,
    words: Vec<(Vocabulary, Node)>,
}

impl Definitions {
    /// Makes the definition `name` if it is new, and refers to it.
    pub fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Node) -> Node {
        if !self.named.iter().any(|(known, _)| known == name) {
            // Held open first, so that a shape that contains itself ends.
            self.named.push((name.to_owned(), None));
            let finished = make(self);
            if let Some((_, slot)) = self.named.iter_mut().find(|(known, _)| known == name) {
                *slot = Some(finished);
            }
        }
        Node::table([("$ref", Node::text(format!("#/$defs/{name}")))])
    }

    /// The whole schema document with `root` at its top.
    #[must_use]
    pub fn document(self, title: &str, root: Node) -> Node {
        let definitions = self
            .named
            .into_iter()
            .filter_map(|(name, node)| Some((name, node?)));
        let mut entries = vec![
            (
                "$schema".to_owned(),
                Node::text("https://json-schema.org/draft/2020-12/schema"),
            ),
            ("title".to_owned(), Node::text(title)),
        ];
        if let Value::Table(root) = root.value {
            entries.extend(root);
        }
        entries.push(("$defs".to_owned(), Node::table(definitions)));
        Node::table(entries)
    }
}

/// An object that allows only the given keys.
pub(crate) fn object(doc: &str, keys: Vec<(&str, &str, bool, Node)>) -> Node {
    let required = keys
        .iter()
        .filter(|key| key.2)
        .map(|key| Node::text(key.0))
        .collect::<Vec<_>>();
    let properties = keys
        .into_iter()
        .map(|(key, doc, _, node)| (key, described(node, doc)));
    let mut entries = vec![
        ("type", Node::text("object")),
        ("description", Node::text(doc.trim())),
        ("additionalProperties", Node::bare(Value::Bool(false))),
        ("properties", Node::table(properties)),
    ];
    if !required.is_empty() {
        entries.push(("required", Node::list(required)));
    }
    Node::table(entries)
}

/// The same schema with a description.
pub(crate) fn described(node: Node, doc: &str) -> Node {
    let Value::Table(mut entries) = node.value else {
        return node;
    };
    if !doc.trim().is_empty() {
        entries.push(("description".to_owned(), Node::text(doc.trim())));
    }
    Node::table(entries)
}

/// One of a closed set of words.
pub(crate) fn words(words: &[&str]) -> Node {
    Node::table([
        ("type", Node::text("string")),
        (
            "enum",
            Node::list(words.iter().map(|word| Node::text(*word))),
        ),
    ])
}

impl Definitions {
    /// A definitions list that writes out the words of `catalogue`.
    #[must_use]
    pub fn with_catalogue(catalogue: &Catalogue) -> Self {
        let words = |&vocabulary: &Vocabulary| (vocabulary, words_of(catalogue, vocabulary));
        Self {
            named: Vec::new(),
            words: Vocabulary::ALL.iter().map(words).collect(),
        }
    }

    /// The definition of an id of a list of the catalogue, with what each id stands for.
    pub fn vocabulary(&mut self, vocabulary: Vocabulary) -> Node {
        let known = self.words.iter().find(|(v, _)| *v == vocabulary);
        let node = known.map(|(_, node)| node.clone());
        self.define(&vocabulary.what().replace(' ', "-"), |_| {
            node.unwrap_or_else(|| words(&[]))
        })
    }
}

fn words_of(catalogue: &Catalogue, vocabulary: Vocabulary) -> Node {
    let ids = catalogue.ids(vocabulary);
    let meaning = |id: &&str| {
        let label = catalogue.label(vocabulary, id)?;
        Some(format!("{id}: {} ({})", label.zh, label.en))
    };
    let meanings: Vec<String> = ids.iter().filter_map(meaning).collect();
    described(words(&ids), &meanings.join("; "))
}
