-- Counts a ticket that came, changed or went, in the transaction that changes it: rows that are only added wait for
-- nobody else's. What was deleted is counted no more.
CREATE OR REPLACE FUNCTION tally_ticket() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.deleted_at IS NULL THEN
    PERFORM add_tally(OLD.organization_id, OLD.requester_id, OLD.department_id, OLD.assignee_id, OLD.status,
      CASE WHEN OLD.status IN ('resolved', 'closed') THEN OLD.state END, -1);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL THEN
    PERFORM add_tally(NEW.organization_id, NEW.requester_id, NEW.department_id, NEW.assignee_id, NEW.status,
      CASE WHEN NEW.status IN ('resolved', 'closed') THEN NEW.state END, 1);
  END IF;
  RETURN NULL;
END
$$;
