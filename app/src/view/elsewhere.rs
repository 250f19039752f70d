//! A programme as it is assessed inside its hospital.

use eligibility::facts::{Hospital, Posting, PostingElsewhere, Programme};

/// The programme with the postings of the hospital's other programmes beside its own, since a
/// full-time one there keeps a person from being counted here.
#[must_use]
pub fn with_elsewhere(hospital: &Hospital, programme: &Programme) -> Programme {
    let others = hospital
        .programmes
        .iter()
        .filter(|other| other.id != programme.id);
    let postings = others.flat_map(|other| {
        let name = other.name.as_ref().unwrap_or(&other.id);
        other
            .postings
            .iter()
            .map(move |posting| elsewhere(name, posting))
    });
    let mut programme = programme.clone();
    programme.elsewhere.extend(postings);
    programme
}

fn elsewhere(programme: &str, posting: &Posting) -> PostingElsewhere {
    PostingElsewhere {
        programme: programme.to_owned(),
        staff: posting.staff.clone(),
        post: posting.post.clone(),
        full_time: posting.full_time,
        from: posting.from,
        to: posting.to,
    }
}
