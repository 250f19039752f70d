-- Addresses under which calendars are subscribed to. Whoever knows one reads what its owner may read at
-- that time; so only the hash of its secret part is kept, and it ends when nobody has used it for long.
--
-- What it is of: a department, a programme or a person, and the whole hospital if none of them is named.
-- It goes with what it is of. `early` asks for events at the lead times too, `initials` for names that
-- are no names. Using an address is noted once an hour at most.
CREATE TABLE feed (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    department TEXT REFERENCES department (id) ON DELETE CASCADE ON UPDATE CASCADE,
    programme TEXT REFERENCES programme (id) ON DELETE CASCADE ON UPDATE CASCADE,
    person TEXT REFERENCES person (staff) ON DELETE CASCADE ON UPDATE CASCADE,
    lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
    early SMALLINT NOT NULL CHECK (early IN (0, 1)),
    initials SMALLINT NOT NULL CHECK (initials IN (0, 1)),
    created TEXT NOT NULL CHECK (length(created) = 24),
    last_used TEXT CHECK (length(last_used) = 24)
);

CREATE INDEX feed_by_account ON feed (account, created);
