-- Erases the details of audit entries: the one way in which they go, and each erasure is an entry of its own, without
-- which the verification finds the missing details broken. It runs as the owner, because the application may delete
-- none. Repeating it is harmless: what was erased is not there to be erased again. It returns how many it erased.
CREATE OR REPLACE FUNCTION audit_erase(
  p_org uuid, p_entries uuid[], p_at timestamptz, p_actor jsonb, p_origin jsonb, p_reason text
) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_entry uuid;
  v_count int := 0;
BEGIN
  FOR v_entry IN
    SELECT audit_id FROM audit_detail WHERE organization_id = p_org AND audit_id = ANY (p_entries)
    ORDER BY audit_id FOR UPDATE
  LOOP
    PERFORM audit_record(
      p_org, p_at, p_actor, p_origin, 'audit.erase', 'ok', 'audit_entry', v_entry::text, NULL, NULL,
      jsonb_build_object('reason', p_reason));
    DELETE FROM audit_detail WHERE audit_id = v_entry;
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END
$$;
