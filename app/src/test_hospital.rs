//! A small hospital and a small standard for tests, with every verdict and every kind of finding
//! a page has to show. Everybody in it is made up.

use std::sync::{Arc, LazyLock};

use eligibility::assess::{Assessment, Question, assess};
use eligibility::catalogue::Catalogue;
use eligibility::day::Day;
use eligibility::facts::{Hospital, Programme, Roster};
use eligibility::file::Node;
use eligibility::standard::{Library, Standard, load};
use registry::access::{Actor, Role};
use registry::act::By;
use registry::assessments::Assessments;
use registry::seen::Seen;
use registry::snapshot::Snapshot;

use crate::locale::Lang;
use crate::source::Facts;
use crate::view::address::Address;
use crate::view::sheet::SheetView;
use crate::wording::Voice;

/// The hospital, its standard and the vocabulary.
pub(crate) struct TestHospital {
    pub(crate) assessments: Assessments,
    pub(crate) snapshot: Arc<Snapshot>,
}

impl TestHospital {
    pub(crate) fn new() -> Self {
        let catalogue = Catalogue::built_in().unwrap();
        let mut library = Library::default();
        library.add(load(STANDARD, &catalogue).unwrap()).unwrap();
        let roster = Node::from_toml(ROSTER).unwrap();
        let Roster {
            mut hospital,
            programme,
        } = Roster::read(&roster, &catalogue).unwrap();
        let unnamed = Programme {
            id: "new".into(),
            name: None,
            standard: None,
            ..programme.clone()
        };
        hospital.programmes = vec![unnamed, programme];
        let snapshot = Arc::new(Snapshot::unstored(1, hospital));
        Self {
            assessments: Assessments::new(Arc::new(catalogue), library),
            snapshot,
        }
    }

    pub(crate) fn voice(&self, lang: Lang) -> Voice<'_> {
        Voice::new(lang, self.assessments.catalogue())
    }

    pub(crate) fn hospital(&self) -> &Hospital {
        &self.snapshot.hospital
    }

    /// What HR sees of it.
    pub(crate) fn seen(&self) -> Seen<'_> {
        static HR: LazyLock<Actor> = LazyLock::new(|| actor(Role::Hr, &[]));
        let (snapshot, assessments) = (&*self.snapshot, &self.assessments);
        Seen::new(HR.reading(), self.today(), snapshot, assessments)
    }

    pub(crate) fn programme(&self) -> &Programme {
        self.hospital()
            .programmes
            .iter()
            .find(|programme| programme.id == "pet")
            .unwrap()
    }

    pub(crate) fn standard(&self) -> &Standard {
        self.assessments.standards().get("test.pet").unwrap()
    }

    pub(crate) fn assess(&self, on: &str, as_if_in_force: bool) -> Assessment {
        let question = Question {
            as_if_in_force,
            ..Question::on(day(on))
        };
        assess(
            question,
            self.assessments.catalogue(),
            self.standard(),
            self.hospital(),
            self.programme(),
        )
        .unwrap()
    }

    pub(crate) fn sheet(&self, lang: Lang, on: &str, as_if: bool) -> SheetView {
        let assessment = self.assess(on, as_if);
        let voice = self.voice(lang);
        SheetView::of(
            voice,
            &assessment,
            self.standard(),
            self.hospital(),
            self.programme(),
        )
        .unwrap()
    }
}

impl Facts for TestHospital {
    fn today(&self) -> Day {
        day("2026-11-22")
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot)
    }

    fn assessments(&self) -> &Assessments {
        &self.assessments
    }
}

/// Somebody with a role.
pub(crate) fn actor(role: Role, departments: &[&str]) -> Actor {
    Actor {
        by: By {
            id: "u1".to_owned(),
            name: "王芳".to_owned(),
        },
        role,
        departments: departments.iter().map(ToString::to_string).collect(),
    }
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The address of the test programme's sheet on a day.
pub(crate) fn address(lang: Lang, on: &str) -> Address {
    Address {
        lang,
        on: Day::parse(on),
        ..Address::default().sheet("pet")
    }
}

const STANDARD: &str = r#"
id = "test.pet"
title = { zh = "测试标准：PET/CT", en = "Test standard: PET/CT" }
issuer = { zh = "测试机关", en = "Test authority" }
document = "测字〔2025〕1号"
section = "二"
equipment = ["pet-ct"]

[[edition]]
id = "2025"
from = 2025-06-16
to = 2030-06-15
note = { zh = "有效期五年。", en = "In force for five years." }

[[edition.clause]]
id = "1"
flag = "NP"
number = "（一）"
text = { zh = "核医学在区域内有影响", en = "Nuclear medicine of standing" }
attest = [{}]

[[edition.clause]]
id = "2a"
flag = "P"
number = "（二）1"
text = { zh = "持证医师至少 2 名", en = "At least 2 physicians with a permit" }
note = { zh = "两种上岗证有一种即可。", en = "Either permit is enough." }
headcount = [{ need = 2, group = "physicians", pool = "posted", post = "physician", who = { profession = ["physician"], credential = ["permit-nuclear-medicine", "permit-ct"] } }]
every = [{ posts = ["physician"], who = { credential = ["permit-nuclear-medicine", "permit-ct"] } }]

[[edition.clause]]
id = "2b"
flag = "P"
number = "（二）2"
text = { zh = "技师至少 2 名", en = "At least 2 technologists" }
headcount = [{ need = 2, group = "technologists", pool = "posted", post = "technologist", who = { profession = ["technologist"], title = { series = ["technical"], level = "junior" } } }]

[[edition.clause]]
id = "2c"
flag = "P"
number = "（二）3"
text = { zh = "放射性药物岗至少 1 名", en = "At least 1 on the radiopharmacy post" }
only_if = "own-preparation"
headcount = [{ need = 1, group = "radiopharmacists", pool = "posted", post = "radiopharmacist", who = { credential = ["nuclear-chemist"] } }]

[[edition.clause]]
id = "2d"
flag = "P"
number = "（二）4"
text = { zh = "学科带头人从事核医学满 10 年", en = "A leader with 10 years of nuclear medicine" }
leader = [{ post = "leader", who = { experience = [{ field = ["nuclear-medicine"], years = 10 }] } }]

[[edition.clause]]
id = "2e"
flag = "P"
number = "（二）5"
text = { zh = "护士至少 1 名", en = "At least 1 nurse" }
headcount = [{ need = 1, group = "nurses", pool = "posted", post = "nurse", who = { profession = ["nurse"], credential = ["bls"] } }]
"#;

const ROSTER: &str = r#"
[institution]
name = "测试医院"
departments = [{ id = "nm", name = "核医学科", kind = "nuclear-medicine" }]
kinds = [{ kind = "general" }]

[programme]
id = "pet"
name = "PET/CT 项目"
standard = "test.pet"
departments = ["nm"]
leader = [{ staff = "N1", from = 2020-01-01 }]
postings = [
    { staff = "N1", post = "physician", full_time = false, from = 2020-01-01 },
    { staff = "N2", post = "physician", full_time = false, from = 2020-01-01 },
    { staff = "N3", post = "technologist", full_time = false, from = 2020-01-01 },
    { staff = "N4", post = "technologist", full_time = false, from = 2020-01-01 },
    { staff = "N5", post = "nurse", full_time = true, from = 2020-01-01 },
]
declared = [{ fact = "own-preparation", value = false }]

[[people]]
staff = "N1"
name = "赵一"
employment = [{ from = 2015-01-01 }]
departments = [{ department = "nm", from = 2015-01-01 }]
professions = [{ profession = "physician" }]
credentials = [{ kind = "permit-nuclear-medicine", category = "physician", number = "81-001", issued = 2017-05-01 }]
experience = [{ field = "nuclear-medicine", from = 2016-12-22 }]

[[people]]
staff = "N2"
name = "钱二"
employment = [{ from = 2015-01-01 }]
departments = [{ department = "nm", from = 2015-01-01 }]
professions = [{ profession = "physician" }]
credentials = [{ kind = "permit-ct", category = "physician", issued = 2021-11-22, expires = 2026-11-21 }]

[[people]]
staff = "N3"
name = "孙三"
employment = [{ from = 2015-01-01 }]
departments = [{ department = "nm", from = 2015-01-01 }]
professions = [{ profession = "technologist" }]
titles = [{ series = "technical", level = "junior", discipline = "imaging", qualified = 2019-06-01 }]

[[people]]
staff = "N4"
name = "李<四>"
employment = [{ from = 2015-01-01 }]
departments = [{ department = "nm", from = 2015-01-01 }]
professions = [{ profession = "technologist" }]
titles = [{ series = "technical", level = "junior", discipline = "imaging" }]

[[people]]
staff = "N5"
employment = [{ from = 2015-01-01 }]
departments = [{ department = "nm", from = 2015-01-01 }]
professions = [{ profession = "nurse" }]
credentials = [{ kind = "bls", issued = 2025-03-01 }]
"#;
