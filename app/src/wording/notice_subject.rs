//! What a line of a digest is about, in words.

use eligibility::day::Day;
use eligibility::facts::Hospital;
use eligibility::standard::{ClauseId, Library};
use registry::due::{Due, Never, What, Whom};

use super::{Voice, due as wording};
use crate::locale::Lang;

/// Whose something is: a person with the staff number, a programme, or the institution.
#[must_use]
pub fn whom(voice: Voice<'_>, hospital: &Hospital, due: &Due) -> String {
    match &due.whom {
        Whom::Person(staff) => voice.person(hospital, staff),
        Whom::Institution => voice.lang.words().hospital.to_owned(),
        Whom::Programme(id) => programme_name(hospital, id).to_owned(),
    }
}

/// What ends, is due again or breaks, in a few words, as of a day. What [`whom`] says is not said again.
#[must_use]
pub fn what(
    voice: Voice<'_>,
    (hospital, standards): (&Hospital, &Library),
    due: &Due,
    on: Day,
) -> String {
    let words = voice.lang.words();
    match &due.what {
        What::Credential { kind, category } => {
            let label = voice.full_credential(kind);
            let category = category.as_ref().map(|id| voice.profession(id));
            category.map_or_else(
                || label.to_owned(),
                |category| format!("{label}{}{category}{}", words.open, words.close),
            )
        }
        What::Licence { level } => match (voice.lang, level) {
            (Lang::Zh, Some(level)) => format!("{}执业证", voice.licence(*level)),
            (Lang::Zh, None) => "执业证".to_owned(),
            (Lang::En, Some(level)) => format!("licence to practise ({})", voice.licence(*level)),
            (Lang::En, None) => "licence to practise".to_owned(),
        },
        What::Filing => match voice.lang {
            Lang::Zh => "多点执业备案".to_owned(),
            Lang::En => "filing for practice at several sites".to_owned(),
        },
        What::InstitutionPaper { kind } => voice.paper(kind).to_owned(),
        What::Duty {
            programme,
            clause,
            duty,
            item,
        } => {
            let duty = voice.duty(duty);
            let item = item.as_ref();
            let item = item.map(|item| format!("{}{item}{}", words.open, words.close));
            let clause = clause_name(voice, (hospital, standards), programme, (clause, due.last));
            let clause = match &due.whom {
                Whom::Programme(_) => clause,
                _ => format!("{} {clause}", programme_name(hospital, programme)),
            };
            format!("{duty}{}{}{clause}", item.unwrap_or_default(), words.stop)
        }
        What::Break { programme, clause } => {
            let first = due.last.next();
            let clause = clause_name(voice, (hospital, standards), programme, (clause, first));
            wording::breaking(voice.lang, &clause, (due.last, on))
        }
    }
}

/// Whose something is that was never recorded: its programme.
#[must_use]
pub fn never_of<'h>(hospital: &'h Hospital, never: &'h Never) -> &'h str {
    programme_name(hospital, &never.programme)
}

/// What was never recorded, for how many people and things, and by which clauses it is asked for, as of
/// a day.
#[must_use]
pub fn never(
    voice: Voice<'_>,
    (hospital, standards): (&Hospital, &Library),
    never: &Never,
    on: Day,
) -> String {
    let words = voice.lang.words();
    let clauses = never.clauses.iter();
    let clauses = clauses
        .map(|clause| clause_name(voice, (hospital, standards), &never.programme, (clause, on)));
    let clauses: Vec<_> = clauses.collect();
    let what = wording::never(voice, never);
    format!("{what}{}{}", words.stop, clauses.join(words.separator))
}

fn programme_name<'h>(hospital: &'h Hospital, id: &'h str) -> &'h str {
    let mut programmes = hospital.programmes.iter();
    let programme = programmes.find(|programme| programme.id == id);
    programme
        .and_then(|programme| programme.name.as_deref())
        .unwrap_or(id)
}

/// A clause of a programme by its number, as of a day; by its id where the number is not known.
fn clause_name(
    voice: Voice<'_>,
    (hospital, standards): (&Hospital, &Library),
    programme: &str,
    (clause, day): (&ClauseId, Day),
) -> String {
    let mut programmes = hospital.programmes.iter();
    let found = programmes.find(|one| one.id == programme);
    let standard = found.and_then(|programme| standards.get(programme.standard.as_deref()?));
    let found = standard.and_then(|standard| wording::clause_of(standard, clause, day));
    found.map_or_else(
        || clause.to_string(),
        |(edition, clause)| wording::clause(voice, edition, clause),
    )
}
