//! What can happen to a file: lines lost, doubled and swapped, values of another kind, numbers and
//! days at the edge of what can be counted, texts nobody expects.

use eligibility::file::{Node, Value};

/// Numbers that look random and are always the same (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5EED)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// A number from 0 up to, not including, `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Values of every kind, as a TOML file writes them.
const VALUES: &[&str] = &[
    "0",
    "-1",
    "1",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "99999999999999999999",
    "0.30000000000000004",
    "nan",
    "1e400",
    "true",
    "\"\"",
    "\" \"",
    "\"\\u0000\"",
    "\"\u{202e}准入\u{200d}\u{feff}\"",
    "\"👩🏽‍⚕️\"",
    "1900-01-01",
    "2199-12-31",
    "2024-02-29",
    "2023-02-29",
    "0000-01-01",
    "9999-12-31",
    "2026-03-01T00:00:00Z",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "[1, \"a\", {}]",
    "{ a = { b = { c = [] } } }",
];

/// Numbers at which sums and products may break.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "7",
    "24",
    "61",
    "1000",
    "65535",
    "1000000",
    "2147483647",
    "4294967295",
];

/// A file with one to three things done to its lines and values.
pub fn mangle_text(original: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = original.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        mangle_lines(&mut lines, dice);
    }
    lines.join("\n")
}

/// A line that is no comment and not blank, so that it is not for nothing.
fn some_line(lines: &[String], dice: &mut Dice) -> usize {
    let tries = (0..20).map(|_| dice.below(lines.len())).collect::<Vec<_>>();
    let says = |place: &usize| {
        let line = lines.get(*place).map_or("", |line| line.trim());
        !line.is_empty() && !line.starts_with('#')
    };
    tries.iter().copied().find(says).unwrap_or_default()
}

fn mangle_lines(lines: &mut Vec<String>, dice: &mut Dice) {
    if lines.is_empty() {
        return;
    }
    let (here, there) = (some_line(lines, dice), some_line(lines, dice));
    match dice.below(9) {
        0 => {
            lines.remove(here);
        }
        1 => {
            let line = lines[here].clone();
            lines.insert(there, line);
        }
        2 => lines.swap(here, there),
        3 => {
            // A whole block, as somebody would cut and paste it.
            let end = (here + 1 + dice.below(12)).min(lines.len());
            let block: Vec<String> = lines.drain(here..end).collect();
            if dice.below(2) == 0 {
                let at = there.min(lines.len());
                lines.splice(at..at, block);
            }
        }
        4 | 5 => {
            let value = dice.pick(VALUES);
            if let Some((key, _)) = lines[here].split_once('=') {
                lines[here] = format!("{key}= {value}");
            }
        }
        6 => {
            let (key, other) = (key_of(&lines[here]), key_of(&lines[there]));
            lines[here] = lines[here].replacen(&key, &other, 1);
        }
        7 => {
            let letters: Vec<char> = lines[here].chars().collect();
            let cut = dice.below(letters.len());
            let with = dice.pick(&[
                "", "\"", "[", "}", ",", "\u{0}", "\u{202e}", "=", "𠮷", "\\",
            ]);
            let (start, end) = letters.split_at(cut);
            lines[here] = start
                .iter()
                .copied()
                .chain(with.chars())
                .chain(end.iter().skip(1).copied())
                .collect();
        }
        _ => {
            let mut line = lines[here].clone();
            other_numbers(&mut line, dice);
            lines[here] = line;
        }
    }
}

fn key_of(line: &str) -> String {
    let key = line.split('=').next().unwrap_or_default();
    key.trim()
        .trim_matches(['[', ']', '{', '}', ','])
        .to_owned()
}

/// Puts other numbers where a bare whole number stands after `=`: some of them, all of the file over.
pub fn other_numbers(text: &mut String, dice: &mut Dice) {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(found) = rest.find("= ") {
        let (before, after) = rest.split_at(found + 2);
        out.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let next = after[digits..].chars().next();
        let whole = digits > 0 && !matches!(next, Some('-' | '.' | ':'));
        if whole && dice.below(4) == 0 {
            out.push_str(dice.pick(NUMBERS));
            rest = &after[digits..];
        } else {
            rest = after;
        }
    }
    out.push_str(rest);
    *text = out;
}

// --- Parsed files ----------------------------------------------------------------------------------

/// Does something to one place of a parsed file, any as likely as any other.
pub fn mangle_node(node: &mut Node, dice: &mut Dice) {
    let place = dice.below(size(node));
    mangle_at(node, place, dice);
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(size).sum(),
        Value::Table(entries) => entries.iter().map(|(_, node)| size(node)).sum(),
        _ => 0,
    }
}

fn mangle_at(node: &mut Node, mut place: usize, dice: &mut Dice) {
    if place == 0 {
        change(node, dice);
        return;
    }
    place -= 1;
    let children: Vec<&mut Node> = match &mut node.value {
        Value::List(items) => items.iter_mut().collect(),
        Value::Table(entries) => entries.iter_mut().map(|(_, node)| node).collect(),
        _ => Vec::new(),
    };
    for child in children {
        let own = size(child);
        if place < own {
            return mangle_at(child, place, dice);
        }
        place -= own;
    }
}

fn change(node: &mut Node, dice: &mut Dice) {
    match &mut node.value {
        Value::List(items) if !items.is_empty() => {
            let (here, there) = (dice.below(items.len()), dice.below(items.len()));
            match dice.below(4) {
                0 => {
                    items.remove(here);
                }
                1 => {
                    let item = items[here].clone();
                    items.insert(there, item);
                }
                2 => items.swap(here, there),
                _ => items.clear(),
            }
        }
        Value::Table(entries) if !entries.is_empty() => {
            let (here, there) = (dice.below(entries.len()), dice.below(entries.len()));
            match dice.below(4) {
                0 | 1 => {
                    entries.remove(here);
                }
                2 => {
                    let value = entries[there].1.clone();
                    entries[here].1 = value;
                }
                _ => entries.swap(here, there),
            }
        }
        Value::Text(text) if text.len() == 10 && text.as_bytes()[4] == b'-' => {
            dice.pick(DAYS).clone_into(text);
        }
        Value::Int(number) => *number = INTS[dice.below(INTS.len())],
        Value::Bool(value) if dice.below(2) == 0 => *value = !*value,
        _ => node.value = other_value(dice),
    }
}

/// Days at the edges of what a file may hold, and around the day asked about.
const DAYS: &[&str] = &[
    "1900-01-01",
    "2199-12-31",
    "2199-12-30",
    "2024-02-29",
    "2026-02-28",
    "2026-03-01",
    "2026-03-02",
    "2027-06-30",
    "2100-02-29",
    "0001-01-01",
];

const INTS: &[i64] = &[
    0,
    1,
    -1,
    99,
    100,
    4_294_967_295,
    4_294_967_296,
    i64::MAX,
    i64::MIN,
];

fn other_value(dice: &mut Dice) -> Value {
    match dice.below(7) {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => Value::Int(INTS[dice.below(INTS.len())]),
        3 => Value::Fraction(dice.pick(&["0.5", "1e400", "-0", "nan"]).to_owned()),
        4 => Value::Text(
            dice.pick(&["", " ", "\u{0}", "\u{202e}准入", "👩🏽‍⚕️", "N001"])
                .to_owned(),
        ),
        5 => Value::List(Vec::new()),
        _ => Value::Table(Vec::new()),
    }
}

/// Bytes that were never a file, or look a little like one.
pub fn noise(dice: &mut Dice) -> Vec<u8> {
    let n = dice.below(400);
    let any = dice.below(3) == 0;
    let syntax = b"[]{}=\"'.,#\n -0123456789abtruefalsnx\\u:_+T";
    (0..n)
        .map(|_| {
            if any {
                u8::try_from(dice.below(256)).unwrap()
            } else {
                syntax[dice.below(syntax.len())]
            }
        })
        .collect()
}
