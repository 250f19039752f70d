-- Files that were handed in and are looked at before they are imported. A file belongs to who handed
-- it in, goes when it was imported or given up, and else after a day.
--
-- `mapping` is a JSON list of pairs: a header of the file, and the column it is to mean. `started` is
-- when an import of it began, so that it is begun once however often the button is pressed.
CREATE TABLE upload (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    name TEXT NOT NULL,
    content BYTEA NOT NULL,
    mapping TEXT NOT NULL,
    at TEXT NOT NULL CHECK (length(at) = 24),
    started TEXT CHECK (length(started) = 24)
);

CREATE INDEX upload_by_account ON upload (account, at);
