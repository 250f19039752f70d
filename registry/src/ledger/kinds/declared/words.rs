//! The words that are not in the catalogue.

use eligibility::file::Thing;

use crate::ledger::kinds::{Closed, Word};

const fn word(
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    also: &'static [&'static str],
) -> Word {
    Word { id, zh, en, also }
}

pub const LICENCE_LEVELS: Closed = Closed {
    what: Thing::LicenceLevel,
    words: &[
        word(
            "physician",
            "执业医师",
            "physician",
            &["医师执业证", "医师"],
        ),
        word(
            "assistant-physician",
            "执业助理医师",
            "assistant physician",
            &["助理医师"],
        ),
        word(
            "nurse",
            "护士",
            "nurse",
            &["注册护士", "执业护士", "护士执业证"],
        ),
        word("pharmacist", "药师", "pharmacist", &["执业药师"]),
    ],
};

pub const ABSENCES: Closed = Closed {
    what: Thing::AbsenceKind,
    words: &[
        word("suspension", "停职", "suspension", &["暂停"]),
        word("leave", "休假", "leave", &["请假", "产假", "病假"]),
        word("secondment", "外派", "secondment", &["借调", "支援"]),
        word(
            "training-elsewhere",
            "外出进修",
            "training elsewhere",
            &["进修"],
        ),
    ],
};

pub const LISTS: Closed = Closed {
    what: Thing::ListKind,
    words: &[
        word("employment", "任职", "employment", &[]),
        word("departments", "科室", "departments", &[]),
        word("titles", "职称", "titles", &[]),
        word("licences", "执业证", "licences", &[]),
        word("credentials", "证书", "credentials", &[]),
        word("experience", "经历", "experience", &[]),
        word("training", "培训", "training", &[]),
        word("exemptions", "免于培训", "exemptions", &[]),
        word("cases", "例数", "cases", &[]),
        word("attestations", "声明", "attestations", &[]),
    ],
};

pub const RADIATION_CODES: Closed = Closed {
    what: Thing::RadiationCode,
    words: &[
        word("2A", "2A 诊断放射学", "2A diagnosis", &["诊断放射学"]),
        word("2B", "2B 牙科放射学", "2B dental", &["牙科放射学", "牙科"]),
        word("2C", "2C 核医学", "2C nuclear medicine", &["核医学"]),
        word("2D", "2D 放射治疗", "2D radiotherapy", &["放射治疗"]),
        word("2E", "2E 介入放射学", "2E intervention", &["介入放射学"]),
        word("2F", "2F 其他", "2F other", &["其他", "其它"]),
    ],
};
