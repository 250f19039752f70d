//! What a line of a digest is about, in words.

use eligibility::facts::Hospital;
use eligibility::standard::{ClauseId, Library};
use registry::due::{Due, What, Whom};

use super::Voice;
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

/// What ends, is due again or breaks, in a few words.
#[must_use]
pub fn what(voice: Voice<'_>, (hospital, standards): (&Hospital, &Library), due: &Due) -> String {
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
            let clause = clause_name((hospital, standards), programme, clause);
            format!("{duty}{}{}{clause}", item.unwrap_or_default(), words.stop)
        }
        What::Break { programme, clause } => {
            let clause = clause_name((hospital, standards), programme, clause);
            match voice.lang {
                Lang::Zh => format!("{clause}：若不续办，此后不再符合"),
                Lang::En => format!("{clause}: no longer met afterwards if nothing is renewed"),
            }
        }
    }
}

fn programme_name<'h>(hospital: &'h Hospital, id: &'h str) -> &'h str {
    let mut programmes = hospital.programmes.iter();
    let programme = programmes.find(|programme| programme.id == id);
    programme
        .and_then(|programme| programme.name.as_deref())
        .unwrap_or(id)
}

/// A clause by the programme's name and its number; by its id where the number is not known.
fn clause_name(
    (hospital, standards): (&Hospital, &Library),
    programme: &str,
    clause: &ClauseId,
) -> String {
    let mut programmes = hospital.programmes.iter();
    let found = programmes.find(|one| one.id == programme);
    let standard = found.and_then(|programme| standards.get(programme.standard.as_deref()?));
    let editions = standard.into_iter().flat_map(|standard| &standard.editions);
    let mut clauses = editions.flat_map(|edition| &edition.clauses);
    let number = clauses.find(|one| one.id == *clause);
    let number = number.map_or(clause.as_str(), |clause| &clause.number);
    format!("{} {number}", programme_name(hospital, programme))
}
