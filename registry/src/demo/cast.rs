//! Who works where: the staff of the demo hospital, group by group.

/// A registration to practise.
pub struct Registration {
    pub level: &'static str,
    pub category: Option<&'static str>,
    pub scope: Option<&'static str>,
}

/// What a group of people is.
pub struct Role {
    pub profession: &'static str,
    pub series: &'static str,
    /// The discipline of the titles.
    pub discipline: &'static str,
    /// The field of experience.
    pub field: &'static str,
    pub registration: Option<Registration>,
    /// The code of radiation work (照射种类).
    pub radiation: Option<&'static str>,
}

/// People of one role in one department: how many of each level, and the permits they hold.
pub struct Group {
    pub role: &'static Role,
    /// Levels as in [`LEVELS`], each with a number of people.
    pub levels: &'static [(usize, usize)],
    pub permits: &'static [&'static str],
}

/// A department and its people, numbered in this order: the third department's second person is
/// `0302`.
pub struct Department {
    pub id: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
    pub groups: &'static [Group],
}

/// One person of the cast.
pub struct Member {
    /// Department and place in it, four digits.
    pub code: String,
    pub department: &'static str,
    pub role: &'static Role,
    pub level: usize,
    pub permits: &'static [&'static str],
}

/// The levels of titles, ascending.
pub const LEVELS: [&str; 5] = [
    "assistant",
    "junior",
    "intermediate",
    "deputy-senior",
    "senior",
];

const fn physician(
    discipline: &'static str,
    scope: &'static str,
    radiation: Option<&'static str>,
) -> Role {
    Role {
        profession: "physician",
        series: "medical",
        discipline,
        field: discipline,
        registration: Some(Registration {
            level: "physician",
            category: Some("clinical"),
            scope: Some(scope),
        }),
        radiation,
    }
}

const fn other(
    profession: &'static str,
    series: &'static str,
    discipline: &'static str,
    field: &'static str,
    radiation: Option<&'static str>,
) -> Role {
    Role {
        profession,
        series,
        discipline,
        field,
        registration: None,
        radiation,
    }
}

const IMAGING: &str = "imaging-and-radiotherapy";

static NUCLEAR_PHYSICIAN: Role = physician("nuclear-medicine", IMAGING, Some("2C"));
static NUCLEAR_TECHNOLOGIST: Role = other(
    "technologist",
    "technical",
    "nuclear-medicine",
    "nuclear-medicine",
    Some("2C"),
);
static RADIOCHEMIST: Role = other(
    "radiochemist",
    "technical",
    "radiopharmacy",
    "positron-drugs",
    Some("2C"),
);
static RADIOPHARMACIST: Role = other(
    "pharmacist",
    "pharmacy",
    "radiopharmacy",
    "positron-drugs",
    Some("2C"),
);
static RADIOLOGIST: Role = physician("imaging", IMAGING, Some("2A"));
static RADIOGRAPHER: Role = other(
    "technologist",
    "technical",
    "imaging",
    "imaging",
    Some("2A"),
);
static RADIOTHERAPIST: Role = physician("radiotherapy", IMAGING, Some("2D"));
static PHYSICIST: Role = other(
    "physicist",
    "technical",
    "medical-physics",
    "radiotherapy",
    Some("2D"),
);
static RADIOTHERAPY_TECHNOLOGIST: Role = other(
    "technologist",
    "technical",
    "radiotherapy",
    "radiotherapy",
    Some("2D"),
);
static ONCOLOGIST: Role = physician("oncology", "internal-medicine", None);
static SURGEON: Role = physician("surgery", "surgery", None);
static GYNAECOLOGIST: Role = physician("gynaecology", "gynaecology", None);
static ANAESTHETIST: Role = physician("anaesthesia", "surgery", None);
static PATHOLOGIST: Role = physician("pathology", "laboratory-pathology", None);
static PATHOLOGY_TECHNOLOGIST: Role =
    other("technologist", "technical", "pathology", "pathology", None);
static SONOGRAPHER: Role = physician("ultrasound", IMAGING, None);
static ENGINEER: Role = other(
    "engineer",
    "engineering",
    "medical-engineering",
    "medical-engineering",
    None,
);
static PHARMACIST: Role = other("pharmacist", "pharmacy", "pharmacy", "pharmacy", None);
static CLERK: Role = other("other", "research", "other", "other", None);
static NURSE: Role = Role {
    profession: "nurse",
    series: "nursing",
    discipline: "nursing",
    field: "nursing",
    registration: Some(Registration {
        level: "nurse",
        category: None,
        scope: None,
    }),
    radiation: None,
};

const NM: &str = "permit-nuclear-medicine";
const CT: &str = "permit-ct";
const MR: &str = "permit-mr";
const LA: &str = "permit-linac";

macro_rules! groups {
    ($($role:ident [$(($level:literal, $count:literal)),*] [$($permit:expr),*];)*) => {
        &[$(Group { role: &$role, levels: &[$(($level, $count)),*], permits: &[$($permit),*] }),*]
    };
}

macro_rules! departments {
    ($($id:literal $name:literal $kind:literal { $($group:tt)* })*) => {
        &[$(Department { id: $id, name: $name, kind: $kind, groups: groups!($($group)*) }),*]
    };
}

/// All departments. Programmes and defects name people by their codes, so this order is fixed.
pub static DEPARTMENTS: &[Department] = departments! {
    "nm" "核医学科" "nuclear-medicine" {
        NUCLEAR_PHYSICIAN [(4, 1), (3, 2), (2, 3), (1, 2)] [NM];
        NUCLEAR_TECHNOLOGIST [(3, 1), (2, 2), (1, 3)] [NM];
        RADIOCHEMIST [(2, 2)] ["nuclear-physicist", "positron-drugs-qualification"];
        RADIOPHARMACIST [(2, 1)] ["nuclear-chemist", "positron-drugs-qualification"];
        NURSE [(2, 1), (1, 2)] [];
    }
    "rad" "放射科" "radiology" {
        RADIOLOGIST [(4, 2), (3, 4), (2, 4)] [CT, MR];
        RADIOLOGIST [(2, 4), (1, 4)] [CT];
        RADIOLOGIST [(1, 2)] [];
        RADIOGRAPHER [(3, 1), (2, 5)] [CT, MR];
        RADIOGRAPHER [(1, 8)] [CT];
        RADIOGRAPHER [(0, 2)] [];
        NURSE [(2, 1), (1, 1)] [];
    }
    "rt" "放射治疗科" "radiotherapy" {
        RADIOTHERAPIST [(4, 1), (3, 2), (2, 3), (1, 2)] [LA];
        PHYSICIST [(3, 1), (2, 2), (1, 1)] [LA];
        RADIOTHERAPY_TECHNOLOGIST [(3, 1), (2, 2), (1, 3)] [LA];
        NURSE [(2, 1), (1, 2)] [];
    }
    "onc" "肿瘤科" "oncology" {
        ONCOLOGIST [(4, 1), (3, 1), (2, 2), (1, 2)] [];
        NURSE [(2, 2), (1, 2)] [];
    }
    "gs" "普通外科" "general-surgery" {
        SURGEON [(3, 3), (2, 5), (1, 4)] [];
        NURSE [(2, 1), (1, 2)] [];
    }
    "ts" "胸外科" "thoracic-surgery" { SURGEON [(4, 1), (3, 1), (2, 2), (1, 1)] []; }
    "hn" "头颈外科" "head-and-neck-surgery" { SURGEON [(3, 1), (2, 2), (1, 1)] []; }
    "uro" "泌尿外科" "urology" { SURGEON [(3, 2), (2, 3), (1, 2)] []; }
    "gyn" "妇产科" "gynaecology" {
        GYNAECOLOGIST [(3, 1), (2, 3), (1, 3)] [];
        NURSE [(2, 1), (1, 1)] [];
    }
    "ana" "麻醉科" "anaesthesia" { ANAESTHETIST [(3, 1), (2, 2), (1, 1)] []; }
    "path" "病理科" "pathology" {
        PATHOLOGIST [(4, 1), (3, 1), (2, 1), (1, 1)] [];
        PATHOLOGY_TECHNOLOGIST [(2, 1), (1, 2)] [];
    }
    "us" "超声医学科" "ultrasound" { SONOGRAPHER [(3, 1), (2, 2), (1, 1)] ["permit-ultrasound"]; }
    "eq" "设备科" "equipment" { ENGINEER [(3, 1), (2, 3), (1, 2)] []; }
    "pharm" "药剂科" "pharmacy" { PHARMACIST [(3, 1), (2, 1), (1, 1)] []; }
    "info" "信息科" "information" { ENGINEER [(2, 1), (1, 1)] []; }
    "adm" "医务处" "administration" { CLERK [(2, 2), (1, 1)] []; }
};

/// The whole cast, in the order of its codes.
pub fn members() -> Vec<Member> {
    let mut members = Vec::new();
    for (department, number) in DEPARTMENTS.iter().zip(1..) {
        let mut place = 0;
        for group in department.groups {
            for &(level, count) in group.levels {
                for _ in 0..count {
                    place += 1;
                    members.push(Member {
                        code: format!("{number:02}{place:02}"),
                        department: department.id,
                        role: group.role,
                        level,
                        permits: group.permits,
                    });
                }
            }
        }
    }
    members
}
