ALTER TABLE rule_action ADD COLUMN part_of integer;
