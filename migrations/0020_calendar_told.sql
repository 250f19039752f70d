-- What calendars have told: subscribers keep events by their names, and take a newer state of one only
-- with a higher number. So of everything that ends, is due or breaks it is kept which day calendars have
-- last, the day before that, how often what they tell of it has changed, and since when it is as it is.
-- Rows are never removed: the number of something that comes back goes on. `gone` is what is not due any
-- more, `said` a digest of what is told, `thing` what is needed to tell that it is gone.
--
-- Nothing here is a fact about the hospital: writing it does not raise the hospital's version.
CREATE TABLE calendar_told (
    key TEXT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL CHECK (length(day) = 10),
    was TEXT CHECK (length(was) = 10),
    n BIGINT NOT NULL CHECK (n >= 0),
    since TEXT NOT NULL CHECK (length(since) = 24),
    gone SMALLINT NOT NULL CHECK (gone IN (0, 1)),
    said TEXT NOT NULL,
    thing TEXT NOT NULL
);

-- The version of the hospital and the day as of which that was last noted.
CREATE TABLE calendar_told_of (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10)
);
