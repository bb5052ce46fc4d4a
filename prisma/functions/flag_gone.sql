-- Flags, at the end of a sync of the whole store, whoever it has not seen there; nobody is deleted, and who was never seen there is
-- left alone. It does so for some at a time and counts them with it: called again it goes on, until it
-- returns 0. Null for a sync that is over, or is to be cancelled.
CREATE OR REPLACE FUNCTION flag_gone(p_org uuid, p_sync uuid, p_most int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_gone int;
BEGIN
  PERFORM 1 FROM operation WHERE organization_id = p_org AND id = p_sync AND ended_at IS NULL AND cancel_requested_at IS NULL
    FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  WITH gone AS (
    UPDATE app_user SET staff_status = 'gone', updated_at = v_now
    WHERE organization_id = p_org AND id IN (
      SELECT id FROM app_user
      WHERE organization_id = p_org AND staff_status <> 'gone' AND staff_seen_by IS DISTINCT FROM p_sync ORDER BY id LIMIT p_most)
    RETURNING id),
  audited AS (
    SELECT audit_record(p_org, v_now, '{"kind": "system"}', '{}', 'user.update', 'ok', 'user', id::text, NULL, NULL,
      jsonb_build_object('staffStatus', 'gone', 'syncId', p_sync))::text AS done FROM gone)
  SELECT count(done) INTO v_gone FROM audited;
  UPDATE staff_sync SET state = jsonb_set(state, '{gone}', to_jsonb((state->>'gone')::int + v_gone))
    WHERE organization_id = p_org AND operation_id = p_sync AND v_gone > 0;
  RETURN v_gone;
END
$$;
