-- What digests told that are no longer kept: of each thing, recipient and channel the nearest stage, in
-- days before (-1: it has ended). It is what makes nobody be told of it again, and goes with the recipient.
CREATE TABLE notice_told (
    recipient TEXT NOT NULL
        REFERENCES notice_recipient (id) ON DELETE CASCADE ON UPDATE CASCADE,
    channel TEXT NOT NULL,
    subject TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (length(last_day) = 10),
    stage BIGINT NOT NULL CHECK (stage >= -1),
    PRIMARY KEY (recipient, channel, subject, last_day)
);

-- The history is read page by page, the newest day first.
CREATE INDEX notice_message_by_day ON notice_message (day, id);
