-- Notices: through what and to whom they go, and what was told, is to be told, or was given up. Nothing
-- here is a fact about the hospital: writing it does not raise the hospital's version.
--
-- Instants are TEXT in UTC with milliseconds, so that texts compare as instants do.

-- What a hospital sets; without a row the defaults hold. Hours are local, 0 to 23; no message leaves
-- from `quiet_from` until `quiet_to`, and where both are the same there is no quiet.
CREATE TABLE notice_setting (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    hour BIGINT NOT NULL CHECK (hour BETWEEN 0 AND 23),
    quiet_from BIGINT NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_to BIGINT NOT NULL CHECK (quiet_to BETWEEN 0 AND 23)
);

-- Robots of group chats. Address and secret are sealed by the key outside of the database; `shown` is
-- what pages show of the address.
CREATE TABLE notice_robot (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('wecom', 'dingtalk', 'feishu')),
    name TEXT NOT NULL UNIQUE,
    sealed TEXT NOT NULL,
    shown TEXT NOT NULL,
    at TEXT NOT NULL CHECK (length(at) = 24)
);

-- Who is told: by a robot, or by mail to an address. About what: what an account may see, everything,
-- or what the heads of some departments may see.
CREATE TABLE notice_recipient (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    account TEXT REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
    whole SMALLINT NOT NULL CHECK (whole IN (0, 1)),
    robot TEXT REFERENCES notice_robot (id) ON DELETE CASCADE ON UPDATE CASCADE,
    address TEXT,
    at TEXT NOT NULL CHECK (length(at) = 24),
    CHECK ((robot IS NULL AND address IS NOT NULL) OR (robot IS NOT NULL AND address IS NULL))
);

CREATE TABLE notice_recipient_department (
    recipient TEXT NOT NULL
        REFERENCES notice_recipient (id) ON DELETE CASCADE ON UPDATE CASCADE,
    department TEXT NOT NULL REFERENCES department (id) ON DELETE CASCADE ON UPDATE CASCADE,
    PRIMARY KEY (recipient, department)
);

-- The outbox: one digest for each recipient, channel and day. `channel` is `mail` or the id of a robot.
-- Recipient and channel may be gone by now, so their names stand here too. `claimed_until` says that a
-- server is sending it; `tried_at` is the last attempt, by which robots are not asked too often.
CREATE TABLE notice_message (
    id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    channel_name TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'superseded', 'dropped')),
    planned_at TEXT NOT NULL CHECK (length(planned_at) = 24),
    next_at TEXT NOT NULL CHECK (length(next_at) = 24),
    claimed_until TEXT CHECK (length(claimed_until) = 24),
    tried_at TEXT CHECK (length(tried_at) = 24),
    sent_at TEXT CHECK (length(sent_at) = 24),
    n_attempts BIGINT NOT NULL,
    failure TEXT,
    title TEXT,
    said TEXT,
    UNIQUE (recipient, channel, day)
);

CREATE INDEX notice_message_by_state ON notice_message (channel, state, next_at);
CREATE INDEX notice_message_by_attempt ON notice_message (channel, tried_at);

-- What a digest tells. The key is the promise that nobody is told twice: what, when it ends, how many
-- days before (-1: it has ended), to whom, and through what.
CREATE TABLE notice_item (
    subject TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    stage BIGINT NOT NULL CHECK (stage >= -1),
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    message TEXT NOT NULL REFERENCES notice_message (id) ON DELETE CASCADE ON UPDATE CASCADE,
    PRIMARY KEY (subject, last_day, stage, recipient, channel)
);

CREATE INDEX notice_item_by_message ON notice_item (message);
CREATE INDEX notice_item_by_recipient ON notice_item (recipient, channel);

-- Which server does a job of a day, until when it is believed to be alive, and when it was done.
CREATE TABLE job_run (
    job TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    holder TEXT NOT NULL,
    until TEXT NOT NULL CHECK (length(until) = 24),
    done TEXT CHECK (length(done) = 24),
    PRIMARY KEY (job, day)
);
