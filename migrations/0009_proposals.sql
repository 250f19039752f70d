-- Corrections that heads of departments propose. A proposal is no fact about the hospital; it becomes
-- one when somebody who may edit accepts it.
--
-- `kind`, `owner` and `record` say what it is about: whose it is (a staff number or the id of a
-- programme), and the record to correct or to remove with the version that was seen. `was` and
-- `wanted` are the record as in a roster file. Accounts are named by id and by the name they had,
-- like in the audit log.
CREATE TABLE proposal (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    account_name TEXT NOT NULL,
    at TEXT NOT NULL CHECK (length(at) = 24),
    kind TEXT NOT NULL,
    owner TEXT,
    record TEXT,
    seen_version BIGINT,
    was TEXT,
    wanted TEXT,
    reason TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
    decided_by TEXT,
    decided_name TEXT,
    decided_at TEXT CHECK (length(decided_at) = 24),
    decided_reason TEXT,
    CHECK (record IS NULL OR seen_version IS NOT NULL),
    CHECK (record IS NOT NULL OR wanted IS NOT NULL)
);

CREATE INDEX proposal_by_state ON proposal (state, at);
CREATE INDEX proposal_by_account ON proposal (account, at);
