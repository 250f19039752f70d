-- What imaging centres, restricted techniques and the upkeep of equipment are judged by: attributes
-- of equipment, rooms, filings of training bases, duties done, and lists marked incomplete.
-- Amounts with decimals are TEXT, as they are written: neither database keeps them exactly otherwise.

ALTER TABLE equipment ADD COLUMN "rows" BIGINT CHECK ("rows" >= 0);
ALTER TABLE equipment ADD COLUMN tesla TEXT;
ALTER TABLE equipment ADD COLUMN external_contacts BIGINT CHECK (external_contacts >= 0);
ALTER TABLE equipment ADD COLUMN image_system SMALLINT CHECK (image_system IN (0, 1));

CREATE TABLE room (
    ord BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    department TEXT REFERENCES department (id) ON UPDATE CASCADE ON DELETE CASCADE,
    area TEXT,
    shortest_side TEXT,
    units BIGINT CHECK (units >= 0),
    control_room SMALLINT CHECK (control_room IN (0, 1)),
    protective_gear SMALLINT CHECK (protective_gear IN (0, 1)),
    rescue_equipment SMALLINT CHECK (rescue_equipment IN (0, 1)),
    defibrillator SMALLINT CHECK (defibrillator IN (0, 1)),
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE training_base (
    ord BIGINT NOT NULL,
    name TEXT NOT NULL,
    technique TEXT NOT NULL,
    authority TEXT,
    "from" TEXT CHECK (length("from") = 10),
    "to" TEXT CHECK (length("to") = 10),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

-- The lists of the institution that are marked incomplete.
CREATE TABLE institution_incomplete (
    ord BIGINT NOT NULL,
    list TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

CREATE TABLE duty (
    programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    duty TEXT NOT NULL,
    "on" TEXT NOT NULL CHECK (length("on") = 10),
    "by" TEXT REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    by_name TEXT,
    staff TEXT REFERENCES person (staff) ON UPDATE CASCADE ON DELETE CASCADE,
    item TEXT,
    note TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (programme, ord)
);

-- The lists of a programme that are marked incomplete.
CREATE TABLE programme_incomplete (
    programme TEXT NOT NULL REFERENCES programme (id) ON UPDATE CASCADE ON DELETE CASCADE,
    ord BIGINT NOT NULL,
    list TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (programme, ord)
);

CREATE INDEX room_by_department ON room (department);
CREATE INDEX duty_by_doer ON duty ("by");
CREATE INDEX duty_by_staff ON duty (staff);
