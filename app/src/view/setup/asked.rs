//! What a programme's standard asks to be declared, measured and attested, and what of it is there.

use std::collections::BTreeMap;

use eligibility::catalogue::{DeclaredFactId, FigureId, PostId};
use eligibility::day::Day;
use eligibility::facts::{Attestation, Declared, Figure, Hospital, Programme};
use eligibility::standard::{Attest, Clause, Edition, PaperRule, Test, WaiverCause};

use super::{May, Place};
use crate::locale::Lang;
use crate::wording::{Voice, setup_text};

/// How many days before it lapses an attestation is said to lapse.
const SOON_DAYS: i64 = 90;

/// How long an attestation is valid at most when nothing is said, in months.
const ATTESTATION_MONTHS: u32 = 12;

/// Something a standard asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedView {
    /// What it is.
    pub says: String,
    /// The clauses that ask for it.
    pub clauses: String,
    /// How it stands.
    pub standing: Standing,
    /// How it stands, in words.
    pub stands: String,
    /// What can be recorded with one click.
    pub clicks: Vec<Click>,
    /// Where it is recorded.
    pub links: Vec<(String, String)>,
}

/// How something asked for stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is there.
    There,
    /// It is there, and says that the requirement is not met.
    Against,
    /// It is there, but not for long.
    Soon,
    /// It is not there.
    Missing,
}

impl Standing {
    /// The word for the stylesheet.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::Against => "against",
            Self::Soon => "soon",
            Self::Missing => "missing",
        }
    }
}

/// A record that a single button makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// What the button says.
    pub label: &'static str,
    /// The kind of record.
    pub kind: &'static str,
    /// Its fields.
    pub fields: Vec<(&'static str, String)>,
}

/// The numbers of the clauses that ask for a thing, by the thing, in the order of the document.
type ByClause<'e, T> = Vec<(T, Vec<&'e str>)>;

fn note<'e, T: PartialEq>(all: &mut ByClause<'e, T>, thing: T, clause: &'e Clause) {
    let number = clause.number.as_str();
    match all.iter_mut().find(|(known, _)| *known == thing) {
        Some((_, numbers)) if numbers.contains(&number) => {}
        Some((_, numbers)) => numbers.push(number),
        None => all.push((thing, vec![number])),
    }
}

fn facts(edition: &Edition) -> ByClause<'_, &DeclaredFactId> {
    let mut all = Vec::new();
    for clause in &edition.clauses {
        let waivers = clause
            .waivers
            .iter()
            .filter_map(|waiver| match &waiver.cause {
                WaiverCause::Declared(fact) => Some(fact),
                WaiverCause::Kind(_) => None,
            });
        let tests = clause.tests.iter().filter_map(|test| match test {
            Test::Attest(attest) => attest.when.as_ref(),
            Test::Paper(PaperRule::OnlyIf(fact, _)) => Some(fact),
            _ => None,
        });
        for fact in clause.only_if.iter().chain(waivers).chain(tests) {
            note(&mut all, fact, clause);
        }
    }
    all
}

/// The facts the standard asks for, undeclared ones first.
#[must_use]
pub fn declared(
    voice: Voice<'_>,
    place: &Place<'_>,
    edition: &Edition,
    (hospital, programme): (&Hospital, &Programme),
) -> Vec<AskedView> {
    let one = |(fact, clauses): (&DeclaredFactId, Vec<&str>)| {
        let of = |records: &[Declared]| -> Vec<Declared> {
            let of = records.iter().filter(|one| one.fact == *fact);
            of.cloned().collect()
        };
        let (here, whole) = (of(&programme.declared), of(&hospital.institution.declared));
        let value = value_on(here.iter().chain(&whole), place.today);
        let standing = match value {
            Some(_) => Standing::There,
            None => Standing::Missing,
        };
        let none_yet = here.is_empty() && whole.is_empty();
        AskedView {
            says: voice.fact(fact).to_owned(),
            clauses: clauses.join(voice.lang.words().separator),
            standing,
            stands: setup_text::declared(voice.lang, value, here.is_empty()),
            clicks: clicks(place, fact, none_yet),
            links: declare_links(place, fact, value.is_none() && !none_yet),
        }
    };
    let mut all: Vec<_> = facts(edition).into_iter().map(one).collect();
    all.sort_by_key(|asked| asked.standing != Standing::Missing);
    all
}

/// What is declared on a day; nothing where records disagree, as nothing is then known.
fn value_on<'d>(records: impl Iterator<Item = &'d Declared>, day: Day) -> Option<bool> {
    let live = records
        .filter(|one| one.from.is_none_or(|from| from <= day) && one.to.is_none_or(|to| day <= to));
    let mut values = live.map(|one| one.value);
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}

fn clicks(place: &Place<'_>, fact: &DeclaredFactId, none_yet: bool) -> Vec<Click> {
    let words = place.lang().words().setup;
    if place.may != May::Edit || !none_yet {
        return Vec::new();
    }
    let click = |(label, value): (&'static str, &str)| Click {
        label,
        kind: "declared",
        fields: vec![
            ("fact", fact.as_str().to_owned()),
            ("value", value.to_owned()),
        ],
    };
    [(words.yes, "yes"), (words.no, "no")].map(click).to_vec()
}

fn declare_links(place: &Place<'_>, fact: &DeclaredFactId, wanted: bool) -> Vec<(String, String)> {
    if place.may != May::Edit || !wanted {
        return Vec::new();
    }
    let known = vec![
        ("fact", fact.as_str().to_owned()),
        ("from", place.today.to_string()),
    ];
    let words = place.lang().words().setup;
    vec![(words.declare.to_owned(), place.adding("declared", known))]
}

/// The roles the standard asks for that nobody is posted on today, such as the leader's.
#[must_use]
pub fn roles(
    voice: Voice<'_>,
    place: &Place<'_>,
    edition: &Edition,
    programme: &Programme,
) -> Vec<AskedView> {
    let mut all: ByClause<'_, &PostId> = Vec::new();
    for clause in &edition.clauses {
        for test in &clause.tests {
            if let Test::Leader(role) = test {
                note(&mut all, &role.post, clause);
            }
        }
    }
    let is_posted = |post: &PostId| {
        programme.postings.iter().any(|posting| {
            let begun = posting.from.is_none_or(|from| from <= place.today);
            posting.post == *post && begun && posting.to.is_none_or(|to| place.today <= to)
        })
    };
    all.retain(|(post, _)| !is_posted(post));
    let words = voice.lang.words().setup;
    let one = |(post, clauses): (&PostId, Vec<&str>)| {
        let known = vec![("post", post.as_str().to_owned())];
        let link = (words.add.to_owned(), place.adding("posting", known));
        AskedView {
            says: voice.post(post).to_owned(),
            clauses: clauses.join(voice.lang.words().separator),
            standing: Standing::Missing,
            stands: words.not_posted.to_owned(),
            clicks: Vec::new(),
            links: std::iter::once(link)
                .filter(|_| place.may == May::Edit)
                .collect(),
        }
    };
    all.into_iter().map(one).collect()
}

/// A stretch of days for which a figure is looked at.
type Period = (Day, Day);

/// The figures the standard measures, with the periods each needs today; none where any will do.
fn figures(edition: &Edition, today: Day) -> Vec<(&FigureId, Vec<&str>, Vec<Period>)> {
    let mut all: ByClause<'_, &FigureId> = Vec::new();
    let mut periods: BTreeMap<&FigureId, Vec<Period>> = BTreeMap::new();
    let years = |n: u32| {
        let last = today.year() - 1;
        let back = 0..i32::try_from(n).unwrap_or(0);
        back.map(move |back| year(last - back))
    };
    for clause in &edition.clauses {
        for test in &clause.tests {
            let needed: Vec<(&FigureId, Vec<Period>)> = match test {
                Test::Yearly(rule) => vec![(&rule.figure, years(rule.years).collect())],
                Test::Share(rule) => vec![(&rule.figure, years(1).collect())],
                Test::Current(rule) => vec![(&rule.figure, Vec::new())],
                Test::Total(rule) => rule.any.iter().map(|(of, _)| (of, Vec::new())).collect(),
                _ => Vec::new(),
            };
            for (figure, needed) in needed {
                note(&mut all, figure, clause);
                periods.entry(figure).or_default().extend(needed);
            }
        }
    }
    let one = |(figure, clauses): (_, Vec<_>)| {
        let mut periods = periods.remove(figure).unwrap_or_default();
        periods.sort_unstable();
        periods.dedup();
        (figure, clauses, periods)
    };
    all.into_iter().map(one).collect()
}

fn year(year: i32) -> Period {
    (Day::first_of_year(year), Day::last_of_year(year))
}

/// The figures the standard measures and what is missing of each, those with gaps first.
#[must_use]
pub fn measured(
    voice: Voice<'_>,
    place: &Place<'_>,
    edition: &Edition,
    programme: &Programme,
) -> Vec<AskedView> {
    let one = |(figure, clauses, periods): (&FigureId, Vec<&str>, Vec<Period>)| {
        let of = |one: &&Figure| one.figure == *figure;
        let records: Vec<&Figure> = programme.figures.iter().filter(of).collect();
        let gaps = gaps(&records, periods, place.today);
        let known = |(from, to): &Period| {
            vec![
                ("figure", figure.as_str().to_owned()),
                ("from", from.to_string()),
                ("to", to.to_string()),
            ]
        };
        let link = |gap: &Period| {
            let says = setup_text::record_for(voice.lang, *gap);
            (says, place.adding("figure", known(gap)))
        };
        let links = match place.may {
            May::Edit => gaps.iter().map(link).collect(),
            _ => Vec::new(),
        };
        AskedView {
            says: voice.figure(figure).to_owned(),
            clauses: clauses.join(voice.lang.words().separator),
            standing: match gaps.as_slice() {
                [] => Standing::There,
                _ => Standing::Missing,
            },
            stands: setup_text::measured(voice.lang, records.len(), &gaps),
            clicks: Vec::new(),
            links,
        }
    };
    let mut all: Vec<_> = figures(edition, place.today).into_iter().map(one).collect();
    all.sort_by_key(|asked| asked.standing != Standing::Missing);
    all
}

/// The periods of which some day lies in no record. Where any recent period will do: the last year,
/// while none is recorded in it.
fn gaps(records: &[&Figure], periods: Vec<Period>, today: Day) -> Vec<Period> {
    if periods.is_empty() {
        let recent = records
            .iter()
            .any(|one| one.from <= today && today <= one.to.plus_months(ATTESTATION_MONTHS));
        let last = year(today.year() - 1);
        return if recent { Vec::new() } else { vec![last] };
    }
    let covered = |(from, to): &Period| {
        let mut stretches: Vec<Period> = records.iter().map(|one| (one.from, one.to)).collect();
        stretches.sort_unstable();
        let mut reached = *from;
        for (first, last) in stretches {
            if first <= reached && reached <= last {
                reached = last.next();
            }
        }
        reached > *to
    };
    let mut gaps = periods;
    gaps.retain(|period| !covered(period));
    gaps
}

/// The judgements the standard asks to be attested, missing ones first.
#[must_use]
pub fn attested(
    voice: Voice<'_>,
    place: &Place<'_>,
    edition: &Edition,
    (hospital, programme): (&Hospital, &Programme),
) -> Vec<AskedView> {
    // What helps only where a fact is so need not be attested where it is not.
    let helps = |attest: &&Attest| {
        let all = hospital.institution.declared.iter();
        let all = all.chain(&programme.declared);
        attest.when.as_ref().is_none_or(|fact| {
            value_on(all.filter(|one| one.fact == *fact), place.today) != Some(false)
        })
    };
    let tests = edition.clauses.iter().flat_map(|clause| {
        let tests = clause.tests.iter().filter_map(|test| match test {
            Test::Attest(attest) => Some(attest),
            _ => None,
        });
        let tests = tests.filter(helps);
        tests.map(move |attest| (clause, attest))
    });
    let one = |(clause, attest): (&Clause, &Attest)| {
        let of = |one: &&Attestation| {
            one.clause == clause.id.as_str() && one.item == attest.item && one.staff.is_none()
        };
        let records: Vec<_> = programme.attestations.iter().filter(of).collect();
        let (standing, stands) = stands(voice.lang, &records, attest, place.today);
        let item = attest.item.as_ref();
        let item = item.map(|item| format!("{}{item}", voice.lang.words().separator));
        AskedView {
            says: voice.text(&clause.text).to_owned(),
            clauses: format!("{}{}", clause.number, item.unwrap_or_default()),
            standing,
            stands,
            clicks: Vec::new(),
            links: attest_links(place, clause, attest, (&records, standing)),
        }
    };
    let mut all: Vec<_> = tests.map(one).collect();
    all.sort_by_key(|asked| match asked.standing {
        Standing::Missing => 0,
        Standing::Soon => 1,
        Standing::Against | Standing::There => 2,
    });
    all
}

fn stands(lang: Lang, records: &[&Attestation], attest: &Attest, today: Day) -> (Standing, String) {
    let through = |one: &Attestation| {
        let most = attest.months.map(|months| one.on.plus_months(months));
        most.map_or(one.through(), |most| most.min(one.through()))
    };
    let valid = records
        .iter()
        .filter(|one| one.on <= today && today <= through(one));
    let lapsed = records.iter().map(|one| through(one)).max();
    // Of two on the same day the one that says "not met" is believed.
    match valid.max_by_key(|one| (one.on, !one.met)) {
        Some(one) if !one.met => (
            Standing::Against,
            setup_text::attested_against(lang, &one.by, one.on),
        ),
        Some(one) if through(one).days_since(today) <= SOON_DAYS => (
            Standing::Soon,
            setup_text::attested_soon(lang, through(one)),
        ),
        Some(one) => (
            Standing::There,
            setup_text::attested(lang, &one.by, through(one)),
        ),
        None => (
            Standing::Missing,
            setup_text::not_attested(lang, lapsed.filter(|through| *through < today)),
        ),
    }
}

/// The form with the clause, and with what the last attestation rested on; it is to be looked at
/// again when it lapses.
fn attest_links(
    place: &Place<'_>,
    clause: &Clause,
    attest: &Attest,
    (records, standing): (&[&Attestation], Standing),
) -> Vec<(String, String)> {
    if place.may != May::Edit {
        return Vec::new();
    }
    let words = place.lang().words().setup;
    let last = records.iter().max_by_key(|one| one.on);
    let evidence = last.and_then(|one| one.evidence.clone());
    let months = attest.months.unwrap_or(ATTESTATION_MONTHS);
    let known = vec![
        ("clause", clause.id.to_string()),
        ("item", attest.item.clone().unwrap_or_default()),
        ("by", last.map(|one| one.by.clone()).unwrap_or_default()),
        ("through", place.today.plus_months(months).to_string()),
        ("evidence", evidence.unwrap_or_default()),
    ];
    let says = match standing {
        Standing::Missing => words.attest,
        _ => words.attest_again,
    };
    vec![(says.to_owned(), place.adding("attestation", known))]
}
