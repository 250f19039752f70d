//! A person's file, made up from role and level.

use std::collections::BTreeMap;

use eligibility::day::Day;
use eligibility::file::{Node, Value};

use super::cast::{LEVELS, Member, Role};
use super::node::{IntoNode, record};
use super::random::Random;

/// The made-up institution.
pub const INSTITUTION: &str = "示例市中心医院";

const EXAMINERS: &str = "国家卫生健康委人才交流服务中心";

/// Years of work, from and to, by level.
const YEARS: [(u32, u32); 5] = [(1, 3), (3, 5), (8, 12), (14, 19), (21, 29)];

/// Months of work after which each level was reached.
const REACHED: [u32; 5] = [6, 12, 72, 132, 192];

/// A file in the making: lists of records by their key.
#[derive(Clone, Debug)]
pub struct Draft {
    pub staff: String,
    pub name: String,
    /// The first day of work.
    pub start: Day,
    lists: BTreeMap<&'static str, Vec<Node>>,
}

impl Draft {
    /// Adds a record to a list.
    pub fn add(&mut self, list: &'static str, record: Node) {
        self.lists.entry(list).or_default().push(record);
    }

    /// Empties a list.
    pub fn clear(&mut self, list: &'static str) {
        self.lists.remove(list);
    }

    /// Puts a value into each record of a list whose `key` is `word`; a blank takes it out.
    pub fn put(&mut self, list: &str, key: &str, word: &str, field: &str, value: impl IntoNode) {
        let value = value.into_node();
        for record in self.lists.get_mut(list).into_iter().flatten() {
            if record
                .get(key)
                .is_none_or(|node| node.value != Value::Text(word.to_owned()))
            {
                continue;
            }
            if let Value::Table(entries) = &mut record.value {
                entries.retain(|(name, _)| name != field);
                entries.push((field.to_owned(), value.clone()));
            }
        }
    }

    /// Puts a value into the credentials of a kind.
    pub fn put_paper(&mut self, kind: &str, field: &str, value: impl IntoNode) {
        self.put("credentials", "kind", kind, field, value);
    }

    /// Puts a value into a physician's registration.
    pub fn put_licence(&mut self, field: &str, value: impl IntoNode) {
        self.put("licences", "level", "physician", field, value);
    }

    /// Adds experience gained here.
    pub fn add_experience(&mut self, field: &str, from: Option<Day>) {
        let record = record! { field: field, from: from, employer: INSTITUTION };
        self.add("experience", record);
    }

    /// The file.
    pub fn into_node(self) -> Node {
        let head = [
            ("staff", Node::text(self.staff)),
            ("name", Node::text(self.name)),
        ];
        Node::table(
            head.into_iter().chain(
                self.lists
                    .into_iter()
                    .map(|(list, records)| (list, Node::list(records))),
            ),
        )
    }
}

/// Makes a person's file up; everything lies before `day`.
pub fn draft(member: &Member, staff: String, name: String, day: Day, random: &mut Random) -> Draft {
    let (low, high) = YEARS.get(member.level).copied().unwrap_or((3, 5));
    let months = random.between(low * 12, high * 12);
    let start = day.minus_months(months).minus_days(random.between(0, 27));
    let mut draft = Draft {
        staff,
        name,
        start,
        lists: BTreeMap::new(),
    };
    let role = member.role;
    draft.add("employment", record! { from: start });
    draft.add(
        "professions",
        record! { profession: role.profession, from: start },
    );
    draft.add(
        "disciplines",
        record! { discipline: role.discipline, from: start },
    );
    draft.add(
        "experience",
        record! { field: role.field, from: start, employer: INSTITUTION },
    );
    titles(&mut draft, role, member.level, random);
    licence(&mut draft, role, day, random);
    permits(&mut draft, member, random);
    routine(&mut draft, role, day, random);
    draft
}

/// Every title on the way to the present level; earlier ones stay.
fn titles(draft: &mut Draft, role: &Role, level: usize, random: &mut Random) {
    let first = usize::from(level > 0);
    for (index, (word, months)) in LEVELS.iter().zip(REACHED).enumerate() {
        if (first..=level).contains(&index) {
            let qualified = draft.start.plus_months(months);
            draft.add(
                "titles",
                record! {
                    series: role.series,
                    level: *word,
                    discipline: role.discipline,
                    qualified: qualified,
                    appointed: qualified.plus_days(random.between(20, 120)),
                },
            );
        }
    }
}

fn licence(draft: &mut Draft, role: &Role, day: Day, random: &mut Random) {
    let Some(registration) = &role.registration else {
        return;
    };
    let number = random.digits(15);
    let record = |from: Day, to: Option<Day>| {
        record! {
            level: registration.level,
            category: registration.category,
            scopes: registration.scope.into_iter().collect::<Vec<_>>(),
            number: number.clone(),
            main_here: true,
            from: from,
            to: to,
        }
    };
    if registration.level == "physician" {
        draft.add("licences", record(draft.start.plus_months(12), None));
        let on = day.minus_months(random.between(2, 30)).max(draft.start);
        draft.add("assessments", record! { on: on, passed: true });
        let (kind, number) = ("physician-qualification", random.digits(27));
        let paper = record! { kind: kind, number: number, issued: draft.start };
        draft.add("credentials", paper);
        return;
    }
    // A nurse's licence is renewed every five years.
    let renewed = day.minus_months(random.between(3, 55));
    if renewed > draft.start {
        let earlier = draft.start.max(renewed.minus_months(60));
        draft.add("licences", record(earlier, Some(renewed.prev())));
    }
    draft.add("licences", record(renewed.max(draft.start), None));
}

fn permits(draft: &mut Draft, member: &Member, random: &mut Random) {
    for permit in member.permits {
        let issued = draft.start.plus_months(random.between(24, 30));
        // The certificates 83 and 84 name no profession.
        let category = permit
            .starts_with("permit-")
            .then_some(member.role.profession);
        draft.add(
            "credentials",
            record! {
                kind: *permit,
                category: category,
                number: random.digits(12),
                issuer: EXAMINERS,
                issued: issued,
            },
        );
    }
}

/// Papers that come round again; one in twenty is overdue.
fn routine(draft: &mut Draft, role: &Role, day: Day, random: &mut Random) {
    let start = draft.start;
    let mut papers = Vec::new();
    if let Some(code) = role.radiation {
        draft.add("radiation_work", record! { code: code, from: start });
        papers.extend([("radiation-health-check", 23), ("radiation-training", 23)]);
        papers.extend([("dose-record", 2), ("radiation-safety-exam", 58)]);
        let card = record! { kind: "radiation-worker", number: random.digits(10), issued: start };
        draft.add("credentials", card);
    }
    if matches!(role.profession, "nurse" | "physician") {
        papers.push(("bls", 23));
    }
    for (kind, months) in papers {
        let overdue = if random.chance(5) { 3 } else { 0 };
        let issued = day
            .minus_months(random.between(0, months) + overdue)
            .max(start);
        draft.add(
            "credentials",
            record! { kind: kind, number: random.digits(10), issued: issued },
        );
    }
}
