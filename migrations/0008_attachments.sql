-- Scans of papers, each belonging to one record of a person or a programme. What a file holds lies on
-- disk under the SHA-256 of it; here stands what it is called and who brought it. A row is added or
-- removed, never changed. It stays while its record is removed, and is there again when the record
-- comes back under its old number.

CREATE TABLE attachment (
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
    CHECK ((staff IS NULL) <> (programme IS NULL))
);

CREATE INDEX attachment_by_staff ON attachment (staff);
CREATE INDEX attachment_by_programme ON attachment (programme);
