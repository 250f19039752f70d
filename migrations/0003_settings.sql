-- What a hospital sets for itself where no text says: how often such duties are due, and from how many
-- days on an absence is a long one. NULL means the default.

ALTER TABLE institution ADD COLUMN own_interval_months BIGINT
    CHECK (own_interval_months BETWEEN 1 AND 120);
ALTER TABLE institution ADD COLUMN long_absence_days BIGINT
    CHECK (long_absence_days BETWEEN 1 AND 3650);
