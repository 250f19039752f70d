//! From an undetermined clause of a sheet to the form of the record it lacks.

use eligibility::assess::{Assessment, Reason, Verdict};
use eligibility::day::Day;

use crate::view::address::Address;
use crate::view::sheet::SheetView;
use crate::wording::{Voice, setup_text};

impl SheetView {
    /// The sheet with links to the forms of what is not declared, measured or attested, for those who
    /// may record it.
    #[must_use]
    pub fn with_record_links(
        mut self,
        voice: Voice<'_>,
        (address, programme): (&Address, &str),
        assessment: &Assessment,
    ) -> Self {
        let page = address.records(programme);
        for clause in &mut self.clauses {
            let mut reports = assessment.clauses.iter();
            let report = reports.find(|report| report.id.as_str() == clause.id);
            let Some(report) = report.filter(|one| one.verdict == Verdict::Undetermined) else {
                continue;
            };
            let of_tests = report.tests.iter().flat_map(|test| &test.reasons);
            for reason in report.reasons.iter().chain(of_tests) {
                let Some((says, own)) = lacking(voice, self.on, &clause.id, reason) else {
                    continue;
                };
                let link = (says, format!("{}#open", page.with_own(own)));
                if !clause.to_record.contains(&link) {
                    clause.to_record.push(link);
                }
            }
        }
        self
    }
}

/// What a reason says is lacking: the link's words, and what is known of the record.
fn lacking(
    voice: Voice<'_>,
    on: Day,
    clause: &str,
    reason: &Reason,
) -> Option<(String, Vec<(&'static str, String)>)> {
    let words = voice.lang.words().setup;
    let figure = |figure: &str, year: i32| {
        let (from, to) = (Day::first_of_year(year), Day::last_of_year(year));
        let known = vec![
            ("add", "figure".to_owned()),
            ("figure", figure.to_owned()),
            ("from", from.to_string()),
            ("to", to.to_string()),
        ];
        (setup_text::record_for(voice.lang, (from, to)), known)
    };
    Some(match reason {
        Reason::DeclaredUnknown { fact } => {
            let known = vec![
                ("add", "declared".to_owned()),
                ("fact", fact.as_str().to_owned()),
            ];
            let colon = voice.lang.words().colon;
            (
                format!("{}{colon}{}", words.declare, voice.fact(fact)),
                known,
            )
        }
        Reason::FigureMissing { figure: of, year } => figure(of.as_str(), *year),
        Reason::CurrentMissing { figure: of } => figure(of.as_str(), on.year() - 1),
        Reason::NotAttested { item } | Reason::AttestationLapsed { item, .. } => {
            let item = item.clone().map(|item| ("item", item));
            let known = [
                ("add", "attestation".to_owned()),
                ("clause", clause.to_owned()),
            ];
            (
                words.attest.to_owned(),
                known.into_iter().chain(item).collect(),
            )
        }
        _ => return None,
    })
}
