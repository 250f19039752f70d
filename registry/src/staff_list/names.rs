//! Names as people type and sort them: by characters, by pinyin in full or by initials.
//!
//! Finding the readings of ten thousand names takes longer than answering with them, so they are
//! kept while the snapshot's version stands (see [`crate::assessments::Assessments::names`]).

use eligibility::facts::{Person, StaffNumber};
use pinyin::ToPinyinMulti as _;

/// Surnames that are read otherwise than the character mostly is. Typed either way they are found;
/// they are sorted as they are read.
const SURNAMES: [(char, &str); 22] = [
    ('曾', "zeng"),
    ('单', "shan"),
    ('解', "xie"),
    ('查', "zha"),
    ('仇', "qiu"),
    ('朴', "piao"),
    ('区', "ou"),
    ('盖', "ge"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('员', "yun"),
    ('缪', "miao"),
    ('种', "chong"),
    ('折', "she"),
    ('秘', "bi"),
    ('召', "shao"),
    ('繁', "po"),
    ('薄', "bo"),
    ('卜', "bu"),
    ('句', "gou"),
    ('乜', "nie"),
    ('乐', "yue"),
];

/// The names of everybody at one version.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// By staff number, as the hospital's people are.
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    staff: StaffNumber,
    number: String,
    syllables: Vec<Syllable>,
    /// The place among all when sorted by name.
    place: usize,
}

/// A character of a name.
#[derive(Debug)]
struct Syllable {
    character: char,
    /// How it can be read; none for a character without a known reading.
    readings: Vec<&'static str>,
}

/// What was typed to find somebody.
#[derive(Debug)]
pub(crate) struct Typed {
    number: String,
    name: String,
}

impl Typed {
    /// A text as it is compared.
    pub(crate) fn of(text: &str) -> Self {
        Self {
            number: folded(text.trim()),
            name: letters(text).collect(),
        }
    }
}

impl Names {
    /// The names of people in the order of their staff numbers.
    pub(crate) fn of(people: &[Person]) -> Self {
        let mut entries: Vec<Entry> = people
            .iter()
            .map(|person| Entry {
                staff: person.staff.clone(),
                number: folded(person.staff.as_str()),
                syllables: syllables(person.name.as_deref().unwrap_or_default()),
                place: 0,
            })
            .collect();
        let mut order: Vec<(String, usize)> =
            entries.iter().map(sort_key).zip(0..people.len()).collect();
        order.sort_unstable();
        for (place, (_, at)) in order.into_iter().enumerate() {
            if let Some(entry) = entries.get_mut(at) {
                entry.place = place;
            }
        }
        Self { entries }
    }

    /// Whether what was typed stands in somebody's staff number, or is the name or a part of it.
    pub(crate) fn is_meant(&self, staff: &StaffNumber, typed: &Typed) -> bool {
        self.entry(staff).is_some_and(|entry| {
            let number = !typed.number.is_empty() && entry.number.contains(&typed.number);
            number || (!typed.name.is_empty() && says(&entry.syllables, &typed.name))
        })
    }

    /// Somebody's place among all when sorted by name; nameless people come last.
    pub(crate) fn place(&self, staff: &StaffNumber) -> usize {
        self.entry(staff).map_or(usize::MAX, |entry| entry.place)
    }

    fn entry(&self, staff: &StaffNumber) -> Option<&Entry> {
        let found = self
            .entries
            .binary_search_by(|entry| entry.staff.cmp(staff));
        self.entries.get(found.ok()?)
    }
}

/// A name by its initials, in capitals: 王芳 is `WF`. A character without a known reading stands for
/// itself, and of a word in other letters the first.
#[must_use]
pub fn initials(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let mut initials = String::new();
    for word in words {
        let mut is_begun = false;
        for (place, character) in word.chars().enumerate() {
            let readings = readings(character, initials.is_empty() && place == 0);
            let read = readings.first().and_then(|reading| reading.chars().next());
            if read.is_some() || !is_begun {
                initials.extend(read.unwrap_or(character).to_uppercase());
            }
            is_begun = read.is_none();
        }
    }
    initials
}

/// Full-width letters and digits as plain ones, and all in small letters.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        'ü' | 'Ü' => 'v',
        _ => c,
    };
    let text = text.chars().map(plain);
    text.flat_map(char::to_lowercase).collect()
}

/// What of a text is compared with names: no blanks, hyphens, apostrophes or dots.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let folded: Vec<char> = folded(text).chars().collect();
    folded.into_iter().filter(|c| c.is_alphanumeric())
}

fn syllables(name: &str) -> Vec<Syllable> {
    let one = |(place, character)| Syllable {
        readings: readings(character, place == 0),
        character,
    };
    letters(name).enumerate().map(one).collect()
}

/// How a character can be read; as a surname the reading of a surname comes first.
fn readings(character: char, is_surname: bool) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let mut add = |reading: &'static str| {
        if !found.contains(&reading) {
            found.push(reading);
        }
    };
    let surname = SURNAMES.iter().find(|(known, _)| *known == character);
    if let Some((_, reading)) = surname.filter(|_| is_surname) {
        add(reading);
    }
    let known = character.to_pinyin_multi().into_iter().flatten();
    known
        .map(pinyin::Pinyin::plain)
        .flat_map(as_typed)
        .for_each(add);
    found
}

/// How a reading is typed: keyboards have no ü, and passports write it otherwise again. The few
/// readings with other signs (ê, ḿ, ň) are no name's.
fn as_typed(reading: &'static str) -> impl Iterator<Item = &'static str> {
    let spelled: &[&'static str] = match reading {
        "lü" => &["lv", "lu", "lyu"],
        "nü" => &["nv", "nu", "nyu"],
        "lüe" => &["lve", "lue", "lyue"],
        "nüe" => &["nve", "nue", "nyue"],
        _ => &[],
    };
    let spelled = spelled.iter().copied();
    spelled.chain(Some(reading).filter(|reading| reading.is_ascii()))
}

/// Whether a typed text says a name from some character on.
fn says(name: &[Syllable], typed: &str) -> bool {
    let mut left = name;
    while let Some((_, rest)) = left.split_first() {
        if says_from_here(left, typed) {
            return true;
        }
        left = rest;
    }
    false
}

/// Every character is said by itself, by a reading, or by how that begins; the last one may be
/// unfinished.
fn says_from_here(name: &[Syllable], typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    let Some((first, rest)) = name.split_first() else {
        return false;
    };
    let goes_on = |said: &str| {
        let left = typed.strip_prefix(said);
        left.is_some_and(|left| !said.is_empty() && says_from_here(rest, left))
    };
    let mut buffer = [0; 4];
    goes_on(first.character.encode_utf8(&mut buffer))
        || first.readings.iter().any(|reading| {
            reading.starts_with(typed) || shortened(reading).into_iter().any(goes_on)
        })
}

/// A reading, and what people shorten it to: `zhang`, `zh`, `z`.
fn shortened(reading: &str) -> [&str; 3] {
    let two = reading
        .get(..2)
        .filter(|two| ["zh", "ch", "sh"].contains(two));
    let one = reading.get(..1).unwrap_or(reading);
    [reading, two.unwrap_or(one), one]
}

/// By reading and then by character, one character after the other, so that people of one surname
/// stand together; who has no name comes last.
fn sort_key(entry: &Entry) -> String {
    let mut key = String::new();
    for syllable in &entry.syllables {
        match syllable.readings.first() {
            Some(reading) => key.push_str(reading),
            None if syllable.character.is_ascii() => key.push(syllable.character),
            None => key.push('~'),
        }
        key.push(' ');
        key.push(syllable.character);
        key.push(' ');
    }
    if key.is_empty() {
        key.push(char::MAX);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Names {
        let person = |(number, name): (usize, &&str)| Person {
            name: Some((*name).to_owned()).filter(|name| !name.is_empty()),
            ..Person::new(StaffNumber::new(&format!("N-{number:02}")))
        };
        let people: Vec<_> = names.iter().enumerate().map(person).collect();
        Names::of(&people)
    }

    #[track_caller]
    fn finds(name: &str, typed: &str, expected: bool) {
        let names = names(&[name]);
        let staff = StaffNumber::new("N-00");
        let found = names.is_meant(&staff, &Typed::of(typed));
        assert_eq!(found, expected, "{name} by `{typed}`");
    }

    #[test]
    fn a_name_is_found_by_characters_by_pinyin_and_by_initials() {
        for typed in [
            "张三",
            "张",
            "三",
            "zs",
            "ZS",
            "zhangsan",
            "zhang san",
            "Zhang San",
            "zhangs",
            "zhs",
            "zsan",
            "zha",
            "san",
            "ｚｓ",
            "张san",
            "zhang三",
            "z三",
            "zhang'san",
        ] {
            finds("张三", typed, true);
        }
        for typed in [
            "sz",
            "zhansan",
            "李",
            "zss",
            "zhangsi",
            "zhangsanz",
            "an",
            "",
            " ",
        ] {
            finds("张三", typed, false);
        }
    }

    #[test]
    fn every_reading_of_a_surname_finds_it() {
        for (name, readings) in [
            ("曾敏", ["zengmin", "cengmin"]),
            ("单雄", ["shanxiong", "danxiong"]),
            ("解珍", ["xiezhen", "jiezhen"]),
            ("查理", ["zhali", "chali"]),
            ("仇英", ["qiuying", "chouying"]),
            ("朴信", ["piaoxin", "puxin"]),
            ("区敏", ["oumin", "qumin"]),
            ("吕布", ["lvbu", "lubu"]),
            ("吕布", ["lyubu", "lübu"]),
        ] {
            for typed in readings {
                finds(name, typed, true);
            }
        }
        finds("仇英", "qy", true);
        finds("仇英", "cy", true);
    }

    #[test]
    fn names_in_letters_and_with_dots_are_found_too() {
        finds("阿依·古丽", "ayiguli", true);
        finds("阿依·古丽", "aygl", true);
        finds("阿依·古丽", "依古", true);
        finds("Anna Li", "annali", true);
        finds("Anna Li", "NNA", true);
        finds("Anna Li", "nl", false);
    }

    #[test]
    fn a_staff_number_is_found_by_any_part_of_it() {
        for typed in ["N-00", "n-0", "00", " n-00 ", "Ｎ-００"] {
            finds("张三", typed, true);
        }
        finds("张三", "N00", false);
    }

    #[test]
    fn people_are_sorted_as_their_names_are_read() {
        let sorted = [
            "Anna", "曾敏", "单雄", "吕布", "吕安", "张三", "张伟", "章三", "", "仇英",
        ];
        let names = names(&sorted);
        let mut order: Vec<_> = (0..sorted.len()).collect();
        order.sort_by_key(|number| names.place(&StaffNumber::new(&format!("N-{number:02}"))));
        let order: Vec<_> = order.into_iter().map(|number| sorted[number]).collect();
        let expected = [
            "Anna", "吕安", "吕布", "仇英", "单雄", "曾敏", "张三", "张伟", "章三", "",
        ];
        assert_eq!(order, expected);
    }

    #[test]
    fn initials_are_those_of_the_pinyin_and_of_words_in_other_letters() {
        let names = ["王芳", "单雄信", "阿卜杜拉·买买提", "John Smith", ""];
        let expected = ["WF", "SXX", "ABDLMMT", "JS", ""];
        assert_eq!(names.map(initials), expected);
    }
}
