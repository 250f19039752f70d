-- What a hospital sets for its own reminders, and what it let rest. No verdict depends on either.

-- Days before the end at which to be reminded of one kind, in place of the catalogue's: exactly one of
-- `credential`, `paper`, `duty` and `other` is given.
CREATE TABLE lead_time (
    ord BIGINT NOT NULL,
    credential TEXT,
    paper TEXT,
    duty TEXT,
    other TEXT,
    "first" BIGINT NOT NULL CHECK ("first" >= 0),
    "second" BIGINT CHECK ("second" >= 0),
    "third" BIGINT CHECK ("third" >= 0),
    "fourth" BIGINT CHECK ("fourth" >= 0),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);

-- `key` is that of something in the list of what is due; a blank `until` means until it has ended.
CREATE TABLE postponement (
    ord BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "until" TEXT CHECK (length("until") = 10),
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (ord)
);
