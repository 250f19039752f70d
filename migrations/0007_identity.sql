-- Identity numbers (身份证号). `sealed` opens only with a key outside of the database; `fingerprint` is
-- equal for equal numbers and made with the same key, so that nobody can find a number by trying all.

CREATE TABLE identity_number (
    staff TEXT NOT NULL PRIMARY KEY REFERENCES person (staff) ON DELETE CASCADE ON UPDATE CASCADE,
    sealed TEXT NOT NULL,
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64)
);

CREATE INDEX identity_number_by_fingerprint ON identity_number (fingerprint);
