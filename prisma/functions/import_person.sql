-- Makes the account of somebody whom the staff store knows, who may use the help desk from now on; audited, and told to them
-- with a link by which they set their password. One that they have made themselves (`is_adoptable`) becomes theirs of the store,
-- with what it may do besides; whoever has a way to sign in gets no link. It says what stands in the way: `exists`, by their
-- employee code or their address, and whose. A sync that runs may have been where they are before: it has seen them. Repeating
-- it with the same id makes nobody, and tells nothing, twice.
CREATE OR REPLACE FUNCTION import_person(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_record jsonb := p->'record';
  v_link jsonb := p->'link';
  v_roles text[] := ARRAY(SELECT jsonb_array_elements_text(p->'roles'));
  v_department uuid := (
    SELECT id FROM department WHERE organization_id = v_org AND code = v_record->>'departmentCode' AND deleted_at IS NULL);
  v_sync uuid := (SELECT id FROM operation WHERE organization_id = v_org AND kind = 'staff_sync' AND ended_at IS NULL);
  v_holder app_user;
BEGIN
  INSERT INTO app_user (
    organization_id, id, employee_code, email, email_verified_at, first_name, last_name, phone, roles, status,
    helpdesk_authorized, department_id, staff_status, staff_seen_by)
  VALUES (
    v_org, v_id, v_record->>'employeeCode', v_record->>'email', now(), v_record->>'firstName', v_record->>'lastName',
    v_record->>'phone', v_roles, 'active', true, v_department, 'active', v_sync)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO v_holder FROM app_user
      WHERE organization_id = v_org AND (employee_code = v_record->>'employeeCode' OR email = v_record->>'email')
      ORDER BY id = v_id DESC, employee_code = v_record->>'employeeCode' DESC LIMIT 1 FOR UPDATE;
    IF v_holder.id = v_id THEN
      RETURN jsonb_build_object('kind', 'imported', 'userId', v_id);
    ELSIF is_adoptable(v_holder) IS NOT TRUE THEN
      RETURN jsonb_build_object('kind', 'exists', 'userId', v_holder.id);
    END IF;
    UPDATE app_user SET employee_code = v_record->>'employeeCode', first_name = v_record->>'firstName',
        last_name = v_record->>'lastName', phone = coalesce(v_record->>'phone', phone), status = 'active',
        helpdesk_authorized = true, roles = roles || ARRAY(SELECT one FROM unnest(v_roles) one WHERE one <> ALL (roles)),
        department_id = coalesce(v_department, department_id), staff_status = 'active', staff_seen_by = v_sync,
        updated_at = now()
      WHERE organization_id = v_org AND id = v_holder.id;
    v_id := v_holder.id;
  END IF;
  PERFORM audit_record(
    v_org, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', p->'by'), p->'origin', 'user.import', 'ok', 'user', v_id::text,
    NULL, CASE WHEN v_holder.id IS NOT NULL THEN jsonb_build_object(
      'employeeCode', v_holder.employee_code, 'email', v_holder.email, 'roles', v_holder.roles) END,
    jsonb_build_object('employeeCode', v_record->'employeeCode', 'email', v_record->'email', 'roles', p->'roles'));
  IF NOT has_way_in(v_org, v_id) THEN
    INSERT INTO account_token (hash, organization_id, user_id, purpose, created_at, expires_at)
      VALUES (v_link->>'hash', v_org, v_id, v_link->>'purpose', now(), now() + (v_link->>'seconds')::int * interval '1 second');
    PERFORM tell_of_account(
      v_org, v_link->>'news', v_link->'by', ARRAY[v_id], v_link->'about' || jsonb_build_object('subjectId', v_id));
  ELSE
    PERFORM tell_of_account(
      v_org, p->'granted'->>'type', p->'granted'->'by', ARRAY[v_id], jsonb_build_object('subjectId', v_id));
  END IF;
  RETURN jsonb_build_object('kind', 'imported', 'userId', v_id);
END
$$;
