//! Every table of facts. Columns are named as the keys of the records they hold.

use super::table::{Column, Holds, Kind, Table, insert_sql, named, select_sql, tables};

/// The tables that nothing owns, in an order in which what is referred to comes first.
pub static ROOTS: [&Table; 5] = [&INSTITUTION, &EQUIPMENT, &ROOM, &PERSON, &PROGRAMME];

/// The records that have parts, which are rows of tables of their own.
pub static PARENTS_OF_PARTS: [&Table; 2] = [&LICENCE, &CASE_VOLUME];

/// Where rows name a person, a department or a programme that is not their owner, as (of what, in
/// which table, in which column): what is named so cannot be removed. Scans and identity numbers are
/// no records, so the log could not bring them back.
pub static REFERENCES: [(&str, &str, &str); 13] = [
    ("person", "posting", "staff"),
    ("person", "posting_elsewhere", "staff"),
    ("person", "attestation", "staff"),
    ("person", "duty", "staff"),
    ("person", "duty", "by"),
    ("department", "membership", "department"),
    ("department", "equipment", "department"),
    ("department", "room", "department"),
    ("department", "programme_department", "department"),
    ("department", "account_department", "department"),
    ("person", "identity_number", "staff"),
    ("person", "attachment", "staff"),
    ("programme", "attachment", "programme"),
];

tables! {
    INSTITUTION = "institution" holds Record "institution" of () {
        name: Text, own_interval_months: Number, long_absence_days: Number,
    } => [
        INSTITUTION_KIND, INSTITUTION_LEVEL, INSTITUTION_SUBJECT, INSTITUTION_PAPER,
        INSTITUTION_SERVICE, INSTITUTION_DECLARED, DEPARTMENT, TRAINING_BASE, LEAD_TIME, POSTPONEMENT,
        INSTITUTION_INCOMPLETE,
    ]
    INSTITUTION_KIND = "institution_kind" holds Records "kinds" of () {
        kind: Text, from: Text, to: Text,
    }
    INSTITUTION_LEVEL = "institution_level" holds Records "levels" of () {
        level: Text, from: Text, to: Text,
    }
    INSTITUTION_SUBJECT = "institution_subject" holds Records "subjects" of () {
        subject: Text, from: Text, to: Text,
    }
    INSTITUTION_PAPER = "institution_paper" holds Records "papers" of () {
        kind: Text, number: Text, issuer: Text, issued: Text, expires: Text, revoked_from: Text,
    }
    INSTITUTION_SERVICE = "institution_service" holds Records "services" of () {
        service: Text, from: Text, to: Text,
    }
    INSTITUTION_DECLARED = "institution_declared" holds Records "declared" of () {
        fact: Text, value: Flag, from: Text, to: Text,
    }
    DEPARTMENT = "department" holds Records "departments" of () { id: Text, name: Text, kind: Text }

    TRAINING_BASE = "training_base" holds Records "bases" of () {
        name: Text, technique: Text, authority: Text, from: Text, to: Text,
    }
    LEAD_TIME = "lead_time" holds Records "lead_times" of () {
        credential: Text, paper: Text, duty: Text, other: Text, first: Number, second: Number,
        third: Number, fourth: Number,
    }
    POSTPONEMENT = "postponement" holds Records "postponements" of () {
        key: Text, last: Text, until: Text, reason: Text, by: Text,
    }
    INSTITUTION_INCOMPLETE = "institution_incomplete" holds Words "incomplete" of () { list: Text }

    EQUIPMENT = "equipment" holds Records "equipment" of () {
        kind: Text, name: Text, department: Text, from: Text, to: Text, rows: Number,
        tesla: Amount, external_contacts: Number, image_system: Flag,
    }
    ROOM = "room" holds Records "rooms" of () {
        kind: Text, name: Text, department: Text, area: Amount, shortest_side: Amount,
        units: Number, control_room: Flag, protective_gear: Flag, rescue_equipment: Flag,
        defibrillator: Flag, from: Text, to: Text,
    }

    PERSON = "person" holds Records "people" of () named staff { staff: Text, name: Text } => [
        EMPLOYMENT, ABSENCE, MEMBERSHIP, PROFESSION, DISCIPLINE, TITLE, LICENCE, PERIODIC_ASSESSMENT,
        CREDENTIAL, EXPERIENCE, TRAINING, EXEMPTION, CASE_VOLUME, RADIATION_WORK, INCOMPLETE_LIST,
    ]
    EMPLOYMENT = "employment" holds Records "employment" of (staff: Text) { from: Text, to: Text }
    ABSENCE = "absence" holds Records "absences" of (staff: Text) {
        kind: Text, from: Text, to: Text,
    }
    MEMBERSHIP = "membership" holds Records "departments" of (staff: Text) {
        department: Text, from: Text, to: Text,
    }
    PROFESSION = "profession" holds Records "professions" of (staff: Text) {
        profession: Text, from: Text, to: Text,
    }
    DISCIPLINE = "discipline" holds Records "disciplines" of (staff: Text) {
        discipline: Text, from: Text, to: Text,
    }
    TITLE = "title" holds Records "titles" of (staff: Text) {
        series: Text, level: Text, discipline: Text, qualified: Text, appointed: Text,
    }
    LICENCE = "licence" holds Records "licences" of (staff: Text) {
        level: Text, category: Text, number: Text, main_here: Flag, filing_from: Text,
        filing_to: Text, from: Text, to: Text, cancelled_from: Text,
    } => [LICENCE_SCOPE, SUSPENSION]
    LICENCE_SCOPE = "licence_scope" holds Words "scopes" of (staff: Text, licence: Number) {
        scope: Text,
    }
    SUSPENSION = "suspension" holds Records "suspended" of (staff: Text, licence: Number) {
        from: Text, to: Text,
    }
    PERIODIC_ASSESSMENT = "periodic_assessment" holds Records "assessments" of (staff: Text) {
        on: Text, passed: Flag,
    }
    CREDENTIAL = "credential" holds Records "credentials" of (staff: Text) {
        kind: Text, category: Text, number: Text, issuer: Text, issued: Text, expires: Text,
        revoked_from: Text, suspended_from: Text,
    }
    EXPERIENCE = "experience" holds Records "experience" of (staff: Text) {
        field: Text, from: Text, to: Text, employer: Text,
    }
    TRAINING = "training" holds Records "training" of (staff: Text) {
        kind: Text, technique: Text, base: Text, from: Text, to: Text, instructor: Text,
        cases_taken_part: Number, cases_managed: Number, cases_done: Number, examined: Text,
        passed: Flag,
    }
    EXEMPTION = "exemption" holds Records "exemptions" of (staff: Text) {
        technique: Text, granted: Text, by: Text,
    }
    CASE_VOLUME = "case_volume" holds Records "cases" of (staff: Text) {
        technique: Text, from: Text, to: Text, independent: Number, events_recorded: Flag,
    } => [SERIOUS_EVENT]
    SERIOUS_EVENT = "serious_event" holds Records "serious_events"
    of (staff: Text, case_volume: Number) { on: Text }
    RADIATION_WORK = "radiation_work" holds Records "radiation_work" of (staff: Text) {
        code: Text, from: Text, to: Text,
    }
    INCOMPLETE_LIST = "incomplete_list" holds Words "incomplete" of (staff: Text) { list: Text }

    PROGRAMME = "programme" holds Records "programmes" of () named id {
        id: Text, name: Text, standard: Text,
    } => [
        PROGRAMME_DEPARTMENT, POSTING, POSTING_ELSEWHERE, DECLARED, FIGURE, ATTESTATION, DUTY,
        PROGRAMME_INCOMPLETE,
    ]
    PROGRAMME_DEPARTMENT = "programme_department" holds Words "departments" of (programme: Text) {
        department: Text,
    }
    POSTING = "posting" holds Records "postings" of (programme: Text) {
        staff: Text, post: Text, full_time: Flag, from: Text, to: Text,
    }
    POSTING_ELSEWHERE = "posting_elsewhere" holds Records "elsewhere" of (of_programme: Text) {
        programme: Text, staff: Text, post: Text, full_time: Flag, from: Text, to: Text,
    }
    DECLARED = "declared" holds Records "declared" of (programme: Text) {
        fact: Text, value: Flag, from: Text, to: Text,
    }
    FIGURE = "figure" holds Records "figures" of (programme: Text) {
        figure: Text, from: Text, to: Text, numerator: Number, denominator: Number, recorded: Text,
        by: Text,
    }
    ATTESTATION = "attestation" holds Records "attestations" of (programme: Text) {
        clause: Text, item: Text, staff: Text, met: Flag, by: Text, on: Text, through: Text,
        evidence: Text,
    }
    DUTY = "duty" holds Records "duties" of (programme: Text) {
        duty: Text, on: Text, by: Text, by_name: Text, staff: Text, item: Text, note: Text,
    }
    PROGRAMME_INCOMPLETE = "programme_incomplete" holds Words "incomplete" of (programme: Text) {
        list: Text,
    }
}
