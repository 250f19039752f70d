//! Programmes and their assessments.

use axum::extract::Path;
use axum::response::Response;
use eligibility::assess::{Question, Verdict};
use eligibility::day::Day;
use registry::api_tokens::Scope;
use serde::Serialize;

use super::fault::Fault;
use super::{Asked, answer};
use crate::cli::output;

#[derive(Serialize)]
struct Programmes<'a> {
    on: Day,
    programmes: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: Option<&'a str>,
    standard: Option<&'a str>,
    departments: &'a [String],
    /// Null where nothing is assessed: no standard at hand, or none in force.
    verdict: Option<Verdict>,
}

/// `GET /api/v1/programmes`: the programmes that may be read, each with its verdict on the day.
pub(super) async fn list(asked: Asked) -> Result<Response, Fault> {
    asked.may(Scope::Assessments, &["on"])?;
    let (seen, on) = (asked.sight.seen(), asked.on()?);
    let found: Vec<_> = seen.programmes().collect();
    let rows = found.iter().map(|found| {
        let programme = found.programme();
        let assessment = found.answer(Question::on(on));
        Row {
            id: &programme.id,
            name: programme.name.as_deref(),
            standard: programme.standard.as_deref(),
            departments: &programme.departments,
            verdict: assessment.and_then(|assessment| assessment.verdict()),
        }
    });
    Ok(answer(&Programmes {
        on,
        programmes: rows.collect(),
    }))
}

/// `GET /api/v1/programmes/{id}/assessment`: what `zhunru assess --format json` prints.
pub(super) async fn assessment(Path(id): Path<String>, asked: Asked) -> Result<Response, Fault> {
    asked.may(Scope::Assessments, &["on", "rules_on", "as_if_in_force"])?;
    let (seen, on) = (asked.sight.seen(), asked.on()?);
    let mut question = Question::on(on);
    if let Some(text) = asked.value("rules_on") {
        let day = Day::parse(text);
        question.rules_on = day.ok_or_else(|| Fault::not_a("rules_on", "YYYY-MM-DD", text))?;
    }
    question.as_if_in_force = match asked.value("as_if_in_force") {
        None | Some("0") => false,
        Some("1") => true,
        Some(other) => return Err(Fault::not_a("as_if_in_force", "0 | 1", other)),
    };
    let programme = seen.programme(&id).ok_or(Fault::NotThere)?;
    let (standard, assessment) = (programme.standard(), programme.answer(question));
    let (Some(standard), Some(assessment)) = (standard, assessment) else {
        return Err(Fault::NoStandard);
    };
    let voice = asked.voice()?;
    Ok(answer(&output::document(voice, standard, &assessment)))
}
