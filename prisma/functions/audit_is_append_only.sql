-- Refuses to change or delete an audit entry. The one change that it lets pass is the sequencer's, which
-- links an entry into the chain; a linked entry has its number, so that a second time is refused.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.digest = OLD.digest AND NEW.at = OLD.at
     AND NEW.actor = OLD.actor AND NEW.action = OLD.action THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit entries are append only';
END
$$;
