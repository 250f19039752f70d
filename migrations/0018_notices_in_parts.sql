-- A robot takes only so much at once, so a digest may leave in parts: of each thing it is kept whether it
-- is still to be told (0), was told (1), or is to be told again since somebody asked for it (2).
ALTER TABLE notice_item ADD COLUMN told BIGINT NOT NULL DEFAULT 0 CHECK (told BETWEEN 0 AND 2);

UPDATE notice_item SET told = 1 WHERE message IN
    (SELECT id FROM notice_message WHERE sent_at IS NOT NULL AND state <> 'queued');
UPDATE notice_item SET told = 2 WHERE message IN
    (SELECT id FROM notice_message WHERE sent_at IS NOT NULL AND state = 'queued');
