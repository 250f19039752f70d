-- Tokens by which other programs read. Whoever shows one reads what its owner may read at that time, of
-- what it is for; only its hash is kept, and it ends on a day its owner chose. Using one is noted once an
-- hour at most.
CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    assessments SMALLINT NOT NULL CHECK (assessments IN (0, 1)),
    expiring SMALLINT NOT NULL CHECK (expiring IN (0, 1)),
    staff SMALLINT NOT NULL CHECK (staff IN (0, 1)),
    created TEXT NOT NULL CHECK (length(created) = 24),
    expires TEXT NOT NULL CHECK (length(expires) = 24),
    last_used TEXT CHECK (length(last_used) = 24)
);

CREATE INDEX api_token_by_account ON api_token (account, created);
