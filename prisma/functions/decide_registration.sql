-- Writes what an admin has decided of a registration, audited, and tells who has registered. The caller has judged the row
-- as it was: one that was decided meanwhile is left alone, so that it is decided once.
CREATE OR REPLACE FUNCTION decide_registration(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_roles text[] := ARRAY(SELECT jsonb_array_elements_text(p->'roles'));
BEGIN
  UPDATE app_user SET status = p->>'status', helpdesk_authorized = (p->>'isAuthorized')::boolean, roles = v_roles,
    decision_reason = p->>'reason', updated_at = now()
    WHERE organization_id = v_org AND id = v_id AND status = 'pending' AND deleted_at IS NULL;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'decided_already');
  END IF;
  PERFORM audit_record(
    v_org, clock_timestamp(), p->'actor', p->'origin', p->>'action', 'ok', 'user', v_id::text, NULL,
    jsonb_build_object('status', 'pending'),
    jsonb_build_object('status', p->'status', 'roles', p->'roles', 'reason', p->'reason'));
  PERFORM tell_of_account(v_org, p->'news'->>'type', p->'news'->'by', ARRAY[v_id], jsonb_build_object('subjectId', v_id));
  RETURN jsonb_build_object('kind', 'decided');
END
$$;
