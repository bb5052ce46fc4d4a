-- Registers somebody, who then waits for an admin's decision. An address that is known stays whose it is: its owner is told,
-- once a day, or the admins where the account was deleted, and nothing else happens. The answer is for the caller alone:
-- whoever has asked hears the same. It registers an address once, however often it is called.
CREATE OR REPLACE FUNCTION register_account(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_known uuid;
  v_is_deleted boolean;
  v_admins uuid[] := ARRAY(SELECT id FROM app_user WHERE organization_id = v_org AND roles @> ARRAY['admin']);
  v_department uuid := (p->>'departmentId')::uuid;
BEGIN
  IF v_department IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM department WHERE organization_id = v_org AND id = v_department AND deleted_at IS NULL
  ) THEN
    RETURN jsonb_build_object('kind', 'department_not_found');
  END IF;
  INSERT INTO app_user (
    organization_id, id, employee_code, email, password_hash, first_name, last_name, roles, status, helpdesk_authorized,
    department_id)
  VALUES (
    v_org, v_id, p->>'employeeCode', p->>'email', p->>'passwordHash', p->>'firstName', p->>'lastName', '{}', 'pending',
    false, v_department)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM audit_record(
      v_org, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', v_id), p->'origin', 'auth.register', 'ok', 'user',
      v_id::text, NULL, NULL, NULL);
    PERFORM tell_of_account(v_org, n->>'type', n->'by', CASE n->>'to'
        WHEN 'registrant' THEN ARRAY[v_id] ELSE v_admins END,
        jsonb_build_object('subjectId', v_id))
      FROM jsonb_array_elements(p->'news') n WHERE n->>'to' IN ('registrant', 'admins');
    RETURN jsonb_build_object('kind', 'registered');
  END IF;
  SELECT id, deleted_at IS NOT NULL INTO v_known, v_is_deleted FROM app_user
    WHERE organization_id = v_org AND email = p->>'email';
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'code_taken');
  END IF;
  PERFORM audit_record(
    v_org, clock_timestamp(), jsonb_build_object('kind', 'system'), p->'origin', 'auth.register', 'denied', 'user',
    v_known::text, NULL, NULL, NULL);
  INSERT INTO sign_in_attempt AS told (key, since) VALUES ('registered/' || v_known, now())
    ON CONFLICT (key) DO UPDATE SET since = excluded.since WHERE told.since < now() - interval '1 day';
  IF FOUND THEN
    PERFORM tell_of_account(
        v_org, n->>'type', n->'by', CASE WHEN v_is_deleted THEN v_admins ELSE ARRAY[v_known] END,
        jsonb_build_object('subjectId', v_known, 'from', p->'origin'->'ip'))
      FROM jsonb_array_elements(p->'news') n WHERE n->>'to' = CASE WHEN v_is_deleted THEN 'restorers' ELSE 'owner' END;
  END IF;
  RETURN jsonb_build_object('kind', 'known');
END
$$;
