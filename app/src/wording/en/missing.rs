//! Missing facts, in the words of the staff file.

use eligibility::assess::Missing;

pub(in crate::wording) fn missing(missing: Missing) -> String {
    let list = list(missing.list);
    match (missing.index, missing.field) {
        (Some(index), "so_far") => format!(
            "{list}, record {}: the training ends later and its number of cases is of the whole, so how many there are by that day is not known; leave the last day blank and give the number so far, or look again once it is over",
            index + 1
        ),
        (Some(index), field) => {
            format!(
                "{list}, record {}: {} is blank; fill it in",
                index + 1,
                self::field(field)
            )
        }
        (None, "") => record(missing.list, list),
        (None, "complete") => format!(
            "{list}: those recorded do not cover all days of the training, and the list is not marked complete; add another filing, or mark the list complete"
        ),
        (None, field) => format!("{list}: {} is blank; fill it in", self::field(field)),
    }
}

/// A record is wanted, or the word that there is none.
fn record(key: &str, list: &str) -> String {
    match key {
        "professions" | "disciplines" => format!("{list}: no record for that day; add one"),
        "attestations" => format!("{list}: none valid that day; have it attested and record it"),
        "cases" => format!(
            "{list}: not recorded for the whole time looked at; add the periods (0 where there were none), and mark the list complete once it is"
        ),
        "duties" => format!(
            "{list}: no record that can count; if done, record it and by whom; if not, do it and record it"
        ),
        "postings" => format!(
            "{list}: none for this person on the post that day, and the postings are not recorded or not marked complete; add the posting, or record all and mark them complete"
        ),
        "bases" => format!(
            "{list}: no filing of this base is recorded; find out and add it, with whom and since when"
        ),
        _ => format!(
            "{list}: no fitting record, and the list is not marked complete; add the record, or mark the list complete"
        ),
    }
}

pub(super) fn list(key: &str) -> &str {
    match key {
        "employment" => "employment",
        "absences" => "absences",
        "departments" => "departments",
        "professions" => "professions",
        "disciplines" => "disciplines",
        "titles" => "titles",
        "licences" => "licences",
        "assessments" => "periodic assessments",
        "credentials" => "credentials",
        "experience" => "experience",
        "training" => "training",
        "exemptions" => "exemptions",
        "cases" => "case volumes",
        "radiation_work" => "radiation work",
        "duties" => "regular duties",
        "bases" => "filings of training bases",
        "attestations" => "attestations",
        "postings" => "postings of the programme",
        "elsewhere" => "postings in other programmes",
        "equipment" => "equipment",
        other => other,
    }
}

pub(super) fn field(key: &str) -> &str {
    match key {
        "from" => "first day",
        "to" => "last day",
        "issued" => "day of issue",
        "expires" => "last valid day",
        "category" => "category",
        "level" => "level",
        "series" => "series",
        "discipline" => "discipline",
        "qualified" => "day obtained",
        "scopes" => "scope of practice",
        "main_here" => "whether the main institution is this one",
        "filing_from" => "first day of the multi-site filing",
        "filing_to" => "last day of the multi-site filing",
        "suspended" => "days of the suspension",
        "full_time" => "whether full-time",
        "on" => "day",
        "passed" => "whether passed",
        "technique" => "technique",
        "base" => "training base",
        "authority" => "with whom it is filed (the province or another)",
        "instructor" => "instructor",
        "examined" => "day of the examination",
        "granted" => "day of the grant",
        "by" => "by whom it was granted",
        "cases_taken_part" => "cases taken part in",
        "cases_managed" => "cases managed throughout",
        "cases_done" => "cases done alone under supervision",
        "independent" => "cases done independently",
        "events_recorded" => "whether the adverse events are recorded in full",
        "serious_events" => "day of the serious adverse event",
        other => other,
    }
}
