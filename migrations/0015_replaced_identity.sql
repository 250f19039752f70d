-- The identity number that somebody had before a batch, such as an import, gave them another, so that
-- taking the batch back brings it back. Blank where none was kept. Whatever else becomes of a number
-- makes this row go or be replaced: of nobody more than one number of before is kept.

CREATE TABLE identity_number_before (
    staff TEXT NOT NULL PRIMARY KEY REFERENCES person (staff) ON DELETE CASCADE ON UPDATE CASCADE,
    batch TEXT NOT NULL,
    sealed TEXT,
    fingerprint TEXT CHECK (length(fingerprint) = 64),
    CHECK ((sealed IS NULL) = (fingerprint IS NULL))
);

CREATE INDEX identity_number_before_by_batch ON identity_number_before (batch);
