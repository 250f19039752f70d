-- A second step of signing in: a code that a device makes from a seed it shares with us. The seed is
-- sealed with a key outside of the database. Until it is confirmed by a code, nothing is asked for.

-- `last_step` is the step whose code was last used; none is used twice.
CREATE TABLE second_factor (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    seed TEXT NOT NULL,
    confirmed TEXT CHECK (length(confirmed) = 24),
    last_step BIGINT NOT NULL DEFAULT 0
);

-- For those who have lost the device; gone once used.
CREATE TABLE recovery_code (
    code_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX recovery_code_by_account ON recovery_code (account);

-- Who has given the right password and not yet the code. `login_hash` is that of the attempts.
CREATE TABLE half_sign_in (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    login_hash TEXT NOT NULL,
    expires TEXT NOT NULL CHECK (length(expires) = 24)
);
