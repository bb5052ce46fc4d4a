-- Fails where one of the tickets has not ended, or is held for a court: whatever was judged before, nothing of it goes. It
-- writes nothing.
CREATE OR REPLACE FUNCTION refuse_kept_tickets(p_org uuid, p_ids uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM ticket WHERE organization_id = p_org AND id = ANY (p_ids)
      AND (legal_hold_at IS NOT NULL OR deleted_at IS NULL AND status NOT IN ('rejected', 'closed', 'withdrawn'))) THEN
    RAISE EXCEPTION 'a ticket is to be kept';
  END IF;
END
$$;
