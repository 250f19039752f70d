//! A timeline as plain text for the terminal, and the causes of its changes as sentences.
//!
//! Like the sheet: lines with indentation and no columns.

use std::fmt::Write as _;

use eligibility::assess::{
    Change, ChangeCause, ClauseState, Count, Course, FindingChange, Reason, Rules, Standing,
    Timeline, Truth, Verdict,
};
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme};
use eligibility::standard::{Clause, ClauseId, Edition, Force, Standard};

use super::{Voice, edition, finding, force, mark, not_in_force, reason, verdict};
use crate::locale::{Lang, TimelineWords, Words};
use crate::view::clause::held;
use crate::view::sheet::{hospital_name, programme_name};

/// What a timeline is about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Its standard.
    pub standard: &'a Standard,
    /// Its hospital.
    pub hospital: &'a Hospital,
    /// Its programme.
    pub programme: &'a Programme,
}

/// The timeline, ending in a line break.
#[must_use]
pub fn timeline_text(voice: Voice<'_>, timeline: &Timeline, about: About<'_>) -> String {
    let words = voice.lang.words();
    let mut out = Page {
        voice,
        about,
        words,
        own: &words.timeline,
        text: String::new(),
    };
    out.head(&timeline.course);
    out.overall(&timeline.course);
    out.first_day(&timeline.course);
    out.changes(timeline);
    out.text
}

/// What is behind a change, in sentences.
#[must_use]
pub fn cause(
    voice: Voice<'_>,
    hospital: &Hospital,
    changed: &ClauseId,
    cause: &ChangeCause,
) -> Vec<String> {
    let words = voice.lang.words();
    let through = |clause: &ClauseId| {
        if clause == changed {
            String::new()
        } else {
            format!("{}{clause}{}", words.timeline.through, words.colon)
        }
    };
    match cause {
        ChangeCause::Rules { before, after } => vec![rules(voice, before.as_ref(), after.as_ref())],
        ChangeCause::Person {
            staff,
            clause,
            before,
            after,
            findings,
        } => {
            let who = voice.person(hospital, staff);
            let (was, is) = (standing(words, *before), standing(words, *after));
            let moved = format!("{}{who}{}{was} → {is}", through(clause), words.colon);
            let findings = findings.iter().map(|change| found(voice, change));
            std::iter::once(moved)
                .chain(findings.filter(|text| !text.is_empty()))
                .collect()
        }
        ChangeCause::Grounds {
            clause,
            before,
            after,
        } => {
            let through = through(clause);
            let say = |reasons: &[Reason]| -> Vec<String> {
                let said = reasons.iter().map(|one| reason(voice, one));
                said.map(|text| format!("{through}{text}")).collect()
            };
            if after.is_empty() {
                let earlier = say(before).into_iter();
                earlier
                    .map(|text| format!("{}{}{text}", words.timeline.before, words.colon))
                    .collect()
            } else {
                say(after)
            }
        }
    }
}

/// Another edition, or another standing of it, in one sentence.
#[must_use]
pub fn rules(voice: Voice<'_>, before: Option<&Rules>, after: Option<&Rules>) -> String {
    let words = voice.lang.words();
    let say = |rules: Option<&Rules>| {
        rules.map_or_else(
            || words.not_assessed.to_owned(),
            |rules| {
                let force = force(voice.lang, rules.force);
                format!("{}{}{force}{}", rules.edition, words.open, words.close)
            },
        )
    };
    format!(
        "{}{}{} → {}",
        words.edition,
        words.colon,
        say(before),
        say(after)
    )
}

const fn standing(words: &Words, standing: Standing) -> &'static str {
    match standing {
        Standing::Counted => words.counted,
        Standing::Possible => words.timeline.possible,
        Standing::Rejected => words.rejected,
        Standing::NotAsked => words.timeline.not_asked,
    }
}

/// What fails or counts now; where nothing is to be said of that, what was the case before.
fn found(voice: Voice<'_>, change: &FindingChange) -> String {
    let words = voice.lang.words();
    let now = change.after.as_ref().map(|after| finding(voice, after));
    let now = now.unwrap_or_default();
    if !now.is_empty() {
        return now;
    }
    let open = change
        .before
        .as_ref()
        .filter(|before| before.truth() != Truth::Yes);
    let was = open
        .map(|before| finding(voice, before))
        .unwrap_or_default();
    if was.is_empty() {
        was
    } else {
        format!("{}{}{was}", words.timeline.before, words.colon)
    }
}

struct Page<'a> {
    voice: Voice<'a>,
    about: About<'a>,
    words: &'static Words,
    own: &'static TimelineWords,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        for line in text.lines() {
            let _infallible = writeln!(self.text, "{:indent$}{line}", "", indent = depth * 2);
        }
    }

    fn labelled(&mut self, depth: usize, label: &str, value: &str) {
        let colon = self.words.colon;
        self.line(depth, &format!("{label}{colon}{value}"));
    }

    fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(0, text);
    }

    fn head(&mut self, course: &Course) {
        let (voice, words, about) = (self.voice, self.words, self.about);
        let with = |name: &str, id: &str| format!("{name}{}{id}{}", words.open, words.close);
        self.labelled(0, words.hospital, hospital_name(voice, about.hospital));
        let programme = about.programme;
        let name = with(programme_name(programme), &programme.id);
        self.labelled(0, words.programme, &name);
        let title = with(voice.text(&about.standard.title), &about.standard.id);
        self.labelled(0, words.standard, &title);
        let span = voice.period(Some(course.from), Some(course.to));
        self.labelled(0, self.own.span, &span);
        for (day, rules) in course.rules.iter() {
            let Some(of_day) = self.edition(&rules.edition) else {
                continue;
            };
            let text = edition(voice, of_day, rules.force);
            let notice = (rules.force != Force::InForce)
                .then(|| not_in_force(voice, of_day, rules.force, day, course.as_if_in_force));
            self.labelled(0, words.edition, &text);
            if let Some(notice) = notice {
                self.line(0, &format!("!!! {notice}"));
            }
        }
    }

    fn edition(&self, id: &str) -> Option<&Edition> {
        let mut editions = self.about.standard.editions.iter();
        editions.find(|edition| edition.id == id)
    }

    fn overall(&mut self, course: &Course) {
        let (words, own, lang) = (self.words, self.own, self.voice.lang);
        self.heading(own.overall);
        for (day, overall) in course.strip().iter() {
            let (all, personnel) = (marked(lang, overall.all), marked(lang, overall.personnel));
            let text = format!(
                "{day}  {all}{}{}{}{personnel}",
                words.stop, words.personnel, words.colon
            );
            self.line(1, &text);
        }
        let (all, personnel) = (course.turns(), course.personnel_turns());
        for (label, days) in [
            (own.breaks, &all.breaks),
            (own.recoveries, &all.recoveries),
            (own.personnel_breaks, &personnel.breaks),
            (own.personnel_recoveries, &personnel.recoveries),
        ] {
            self.days(0, label, days);
        }
    }

    fn days(&mut self, depth: usize, label: &str, days: &[Day]) {
        if !days.is_empty() {
            let days: Vec<String> = days.iter().map(ToString::to_string).collect();
            self.labelled(depth, label, &days.join(self.words.separator));
        }
    }

    fn first_day(&mut self, course: &Course) {
        let lang = self.voice.lang;
        let heading = format!("{}{}{}", self.own.first_day, self.words.colon, course.from);
        self.heading(&heading);
        for (clause, state) in course.on(course.from) {
            let (state, title) = (
                stated(lang, Some(state)),
                self.title(course, course.from, &clause.id),
            );
            self.line(1, &format!("{state}  {title}"));
            let turns = clause.turns();
            self.days(2, self.own.breaks, &turns.breaks);
            self.days(2, self.own.recoveries, &turns.recoveries);
        }
    }

    /// The number of a clause with its id.
    fn title(&self, course: &Course, day: Day, id: &ClauseId) -> String {
        let number = self
            .clause(course, day, id)
            .map(|clause| clause.number.clone());
        format!("{}  {id}", number.unwrap_or_default())
    }

    /// The clause of the day's edition, or of whichever has it.
    fn clause(&self, course: &Course, day: Day, id: &ClauseId) -> Option<&Clause> {
        let rules = course.rules.on(day);
        let own = rules.and_then(|rules| self.edition(&rules.edition));
        let all = own.into_iter().chain(&self.about.standard.editions);
        let mut clauses = all.flat_map(|edition| &edition.clauses);
        clauses.find(|clause| clause.id == *id)
    }

    fn changes(&mut self, timeline: &Timeline) {
        self.heading(self.own.changes);
        if timeline.changes.is_empty() {
            self.line(1, self.own.no_changes);
        }
        let mut last = None;
        for change in &timeline.changes {
            if last.replace(change.day) != Some(change.day) {
                self.heading(&change.day.to_string());
            }
            self.change(&timeline.course, change);
        }
    }

    fn change(&mut self, course: &Course, change: &Change) {
        let (voice, words) = (self.voice, self.words);
        let after = stated(voice.lang, change.after.as_ref());
        let before = stated(voice.lang, change.before.as_ref());
        let title = self.title(course, change.day, &change.clause);
        let was = format!(
            "{}{}{}{before}{}",
            words.open, self.own.before, words.colon, words.close
        );
        self.line(1, &format!("{after}  {title}{was}"));
        let requirement = self
            .clause(course, change.day, &change.clause)
            .map(|clause| voice.text(&clause.text).to_owned());
        if let Some(requirement) = requirement {
            self.labelled(2, words.requirement, &requirement);
        }
        for one in &change.causes {
            let lines = cause(voice, self.about.hospital, &change.clause, one);
            for (place, line) in lines.iter().enumerate() {
                if place == 0 {
                    self.line(2, &format!("- {line}"));
                } else {
                    self.line(3, line);
                }
            }
        }
    }
}

fn marked(lang: Lang, of: Option<Verdict>) -> String {
    of.map_or_else(
        || lang.words().not_assessed.to_owned(),
        |of| format!("{} {}", mark(of), verdict(lang, of)),
    )
}

/// A state: its verdict, and what is held of what is required.
fn stated(lang: Lang, state: Option<&ClauseState>) -> String {
    let mut text = marked(lang, state.map(|state| state.verdict));
    for count in state.into_iter().flat_map(|state| &state.counts) {
        let _infallible = write!(text, " {}", of_required(lang, *count));
    }
    text
}

fn of_required(lang: Lang, count: Count) -> String {
    format!("{}/{}", held(lang, count), count.required)
}
