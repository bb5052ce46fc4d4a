-- Deletes the entries of a stretch of the chain with their details: the one way in which entries go. The chain is cut at
-- the signed head where the stretch ends, or behind it, and a cut is an entry of its own, without which the verification
-- finds the chain broken. Nothing of a ticket that is held for a court goes, and nothing after it: then the stretch stays as it is.
-- It runs as the owner, because the application may delete none. Repeating it is harmless: what is gone is not there to go
-- again. It returns how many went.
CREATE OR REPLACE FUNCTION audit_cut_off(p_org uuid, p_head bigint, p_to bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_count int;
BEGIN
  IF p_to > p_head OR EXISTS (
      SELECT 1 FROM ticket t JOIN audit_entry e ON e.organization_id = p_org AND e.ticket_id = t.id AND e.seq <= p_head
      WHERE t.organization_id = p_org AND t.legal_hold_at IS NOT NULL) THEN
    RETURN 0;
  END IF;
  IF NOT audit_is_cut(p_org, p_head) THEN
    INSERT INTO audit_cut (organization_id, seq, hash, at)
      SELECT organization_id, seq, hash, clock_timestamp() FROM audit_signed_head
      WHERE organization_id = p_org AND seq = p_head LIMIT 1
      ON CONFLICT (organization_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, at = excluded.at;
    PERFORM audit_record(
      p_org, clock_timestamp(), '{"kind": "system"}', NULL, 'audit.cut', 'ok', 'audit_entry', p_head::text, NULL, NULL,
      jsonb_build_object('seq', p_head));
  END IF;
  DELETE FROM audit_detail d USING audit_entry e
    WHERE e.organization_id = p_org AND e.seq <= p_to AND audit_is_cut(p_org, p_to)
      AND d.audit_id = e.id AND d.organization_id = p_org;
  DELETE FROM audit_entry WHERE organization_id = p_org AND seq <= p_to AND audit_is_cut(p_org, p_to);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;
