-- The last good day of what rests, as it was when it was let rest: of another round, or with a corrected
-- end, it is awake. Blank in rows of before; then what was only taken note of is told again, and what
-- was put off to a day rests until that day.

ALTER TABLE postponement ADD COLUMN "last" TEXT CHECK (length("last") = 10);
