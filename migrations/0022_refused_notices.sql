-- A digest that the other side refuses for good has failed and is not tried again, and what a mail server
-- wrote about it stands beside the code. A check cannot be taken off a table on both engines, so the table
-- is made anew, and with it the one that belongs to it.

CREATE TABLE notice_message_anew (
    id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    channel_name TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    state TEXT NOT NULL
        CHECK (state IN ('queued', 'sent', 'superseded', 'dropped', 'failed')),
    planned_at TEXT NOT NULL CHECK (length(planned_at) = 24),
    next_at TEXT NOT NULL CHECK (length(next_at) = 24),
    claimed_until TEXT CHECK (length(claimed_until) = 24),
    tried_at TEXT CHECK (length(tried_at) = 24),
    sent_at TEXT CHECK (length(sent_at) = 24),
    n_attempts BIGINT NOT NULL,
    failure TEXT,
    answer TEXT,
    title TEXT,
    said TEXT,
    UNIQUE (recipient, channel, day)
);

INSERT INTO notice_message_anew (id, recipient, recipient_name, channel, channel_name, day, state,
    planned_at, next_at, claimed_until, tried_at, sent_at, n_attempts, failure, title, said)
SELECT id, recipient, recipient_name, channel, channel_name, day, state,
    planned_at, next_at, claimed_until, tried_at, sent_at, n_attempts, failure, title, said
FROM notice_message;

CREATE TABLE notice_item_anew (
    subject TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    stage BIGINT NOT NULL CHECK (stage >= -1),
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    message TEXT NOT NULL
        REFERENCES notice_message_anew (id) ON DELETE CASCADE ON UPDATE CASCADE,
    told BIGINT NOT NULL DEFAULT 0 CHECK (told BETWEEN 0 AND 2),
    PRIMARY KEY (subject, last_day, stage, recipient, channel)
);

INSERT INTO notice_item_anew (subject, last_day, stage, recipient, channel, message, told)
SELECT subject, last_day, stage, recipient, channel, message, told FROM notice_item;

-- What belongs to the old table goes first, or it would be removed from what is copied.
DROP TABLE notice_item;
DROP TABLE notice_message;
ALTER TABLE notice_message_anew RENAME TO notice_message;
ALTER TABLE notice_item_anew RENAME TO notice_item;

CREATE INDEX notice_message_by_state ON notice_message (channel, state, next_at);
CREATE INDEX notice_message_by_attempt ON notice_message (channel, tried_at);
CREATE INDEX notice_message_by_day ON notice_message (day, id);
CREATE INDEX notice_item_by_message ON notice_item (message);
CREATE INDEX notice_item_by_recipient ON notice_item (recipient, channel);
