//! A programme sheet as plain text for the terminal.
//!
//! Lines with indentation and no columns: Chinese characters are as wide as two others on a
//! terminal, except where they are not, and a sheet that nobody has to align is never out of line.

use std::fmt::Write as _;

use eligibility::assess::{Assessment, Verdict};
use eligibility::facts::{Hospital, Programme};
use eligibility::standard::Standard;

use super::{Voice, mark, verdict};
use crate::locale::{Lang, Words};
use crate::view::clause::{ClauseView, TestView, held};
use crate::view::people::{Alike, with_word};
use crate::view::sheet::{SheetView, Summary};

/// The sheet of an assessment, ending in a line break.
#[must_use]
pub fn sheet_text(
    voice: Voice<'_>,
    assessment: &Assessment,
    standard: &Standard,
    hospital: &Hospital,
    programme: &Programme,
) -> String {
    SheetView::of(voice, assessment, standard, hospital, programme)
        .map_or_else(String::new, |view| written(voice.lang, &view))
}

/// A sheet's view as text.
#[must_use]
pub fn written(lang: Lang, view: &SheetView) -> String {
    let mut out = Page {
        lang,
        words: lang.words(),
        text: String::new(),
    };
    out.head(view);
    out.summary(&view.summary);
    for clause in &view.clauses {
        out.clause(clause);
    }
    out.text
}

struct Page {
    lang: Lang,
    words: &'static Words,
    text: String,
}

impl Page {
    fn line(&mut self, depth: usize, text: &str) {
        // A text of several lines stays at its depth.
        for line in text.lines() {
            let _infallible = writeln!(self.text, "{:indent$}{line}", "", indent = depth * 2);
        }
    }

    fn labelled(&mut self, depth: usize, label: &str, value: &str) {
        let colon = self.words.colon;
        self.line(depth, &format!("{label}{colon}{value}"));
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn head(&mut self, view: &SheetView) {
        for (label, value) in &view.head {
            self.labelled(0, label, value);
        }
        if let Some(note) = &view.edition_note {
            self.labelled(0, self.words.note, note);
        }
        if let Some(notice) = &view.notice {
            self.blank();
            self.line(0, &format!("!!! {notice}"));
        }
        self.blank();
    }

    fn summary(&mut self, summary: &Summary) {
        let (lang, words) = (self.lang, self.words);
        self.labelled(0, words.overall, &marked(lang, summary.overall));
        self.labelled(0, words.personnel, &marked(lang, summary.personnel));
        if summary.overall.is_some() {
            let count =
                |(of, n): &(Verdict, usize)| format!("{} {} {n}", mark(*of), verdict(lang, *of));
            let counts = summary.counts.iter().filter(|(_, n)| *n > 0);
            let counts: Vec<String> = counts.map(count).collect();
            self.labelled(0, words.counts, &counts.join(words.separator));
        }
        if let Some(day) = summary.breaks_on {
            self.labelled(0, words.next_break, &day.to_string());
        }
    }

    fn clause(&mut self, clause: &ClauseView) {
        let words = self.words;
        self.blank();
        let title = format!(
            "{}  {}  {}",
            marked(self.lang, Some(clause.verdict)),
            clause.number,
            clause.id
        );
        self.line(0, &title);
        self.labelled(1, words.requirement, &clause.requirement);
        for reason in &clause.reasons {
            self.labelled(1, words.reasons, reason);
        }
        if clause.any_suffices {
            self.line(1, words.any_suffices);
        }
        for test in &clause.tests {
            self.test(test, clause.tests.len() > 1);
        }
        if !clause.competing.is_empty() {
            self.labelled(1, words.competing, &clause.competing.join(words.separator));
        }
        for reading in &clause.readings {
            self.labelled(1, words.readings, reading);
        }
        if let Some(day) = clause.breaks_on {
            self.labelled(1, words.breaks_on, &day.to_string());
        }
    }

    fn test(&mut self, test: &TestView, one_of_several: bool) {
        let words = self.words;
        if one_of_several {
            self.line(
                1,
                &format!("[{}] {}", test.kind, marked(self.lang, Some(test.verdict))),
            );
        }
        if let Some(count) = test.count {
            let held = held(self.lang, count);
            let (required, gap) = (count.required, count.gap());
            let stop = words.stop;
            let line = format!(
                "{} {required}{stop}{} {held}{stop}{} {gap}",
                words.required, words.held, words.gap
            );
            self.line(1, &line);
        }
        for reason in &test.reasons {
            self.labelled(1, words.reasons, reason);
        }
        let people = &test.people;
        self.people(words.counted, &people.counted);
        self.people(words.possible, &people.possible);
        self.people(words.near, &people.near);
        self.people(words.rejected, &people.rejected);
    }

    fn people(&mut self, label: &str, people: &[Alike]) {
        if people.is_empty() {
            return;
        }
        let colon = self.words.colon.trim_end();
        self.line(1, &format!("{label}{colon}"));
        for person in people {
            let who = with_word(person.word.as_deref(), &person.who);
            self.line(2, &format!("- {who}"));
            for line in person.lines.iter().chain(&person.cure) {
                self.line(3, line);
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
