//! What entitles a person: licences, periodic assessments and credentials.

use crate::catalogue::{CredentialKindId, LicenceCategoryId, ProfessionId, ScopeId};
use crate::day::Day;
use crate::file::{record, word_enum};

word_enum! {
    /// The level of a licence to practise.
    pub enum LicenceLevel (LicenceLevel) {
        /// 执业医师.
        Physician = "physician",
        /// 执业助理医师.
        AssistantPhysician = "assistant-physician",
        /// 护士.
        Nurse = "nurse",
        /// 药师.
        Pharmacist = "pharmacist",
    }
}

record! {
    /// Days on which a licence is suspended (暂停执业).
    pub struct Suspension {
        /// First day; blank is unknown.
        from: Option<Day>,
        /// Last day; blank while it goes on.
        to: Option<Day>,
    }
    in order (from, to)
}

record! {
    /// A licence to practise as registered; a change of registration is a new record.
    pub struct Licence {
        /// The level; blank is missing.
        level: Option<LicenceLevel>,
        /// 执业类别, for physicians; blank is missing.
        category: Option<LicenceCategoryId>,
        /// 执业范围, for physicians; blank is missing. Most licences name one.
        scopes: Vec<ScopeId>,
        /// The number on the licence.
        number: Option<String>,
        /// Whether the main institution (主要执业机构), or the place of practice of a nurse, is this one; blank is missing.
        main_here: Option<bool>,
        /// First day of the filing (多点执业备案) for this institution, where the main one is another.
        filing_from: Option<Day>,
        /// Last day of the filing; blank is missing (R-03: a filing has an end).
        filing_to: Option<Day>,
        /// The day from which the registration stands; blank is missing.
        from: Option<Day>,
        /// The last day on which it stands as registered; blank while it does. A nurse's licence ends five years after `from` unless a day is given.
        to: Option<Day>,
        /// The day from which it is cancelled (注销).
        cancelled_from: Option<Day>,
        /// Suspensions.
        suspended: Vec<Suspension>,
    }
    in order (from, to), (filing_from, filing_to), (from, cancelled_from)
}

record! {
    /// A periodic assessment of a physician (医师定期考核).
    pub struct PeriodicAssessment {
        /// The day of the result; blank is missing.
        on: Option<Day>,
        /// Whether it was passed; blank is missing.
        passed: Option<bool>,
    }
}

record! {
    /// A dated paper of the person; a renewal is a new record.
    pub struct Credential {
        /// The kind.
        kind: CredentialKindId,
        /// The profession the paper names, such as physician or technologist; blank when it names only the modality.
        category: Option<ProfessionId>,
        /// The number on it.
        number: Option<String>,
        /// Who issued it.
        issuer: Option<String>,
        /// The day of issue; blank is missing.
        issued: Option<Day>,
        /// The last valid day, if printed; what a blank means depends on the kind.
        expires: Option<Day>,
        /// The day from which it is revoked.
        revoked_from: Option<Day>,
        /// The day from which it is suspended.
        suspended_from: Option<Day>,
    }
    in order (issued, expires), (issued, revoked_from), (issued, suspended_from)
}
