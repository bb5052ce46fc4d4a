-- A rule that begins with a time has nothing to do with what began before it, until it is armed for that, too.
ALTER TABLE automation_rule ADD COLUMN armed_at timestamptz(3);
