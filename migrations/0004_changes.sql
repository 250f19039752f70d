-- Changes of single records: the audit log, and the numbers by which new records are named.
-- An audit entry is written in the transaction of the change it tells of, and never after.

-- The number last given to a record; a number is never given twice, also after a removal. Lists
-- written as a whole are numbered from 1, so single records begin far above.
ALTER TABLE hospital_version ADD COLUMN last_ord BIGINT NOT NULL DEFAULT 1000000;

-- The newest audit entry, kept beside the log so that a log that was cut short is noticed.
ALTER TABLE hospital_version ADD COLUMN audit_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE hospital_version ADD COLUMN audit_head TEXT NOT NULL DEFAULT '';

-- `hash` is over all other columns, `previous` being the hash of the entry before. Instants are
-- TEXT in UTC. `before` and `after` are the record as in a roster file.
CREATE TABLE audit (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL CHECK (length(at) = 24),
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT,
    record TEXT,
    batch TEXT,
    reason TEXT,
    "before" TEXT,
    "after" TEXT,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE INDEX audit_by_record ON audit (record, seq);
CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE INDEX audit_by_batch ON audit (batch, seq);
