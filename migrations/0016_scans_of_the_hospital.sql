-- The hospital's own papers have scans as well: who holds the record is a person, a programme or,
-- where both are blank, the hospital. A check cannot be taken off a table on both engines, so the
-- table is made anew.

CREATE TABLE attachment_anew (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    staff TEXT REFERENCES person (staff) ON DELETE CASCADE ON UPDATE CASCADE,
    programme TEXT REFERENCES programme (id) ON DELETE CASCADE ON UPDATE CASCADE,
    ord BIGINT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    name TEXT NOT NULL,
    media TEXT NOT NULL CHECK (media IN ('pdf', 'jpeg', 'png')),
    bytes BIGINT NOT NULL CHECK (bytes > 0),
    "by" TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL CHECK (length(at) = 24),
    CHECK (staff IS NULL OR programme IS NULL)
);

INSERT INTO attachment_anew (id, kind, staff, programme, ord, hash, name, media, bytes, "by",
    by_name, at)
SELECT id, kind, staff, programme, ord, hash, name, media, bytes, "by", by_name, at
FROM attachment;

DROP TABLE attachment;
ALTER TABLE attachment_anew RENAME TO attachment;

CREATE INDEX attachment_by_staff ON attachment (staff);
CREATE INDEX attachment_by_programme ON attachment (programme);
