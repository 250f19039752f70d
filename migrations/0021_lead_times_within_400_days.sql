-- What was told is remembered for 400 days, and nothing is told earlier than that before an end;
-- longer lead times could be set, and did what 400 days do.
UPDATE lead_time SET "first" = 400 WHERE "first" > 400;
UPDATE lead_time SET "second" = 400 WHERE "second" > 400;
UPDATE lead_time SET "third" = 400 WHERE "third" > 400;
UPDATE lead_time SET "fourth" = 400 WHERE "fourth" > 400;
