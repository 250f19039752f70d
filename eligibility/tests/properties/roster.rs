//! Random small hospitals for a standard: people who mostly fit, with dates on both sides of the
//! day asked about, blanks, lapses, absences, two professions, several posts.
//!
//! A hospital is a function of its seed, so that a failure is named by one number.

mod titles;
mod wider;

use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{
    Absence, AbsenceKind, Attestation, Credential, Declared, Department, Employment, Experience,
    Figure, Hospital, Installation, Institution, InstitutionKindRecord, InstitutionLevelRecord,
    Level, Licence, LicenceLevel, ListKind, Membership, PeriodicAssessment, Person, Posting,
    ProfessionRecord, Programme, StaffNumber, SubjectRecord, Suspension, Title, Training,
};
use eligibility::standard::{Edition, Test};

/// The day in the middle of all that is drawn.
pub fn middle() -> Day {
    Day::parse("2026-03-01").unwrap()
}

/// Numbers that look random and are always the same (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// A number from 0 up to, not including, `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn some<T>(&mut self, percent: u64, value: T) -> Option<T> {
        self.chance(percent).then_some(value)
    }

    /// A day some years before the middle, now and then not long enough ago.
    fn past(&mut self, years: u32) -> Day {
        let back = if self.chance(80) {
            years * 12 + 6
        } else {
            years * 12
        };
        let first = middle().minus_months(back);
        first.plus_days(u32::try_from(self.below(500)).unwrap())
    }

    /// A day within about 13 months of the middle.
    fn near(&mut self) -> Day {
        let first = middle().minus_months(7);
        first.plus_days(u32::try_from(self.below(600)).unwrap())
    }
}

/// What is drawn for.
pub struct Wanted<'a> {
    pub catalogue: &'a Catalogue,
    pub edition: &'a Edition,
    /// Whether nobody can meet demands of two parallel groups: one profession, one post each.
    pub one_profession: bool,
}

macro_rules! id {
    ($wanted:expr, $text:expr) => {
        FromId::from_id($wanted.catalogue, $text)
    };
}

/// Ids by their text; the catalogue checks them.
trait FromId {
    fn from_id(catalogue: &Catalogue, text: &str) -> Self;
}

macro_rules! from_id {
    ($($name:ident),*) => { $(
        impl FromId for eligibility::catalogue::$name {
            fn from_id(catalogue: &Catalogue, text: &str) -> Self {
                Self::of(catalogue, text).unwrap()
            }
        }
    )* };
}

from_id!(
    CredentialKindId,
    DeclaredFactId,
    DepartmentKindId,
    DisciplineId,
    EquipmentKindId,
    FieldId,
    FigureId,
    InstitutionKindId,
    InstitutionLevelId,
    LicenceCategoryId,
    PostId,
    ProfessionId,
    ScopeId,
    SubjectId,
    TitleSeriesId,
    TrainingKindId
);

const DISCIPLINES: &[&str] = &["nuclear-medicine", "imaging", "radiotherapy", "surgery"];

/// The profession of each person drawn, in turn, so that every group has a chance to be met.
const PROFESSIONS: &[&str] = &[
    "physician",
    "physician",
    "technologist",
    "physician",
    "physicist",
    "physician",
    "technologist",
    "engineer",
    "physician",
    "physician",
    "technologist",
    "radiochemist",
    "physician",
    "physician",
    "physician",
    "physician",
    "physician",
    "technologist",
];

impl Wanted<'_> {
    /// The hospital of a seed, its people in order of staff number.
    pub fn hospital(&self, seed: u64) -> (Hospital, Programme) {
        let mut dice = Dice::new(seed);
        let n_people = 7 + dice.below(12);
        let mut programme = Programme {
            id: "programme".to_owned(),
            name: None,
            standard: None,
            departments: vec!["own".to_owned(), "second".to_owned()],
            postings: Vec::new(),
            elsewhere: Vec::new(),
            declared: self.declared(&mut dice),
            figures: self.figures(&mut dice),
            attestations: Vec::new(),
            duties: Vec::new(),
            incomplete: Vec::new(),
        };
        let focus = *dice.pick(DISCIPLINES);
        let mut people = Vec::new();
        for place in 0..n_people {
            let profession = *PROFESSIONS
                .get(usize::try_from(place).unwrap())
                .unwrap_or(&"physician");
            let person = self.person(&mut dice, place, profession, focus);
            self.post(&mut dice, &person, profession, place, &mut programme);
            people.push(person);
        }
        self.attest(&mut dice, &people, &mut programme);
        let mut hospital = Hospital {
            institution: self.institution(&mut dice),
            equipment: ["mr", "pet-ct"]
                .map(|kind| self.installation(&mut dice, kind))
                .to_vec(),
            rooms: Vec::new(),
            programmes: Vec::new(),
            people,
        };
        self.vary_titles(seed, &mut hospital);
        // Posts more and other ones, which the properties of one profession leave out.
        if !self.one_profession {
            self.widen(seed, &mut hospital, &mut programme);
        }
        (hospital, programme)
    }

    fn institution(&self, dice: &mut Dice) -> Institution {
        let department = |id: &str, kind: &str| Department {
            id: id.to_owned(),
            name: None,
            kind: id!(self, kind),
        };
        let kinds = [
            "nuclear-medicine",
            "radiotherapy",
            "general-surgery",
            "urology",
        ];
        let own = *dice.pick(&kinds);
        let second = *dice.pick(&["radiology", "thoracic-surgery"]);
        let subjects = ["oncology", "cardiology", "neurology", "imaging"];
        Institution {
            name: None,
            own_interval_months: dice.chance(30).then_some(6),
            long_absence_days: dice.chance(30).then_some(30),
            kinds: vec![InstitutionKindRecord {
                kind: id!(self, "general"),
                from: None,
                to: dice.chance(10).then(|| dice.near()),
            }],
            levels: vec![InstitutionLevelRecord {
                level: id!(self, *dice.pick(&["3A", "3A", "2A"])),
                from: dice.chance(10).then(|| dice.near()),
                to: None,
            }],
            subjects: subjects
                .map(|subject| SubjectRecord {
                    subject: id!(self, subject),
                    from: dice.chance(10).then(|| dice.near()),
                    to: dice.chance(10).then(|| dice.near().plus_days(400)),
                })
                .to_vec(),
            papers: Vec::new(),
            services: Vec::new(),
            declared: Vec::new(),
            departments: vec![
                department("own", own),
                department("second", second),
                department("other", "anaesthesia"),
            ],
            bases: Vec::new(),
            lead_times: Vec::new(),
            postponements: Vec::new(),
            incomplete: Vec::new(),
        }
    }

    fn installation(&self, dice: &mut Dice, kind: &str) -> Installation {
        Installation {
            kind: id!(self, kind),
            name: None,
            department: None,
            from: (dice.chance(90)).then(|| dice.past(3)),
            to: dice.chance(15).then(|| middle().plus_days(200)),
            rows: None,
            tesla: None,
            external_contacts: None,
            image_system: None,
        }
    }

    fn declared(&self, dice: &mut Dice) -> Vec<Declared> {
        let mut all = Vec::new();
        for fact in ["own-preparation", "newly-founded", "non-public"] {
            if dice.chance(85) {
                let value = fact == "own-preparation" && dice.chance(80);
                all.push(Declared {
                    fact: id!(self, fact),
                    value: dice.some(95, value),
                    from: dice.chance(20).then(|| dice.near()),
                    to: None,
                });
            }
        }
        all
    }

    fn figures(&self, dice: &mut Dice) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (figure, usual) in [
            ("mr-examinations", 1500),
            ("pet-ct-examinations", 1500),
            ("oncology-admissions", 300),
            ("laparoscopic-share", 40),
        ] {
            for year in 2022..=2026 {
                if dice.chance(90) {
                    figures.push(Figure {
                        figure: id!(self, figure),
                        from: Day::first_of_year(year),
                        to: Day::last_of_year(year),
                        numerator: usual - 10 + u32::try_from(dice.below(30)).unwrap(),
                        denominator: (figure == "laparoscopic-share").then_some(120),
                        recorded: None,
                        by: None,
                    });
                }
            }
        }
        figures
    }

    fn person(&self, dice: &mut Dice, place: u64, profession: &str, focus: &str) -> Person {
        let mut person = Person::new(StaffNumber::new(&format!("S{place:02}")));
        let from = dice.past(10);
        person.employment = vec![Employment {
            from: dice.some(96, from),
            to: dice.chance(12).then(|| dice.near()),
        }];
        if dice.chance(15) {
            let from = dice.near();
            let days = u32::try_from(dice.below(150)).unwrap();
            person.absences.push(Absence {
                kind: *dice.pick(AbsenceKind::ALL),
                from: dice.some(90, from),
                to: dice.chance(80).then(|| from.plus_days(days)),
            });
        }
        let department = if dice.chance(90) {
            *dice.pick(&["own", "own", "second"])
        } else {
            "other"
        };
        person.departments = vec![Membership {
            department: department.to_owned(),
            from: dice.some(95, from),
            to: dice.chance(10).then(|| dice.near()),
        }];
        person.professions = vec![ProfessionRecord {
            profession: id!(self, profession),
            from: None,
            to: None,
        }];
        if !self.one_profession && dice.chance(15) {
            person.professions.push(ProfessionRecord {
                profession: id!(
                    self,
                    *dice.pick(&["physician", "technologist", "physicist"])
                ),
                from: dice.chance(50).then(|| dice.near()),
                to: dice.chance(30).then(|| dice.near().plus_days(700)),
            });
        }
        person.titles = self.titles(dice, profession, focus);
        if profession == "physician" {
            person.licences = vec![self.licence(dice)];
            if dice.chance(10) {
                person.assessments.push(PeriodicAssessment {
                    on: Some(dice.near()),
                    passed: Some(dice.chance(50)),
                });
            }
        }
        person.credentials = self.credentials(dice, profession);
        person.experience = self.experience(dice, focus);
        if profession == "physicist" {
            person.training.push(self.training(dice));
        }
        for list in [
            ListKind::Titles,
            ListKind::Credentials,
            ListKind::Experience,
            ListKind::Licences,
        ] {
            if dice.chance(4) {
                person.incomplete.push(list);
            }
        }
        person
    }

    fn titles(&self, dice: &mut Dice, profession: &str, focus: &str) -> Vec<Title> {
        let series = if profession == "physician" {
            "medical"
        } else {
            "technical"
        };
        let levels = [
            Level::Junior,
            Level::Intermediate,
            Level::DeputySenior,
            Level::Senior,
        ];
        let highest = usize::try_from(dice.below(4)).unwrap();
        let discipline = if dice.chance(60) {
            focus
        } else {
            *dice.pick(DISCIPLINES)
        };
        let mut titles = Vec::new();
        for (years, level) in (0_u32..).zip(&levels[..=highest]) {
            let qualified = if dice.chance(20) {
                dice.near()
            } else {
                dice.past(12 - 3 * years)
            };
            titles.push(Title {
                series: dice.some(95, id!(self, series)),
                level: dice.some(97, *level),
                discipline: dice.some(90, id!(self, discipline)),
                qualified: dice.some(95, qualified),
                appointed: None,
            });
        }
        titles
    }

    fn licence(&self, dice: &mut Dice) -> Licence {
        let main_here = dice.chance(80);
        let from = dice.past(8);
        let level = if dice.chance(95) {
            LicenceLevel::Physician
        } else {
            LicenceLevel::AssistantPhysician
        };
        Licence {
            level: dice.some(97, level),
            category: dice.some(95, id!(self, "clinical")),
            scopes: if dice.chance(90) {
                vec![id!(self, "imaging-and-radiotherapy")]
            } else {
                vec![id!(self, "surgery")]
            },
            number: None,
            main_here: dice.some(95, main_here),
            filing_from: (!main_here && dice.chance(90)).then(|| dice.past(2)),
            filing_to: (!main_here && dice.chance(80)).then(|| dice.near().plus_days(500)),
            from: dice.some(95, from),
            to: dice.chance(10).then(|| dice.near()),
            cancelled_from: dice.chance(5).then(|| dice.near()),
            suspended: if dice.chance(8) {
                let from = dice.near();
                vec![Suspension {
                    from: dice.some(90, from),
                    to: dice.chance(80).then(|| from.plus_days(60)),
                }]
            } else {
                Vec::new()
            },
        }
    }

    fn credentials(&self, dice: &mut Dice, profession: &str) -> Vec<Credential> {
        let kinds = match profession {
            "physician" | "technologist" => {
                &["permit-nuclear-medicine", "permit-mr", "permit-ct"][..]
            }
            _ => &[
                "nuclear-physicist",
                "nuclear-chemist",
                "positron-drugs-qualification",
                "radiation-health-check",
            ],
        };
        let mut credentials = Vec::new();
        for kind in kinds {
            if dice.chance(70) {
                let issued = if dice.chance(20) {
                    dice.near()
                } else {
                    dice.past(4)
                };
                credentials.push(Credential {
                    kind: id!(self, *kind),
                    category: dice.some(50, id!(self, profession)),
                    number: None,
                    issuer: None,
                    issued: dice.some(95, issued),
                    expires: dice.chance(30).then(|| dice.near().plus_days(400)),
                    revoked_from: dice.chance(5).then(|| dice.near().plus_days(400)),
                    suspended_from: dice.chance(5).then(|| dice.near().plus_days(400)),
                });
            }
        }
        credentials
    }

    fn experience(&self, dice: &mut Dice, focus: &str) -> Vec<Experience> {
        let fields = [
            (focus, 10),
            ("radiotherapy", 5),
            ("pet-ct-use", 3),
            ("spect-use", 3),
            ("positron-drugs", 5),
        ];
        let mut all = Vec::new();
        for (field, years) in fields {
            if dice.chance(80) {
                let from = dice.past(years);
                all.push(Experience {
                    field: id!(self, field),
                    from: dice.some(93, from),
                    to: dice.chance(15).then(|| from.plus_months(years * 12 - 1)),
                    employer: None,
                });
                if dice.chance(20) {
                    let from = dice.near();
                    all.push(Experience {
                        field: id!(self, field),
                        from: Some(from),
                        to: None,
                        employer: None,
                    });
                }
            }
        }
        all
    }

    fn training(&self, dice: &mut Dice) -> Training {
        let from = dice.past(1);
        Training {
            kind: id!(self, "radiotherapy-physics"),
            technique: None,
            base: None,
            from: dice.some(90, from),
            to: dice.chance(30).then(|| from.plus_months(12)),
            instructor: None,
            cases_taken_part: None,
            cases_managed: None,
            cases_done: None,
            examined: None,
            passed: None,
        }
    }

    fn post(
        &self,
        dice: &mut Dice,
        person: &Person,
        profession: &str,
        place: u64,
        programme: &mut Programme,
    ) {
        let mut posts = match profession {
            "physician" | "technologist" | "engineer" => vec![profession],
            _ => vec!["radiopharmacist"],
        };
        if place == 0 || dice.chance(4) {
            posts.push("leader");
        }
        if !self.one_profession && dice.chance(8) {
            posts.push("radiopharmacist");
        }
        for post in posts {
            if dice.chance(85) {
                let full_time = matches!(post, "engineer" | "radiopharmacist");
                programme.postings.push(Posting {
                    staff: person.staff.clone(),
                    post: id!(self, post),
                    full_time: dice.some(90, full_time),
                    from: if dice.chance(5) {
                        None
                    } else {
                        Some(dice.past(2))
                    },
                    to: dice.chance(10).then(|| dice.near().plus_days(300)),
                });
            }
        }
    }

    /// Attestations for every clause that asks for one, of the institution and of people.
    fn attest(&self, dice: &mut Dice, people: &[Person], programme: &mut Programme) {
        for clause in &self.edition.clauses {
            let whole = clause
                .tests
                .iter()
                .any(|test| matches!(test, Test::Attest(_)));
            let mut about: Vec<Option<StaffNumber>> = if whole { vec![None] } else { Vec::new() };
            if clause
                .kinds()
                .iter()
                .any(|kind| matches!(*kind, "headcount" | "leader"))
            {
                about.extend(people.iter().map(|person| Some(person.staff.clone())));
            }
            for staff in about {
                if dice.chance(60) {
                    programme.attestations.push(Attestation {
                        clause: clause.id.to_string(),
                        item: None,
                        staff,
                        met: dice.chance(92),
                        by: "head".to_owned(),
                        on: dice.near(),
                        through: None,
                        evidence: None,
                    });
                }
            }
        }
    }
}
