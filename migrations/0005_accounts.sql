-- Who may sign in, and who is signed in. Nothing here is a fact about the hospital's staff: writing
-- it does not raise the hospital's version.
--
-- Secrets are kept as hashes only: passwords by Argon2id (in its own text form), tokens by SHA-256.
-- Instants are TEXT in UTC with milliseconds, so that texts compare as instants do.

-- `login` is kept in lower case. Without a password nobody can sign in until a set-up link is used.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'hr', 'head', 'auditor')),
    password TEXT,
    created TEXT NOT NULL CHECK (length(created) = 24),
    disabled TEXT CHECK (length(disabled) = 24)
);

-- The departments a head answers for.
CREATE TABLE account_department (
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    department TEXT NOT NULL REFERENCES department (id) ON DELETE CASCADE ON UPDATE CASCADE,
    PRIMARY KEY (account, department)
);

-- `id` names a session on pages; the token itself is only in the browser's cookie.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    created TEXT NOT NULL CHECK (length(created) = 24),
    last_seen TEXT NOT NULL CHECK (length(last_seen) = 24),
    hard_until TEXT NOT NULL CHECK (length(hard_until) = 24),
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);

CREATE INDEX session_by_account ON session (account);

-- One-time links by which a password is chosen. Without an account it makes the first administrator.
CREATE TABLE set_up_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    expires TEXT NOT NULL CHECK (length(expires) = 24)
);

-- Attempts to sign in since the last that succeeded, by the hash of what was typed as login: it may
-- be no login at all, or a password typed into the wrong field.
CREATE TABLE sign_in_failure (
    login_hash TEXT NOT NULL PRIMARY KEY,
    n_attempts BIGINT NOT NULL,
    last TEXT NOT NULL CHECK (length(last) = 24),
    locked_until TEXT CHECK (length(locked_until) = 24)
);
