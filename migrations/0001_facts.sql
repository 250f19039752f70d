-- What a hospital has recorded. SQLite and PostgreSQL both run this file, so it keeps to what they
-- share: TEXT, BIGINT and SMALLINT (0 or 1) only; no clock, no boolean, no date type.
--
-- One table per kind of record; its columns are named as the keys of the roster file.
-- Days are TEXT as YYYY-MM-DD. A blank is NULL and means what the fact model says it means.
-- `ord` keeps the order of a list and, with its owner, names the record: it is never given out twice.
-- `version` is raised by each change of a record, so that a form can tell that somebody was faster.

-- One row: raised by every transaction that writes. Snapshots carry the version they were read at.
-- On PostgreSQL the row also lets one writer in at a time, as SQLite does of itself.
CREATE TABLE hospital_version (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);

INSERT INTO hospital_version (id, version) VALUES (1, 0);

-- At most one row.
CREATE TABLE institution (
    ord BIGINT NOT NULL,
    name TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord),
    CHECK (ord = 1)
);

CREATE TABLE institution_kind (
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE institution_level (
    ord BIGINT NOT NULL,
    level TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE institution_subject (
    ord BIGINT NOT NULL,
    subject TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE institution_paper (
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    issuer TEXT,
    issued TEXT CHECK (length(issued) = 10),
    expires TEXT CHECK (length(expires) = 10),
    revoked_from TEXT CHECK (length(revoked_from) = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE institution_service (
    ord BIGINT NOT NULL,
    service TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE institution_declared (
    ord BIGINT NOT NULL,
    fact TEXT NOT NULL,
    value SMALLINT CHECK (value IN (0, 1)),
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE department (
    id TEXT NOT NULL PRIMARY KEY,
    ord BIGINT NOT NULL,
    name TEXT,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE equipment (
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    department TEXT REFERENCES department (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE person (
    staff TEXT NOT NULL PRIMARY KEY,
    ord BIGINT NOT NULL,
    name TEXT,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE employment (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE absence (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE membership (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    department TEXT NOT NULL REFERENCES department (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE profession (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    profession TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE discipline (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    discipline TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE title (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    series TEXT,
    level TEXT,
    discipline TEXT,
    qualified TEXT CHECK (length(qualified) = 10),
    appointed TEXT CHECK (length(appointed) = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE licence (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    level TEXT,
    category TEXT,
    number TEXT,
    main_here SMALLINT CHECK (main_here IN (0, 1)),
    filing_from TEXT CHECK (length(filing_from) = 10),
    filing_to TEXT CHECK (length(filing_to) = 10),
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    cancelled_from TEXT CHECK (length(cancelled_from) = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE licence_scope (
    staff TEXT NOT NULL,
    licence BIGINT NOT NULL,
    ord BIGINT NOT NULL,
    scope TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, licence, ord),
    FOREIGN KEY (staff, licence) REFERENCES licence (staff, ord) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE suspension (
    staff TEXT NOT NULL,
    licence BIGINT NOT NULL,
    ord BIGINT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, licence, ord),
    FOREIGN KEY (staff, licence) REFERENCES licence (staff, ord) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE periodic_assessment (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    "on" TEXT CHECK (length("on") = 10),
    passed SMALLINT CHECK (passed IN (0, 1)),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE credential (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT,
    number TEXT,
    issuer TEXT,
    issued TEXT CHECK (length(issued) = 10),
    expires TEXT CHECK (length(expires) = 10),
    revoked_from TEXT CHECK (length(revoked_from) = 10),
    suspended_from TEXT CHECK (length(suspended_from) = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE experience (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    field TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    employer TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE training (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    technique TEXT,
    base TEXT,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    instructor TEXT,
    cases_taken_part BIGINT CHECK (cases_taken_part >= 0),
    cases_managed BIGINT CHECK (cases_managed >= 0),
    cases_done BIGINT CHECK (cases_done >= 0),
    examined TEXT CHECK (length(examined) = 10),
    passed SMALLINT CHECK (passed IN (0, 1)),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE exemption (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    technique TEXT NOT NULL,
    granted TEXT CHECK (length(granted) = 10),
    "by" TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE case_volume (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    technique TEXT NOT NULL,
    "from" TEXT NOT NULL CHECK (length("from") = 10),
    "to" TEXT NOT NULL CHECK (length("to") = 10),
    independent BIGINT CHECK (independent >= 0),
    events_recorded SMALLINT CHECK (events_recorded IN (0, 1)),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE serious_event (
    staff TEXT NOT NULL,
    case_volume BIGINT NOT NULL,
    ord BIGINT NOT NULL,
    "on" TEXT CHECK (length("on") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, case_volume, ord),
    FOREIGN KEY (staff, case_volume) REFERENCES case_volume (staff, ord) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE radiation_work (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    code TEXT NOT NULL,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

-- The lists of a person's file that are marked incomplete.
CREATE TABLE incomplete_list (
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    list TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (staff, ord)
);

CREATE TABLE programme (
    id TEXT NOT NULL PRIMARY KEY,
    ord BIGINT NOT NULL,
    name TEXT,
    standard TEXT,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE programme_department (
    programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    department TEXT NOT NULL REFERENCES department (id) ON UPDATE CASCADE ON DELETE CASCADE,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (programme, ord)
);

CREATE TABLE posting (
    programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    post TEXT NOT NULL,
    full_time SMALLINT CHECK (full_time IN (0, 1)),
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (programme, ord)
);

-- `programme` is the name of the other programme.
CREATE TABLE posting_elsewhere (
    of_programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    programme TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    post TEXT NOT NULL,
    full_time SMALLINT CHECK (full_time IN (0, 1)),
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (of_programme, ord)
);

CREATE TABLE declared (
    programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    fact TEXT NOT NULL,
    value SMALLINT CHECK (value IN (0, 1)),
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (programme, ord)
);

CREATE TABLE figure (
    programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    figure TEXT NOT NULL,
    "from" TEXT NOT NULL CHECK (length("from") = 10),
    "to" TEXT NOT NULL CHECK (length("to") = 10),
    numerator BIGINT NOT NULL CHECK (numerator >= 0),
    denominator BIGINT CHECK (denominator >= 0),
    recorded TEXT CHECK (length(recorded) = 10),
    "by" TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (programme, ord)
);

CREATE TABLE attestation (
    programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    clause TEXT NOT NULL,
    item TEXT,
    staff TEXT REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    met SMALLINT NOT NULL CHECK (met IN (0, 1)),
    "by" TEXT NOT NULL,
    "on" TEXT NOT NULL CHECK (length("on") = 10),
    through TEXT CHECK (length(through) = 10),
    evidence TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (programme, ord)
);

CREATE INDEX membership_by_department ON membership (department);
CREATE INDEX equipment_by_department ON equipment (department);
CREATE INDEX programme_department_by_department ON programme_department (department);
CREATE INDEX posting_by_staff ON posting (staff);
CREATE INDEX posting_elsewhere_by_staff ON posting_elsewhere (staff);
CREATE INDEX attestation_by_staff ON attestation (staff);
