//! The case file: what is changed, and what must come out.

use eligibility::day::Day;
use eligibility::file::{Cx, FaultKind, Faults, Node, TableReader, Value};

/// The day on which the base rosters meet every clause.
pub fn base_day() -> Day {
    Day::new(2026, 3, 1).unwrap()
}

/// What a case shows about its file's clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Situation {
    Met,
    ShortByOne,
    Undetermined,
    Boundary,
}

impl Situation {
    pub const ALL: &[Self] = &[
        Self::Met,
        Self::ShortByOne,
        Self::Undetermined,
        Self::Boundary,
    ];

    fn of(word: &str) -> Option<Self> {
        match word {
            "met" => Some(Self::Met),
            "short by one" => Some(Self::ShortByOne),
            "undetermined" => Some(Self::Undetermined),
            "boundary" => Some(Self::Boundary),
            _ => None,
        }
    }
}

/// One file of cases.
pub struct CaseFile {
    pub stem: String,
    pub clause: Option<String>,
    pub cases: Vec<Case>,
}

/// One case.
pub struct Case {
    pub name: String,
    pub zh: String,
    pub en: String,
    pub shows: Option<Situation>,
    pub on: Day,
    pub rules_on: Option<Day>,
    pub as_if_in_force: bool,
    pub force: Option<String>,
    pub change: Vec<Node>,
    pub expect: Vec<(String, Expected)>,
}

/// What must come out for one clause; what is not named is not checked here, but stands in the
/// snapshot.
#[derive(Default)]
pub struct Expected {
    pub verdict: String,
    pub held: Vec<u32>,
    pub gap: Vec<u32>,
    pub possibly: Vec<u32>,
    pub counted: Option<Vec<String>>,
    pub codes: Vec<(String, Vec<String>)>,
    pub missing: Vec<(String, String)>,
    pub from: Vec<(String, Day)>,
    pub reasons: Vec<String>,
    pub competing: Option<Vec<String>>,
    pub readings: Vec<(String, String)>,
    pub breaks_on: Option<Day>,
}

impl CaseFile {
    pub fn read(stem: &str, text: &str) -> Result<Self, Faults> {
        let node = Node::from_toml(text)?;
        let mut cx = Cx::of_file(&node, None);
        let file = Self::of(stem, &node, &mut cx);
        cx.finish(file)
    }

    fn of(stem: &str, node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let table = TableReader::open(node, &["clause", "case"], cx)?;
        let clause: Option<String> = table.key("clause", cx)?;
        let nodes: Vec<Node> = table.key("case", cx)?;
        let mut cases = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let read = |cx: &mut Cx<'_>| Case::of(clause.as_deref(), node, cx);
            cases.push(cx.at_key("case", None, |cx| cx.at_index(index, node.line, read)));
        }
        Some(Self {
            stem: stem.to_owned(),
            clause,
            cases: cases.into_iter().collect::<Option<_>>()?,
        })
    }

    /// Which situations of which clause the file shows.
    pub fn shown(&self) -> Vec<(String, Situation)> {
        let clause = self.clause.iter();
        clause
            .flat_map(|clause| {
                let shown = self.cases.iter().filter_map(|case| case.shows);
                shown.map(|situation| (clause.clone(), situation))
            })
            .collect()
    }
}

fn refuse(cx: &mut Cx<'_>, why: &str) {
    cx.fault(FaultKind::Syntax {
        message: why.to_owned(),
    });
}

impl Case {
    fn of(clause: Option<&str>, node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let keys = [
            "name",
            "zh",
            "en",
            "shows",
            "on",
            "rules_on",
            "as_if_in_force",
            "force",
            "change",
            "expect",
        ];
        let table = TableReader::open(node, &keys, cx)?;
        let shows: Option<String> = table.key("shows", cx)?;
        let situation = shows.as_deref().and_then(Situation::of);
        if shows.is_some() && (situation.is_none() || clause.is_none()) {
            refuse(
                cx,
                "`shows` is met, short by one, undetermined or boundary, and needs the file's `clause`",
            );
        }
        let expect: Option<Node> = table.key("expect", cx)?;
        let mut expected = Vec::new();
        for (id, node) in expect.as_ref().map(entries).unwrap_or_default() {
            let read = cx.at_key(&format!("expect.{id}"), node.line, |cx| {
                Expected::of(node, cx)
            });
            expected.push((id.clone(), read?));
        }
        let own = clause.is_none_or(|own| expected.iter().any(|(id, _)| id == own));
        let force: Option<String> = table.key("force", cx)?;
        if !own || (expected.is_empty() && force.is_none()) {
            refuse(
                cx,
                "a case expects something, and that of the file's clause",
            );
        }
        let as_if: Option<bool> = table.key("as_if_in_force", cx)?;
        Some(Self {
            name: table.key("name", cx)?,
            zh: table.key("zh", cx)?,
            en: table.key("en", cx)?,
            shows: situation,
            on: table.key("on", cx)?,
            rules_on: table.key("rules_on", cx)?,
            as_if_in_force: as_if.unwrap_or(false),
            force,
            change: table.key("change", cx)?,
            expect: expected,
        })
    }
}

impl Expected {
    fn of(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let keys = [
            "verdict",
            "held",
            "gap",
            "possibly",
            "counted",
            "codes",
            "missing",
            "from",
            "reasons",
            "competing",
            "readings",
            "breaks_on",
        ];
        let table = TableReader::open(node, &keys, cx)?;
        let node = |key: &str, cx: &mut Cx<'_>| table.key::<Option<Node>>(key, cx).flatten();
        let numbers = |key: &str, cx: &mut Cx<'_>| -> Vec<u32> {
            node(key, cx).as_ref().map(numbers).unwrap_or_default()
        };
        let texts = |key: &str, cx: &mut Cx<'_>| node(key, cx).as_ref().map(texts);
        let by_key = |key: &str, cx: &mut Cx<'_>| -> Vec<(String, Node)> {
            node(key, cx)
                .as_ref()
                .map(|node| entries(node).to_vec())
                .unwrap_or_default()
        };
        let one = |(key, node): (String, Node)| Some((key, texts_of(&node).pop()?));
        let day =
            |(staff, node): (String, Node)| Some((staff, Day::parse(&texts_of(&node).pop()?)?));
        Some(Self {
            verdict: table.key("verdict", cx)?,
            held: numbers("held", cx),
            gap: numbers("gap", cx),
            possibly: numbers("possibly", cx),
            counted: texts("counted", cx),
            codes: by_key("codes", cx)
                .into_iter()
                .map(|(k, n)| (k, texts_of(&n)))
                .collect(),
            missing: by_key("missing", cx).into_iter().filter_map(one).collect(),
            from: by_key("from", cx).into_iter().filter_map(day).collect(),
            reasons: texts("reasons", cx).unwrap_or_default(),
            competing: texts("competing", cx),
            readings: by_key("readings", cx).into_iter().filter_map(one).collect(),
            breaks_on: table.key("breaks_on", cx)?,
        })
    }
}

/// The keys and values of a table.
pub fn entries(node: &Node) -> &[(String, Node)] {
    match &node.value {
        Value::Table(entries) => entries,
        _ => &[],
    }
}

fn numbers(node: &Node) -> Vec<u32> {
    let number = |node: &Node| match node.value {
        Value::Int(number) => u32::try_from(number).ok(),
        _ => None,
    };
    match &node.value {
        Value::List(items) => items.iter().filter_map(number).collect(),
        _ => number(node).into_iter().collect(),
    }
}

/// The texts of a list, or the one text.
fn texts_of(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().flat_map(texts_of).collect(),
        Value::Text(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

fn texts(node: &Node) -> Vec<String> {
    texts_of(node)
}
