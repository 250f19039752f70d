//! People before a test, in words.

use eligibility::assess::{Finding, People, PersonReport, Truth};
use eligibility::day::Day;
use eligibility::facts::{Hospital, StaffNumber};

use crate::locale::Lang;
use crate::wording::{self, Voice};

/// People of whom the same is said, and what that is. A department of twenty who all lack the same
/// posting is one entry, not twenty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Their names, each a staff number where there is no name.
    pub names: Vec<String>,
    /// Names and staff numbers.
    pub who: String,
    /// Their staff numbers.
    pub staff: Vec<StaffNumber>,
    /// A word before the names: how they stand with base training, or whether they may begin.
    pub word: Option<String>,
    /// Who of them is a single point of failure here.
    pub alone: Option<String>,
    /// What was found, a sentence each.
    pub lines: Vec<String>,
    /// That time alone cures it, and when.
    pub cure: Option<String>,
}

/// The four groups of people of a test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleView {
    /// Who counts, with the records that count.
    pub counted: Vec<Alike>,
    /// Who may count, with what is missing.
    pub possible: Vec<Alike>,
    /// Who fails exactly one condition, with that one.
    pub near: Vec<Alike>,
    /// Who else does not count, with every reason.
    pub rejected: Vec<Alike>,
}

impl PeopleView {
    /// The people of a report in words.
    #[must_use]
    pub fn of(voice: Voice<'_>, hospital: &Hospital, people: &People) -> Self {
        let speaker = Speaker { voice, hospital };
        let far = people
            .rejected
            .iter()
            .filter(|person| person.n_failed() != 1);
        Self {
            counted: speaker.alike(Truth::Yes, people.counted.iter(), None),
            possible: speaker.alike(
                Truth::Maybe,
                people.possible.iter(),
                Some(voice.lang.words().unsure_on_post),
            ),
            near: speaker.alike(Truth::No, people.near(), None),
            rejected: speaker.alike(Truth::No, far, None),
        }
    }
}

/// Whether a finding is said of somebody who stands so: of those who count what holds, of others what
/// does not, and of everybody what always matters.
fn is_said(truth: Truth, finding: &Finding) -> bool {
    let held = matches!(finding, Finding::Held { .. });
    held == (truth == Truth::Yes) || finding.is_said_of_all()
}

struct Speaker<'a> {
    voice: Voice<'a>,
    hospital: &'a Hospital,
}

impl Speaker<'_> {
    /// What is said of each person, those alike put together at the place of the first; `otherwise`
    /// is said where there is nothing else to say.
    fn alike<'p>(
        &self,
        truth: Truth,
        people: impl Iterator<Item = &'p PersonReport>,
        otherwise: Option<&str>,
    ) -> Vec<Alike> {
        let mut groups: Vec<Alike> = Vec::new();
        for person in people {
            let next = self.one(truth, person, otherwise);
            let known = groups.iter_mut().find(|group| {
                (&group.word, &group.lines, &group.cure) == (&next.word, &next.lines, &next.cure)
            });
            if let Some(group) = known {
                group.who.push_str(self.voice.lang.words().separator);
                group.who.push_str(&next.who);
                group.names.extend(next.names);
                group.staff.extend(next.staff);
            } else {
                groups.push(next);
            }
        }
        groups
    }

    fn one(&self, truth: Truth, person: &PersonReport, otherwise: Option<&str>) -> Alike {
        let voice = self.voice;
        let findings = person.findings.iter().filter(|one| is_said(truth, one));
        let mut lines: Vec<String> = findings
            .map(|finding| wording::finding(voice, finding))
            .filter(|line| !line.is_empty())
            .collect();
        if lines.is_empty() {
            lines.extend(otherwise.map(ToOwned::to_owned));
        }
        let name = voice.name(self.hospital, &person.staff);
        Alike {
            names: vec![name.unwrap_or(person.staff.as_str()).to_owned()],
            who: voice.person(self.hospital, &person.staff),
            staff: vec![person.staff.clone()],
            word: wording::word_before(voice.lang, truth, person),
            alone: None,
            lines,
            cure: person.from.map(|day| cured(voice.lang, day)),
        }
    }
}

fn cured(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Zh => format!("无需办理，{day} 起即可计入"),
        Lang::En => format!("counts from {day} by time alone"),
    }
}

/// A name after the word that goes before it.
#[must_use]
pub fn with_word(word: Option<&str>, name: &str) -> String {
    word.map_or_else(|| name.to_owned(), |word| format!("{word} {name}"))
}

/// How many names stand in the heading of a group before the rest is only counted.
const N_NAMES: usize = 6;

/// The heading of a group: what it is, how many, and their names.
#[must_use]
pub fn heading(lang: Lang, label: &str, people: &[Alike]) -> String {
    let n = people.iter().map(|alike| alike.names.len()).sum::<usize>();
    let all = people.iter().flat_map(|alike| {
        let named = |name: &String| with_word(alike.word.as_deref(), name);
        alike.names.iter().map(named)
    });
    let names: Vec<String> = all.take(N_NAMES).collect();
    let names = names.join(lang.words().separator);
    let more = if n > N_NAMES { "…" } else { "" };
    match lang {
        Lang::Zh => format!("{label} {n} 人：{names}{more}"),
        Lang::En => format!("{label} ({n}): {names}{more}"),
    }
}
