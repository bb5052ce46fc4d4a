-- Refuses to change or delete an audit entry. The one change that it lets pass is the sequencer's, which
-- links an entry into the chain: once, and nothing but its place; the one deletion that of what the chain was cut off from.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_linked audit_entry;
BEGIN
  IF TG_OP = 'DELETE' AND audit_is_cut(OLD.organization_id, OLD.seq) THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND num_nonnulls(OLD.seq, OLD.prev, OLD.hash) = 0 THEN
    v_linked := OLD;
    v_linked.seq := NEW.seq;
    v_linked.prev := NEW.prev;
    v_linked.hash := sha256(NEW.prev || NEW.digest || NEW.detail_digest);
    IF NEW IS NOT DISTINCT FROM v_linked AND num_nulls(NEW.seq, NEW.prev, NEW.hash) = 0 THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'audit entries are append only';
END
$$;
