-- Writes a page of the staff store's records, with how far the sync is, as one: a page that is written changes nothing, so
-- that repeating it is harmless; null for a sync that is over. Known people are found by their employee code, or else by an
-- address that is proved to be theirs while their code is one that we have given (`is_adoptable`): the store's takes its
-- place. Whoever is new may not use the help desk before an admin says so, and who is inactive and new is left alone. What was
-- kept out of `p_records` stands in `p_failed` with its reason. What a record leaves out stays as it is. Whoever has a record
-- is seen, be it in order or not.
CREATE OR REPLACE FUNCTION write_staff_page(
  p_org uuid, p_sync uuid, p_page int, p_records jsonb, p_failed jsonb, p_next jsonb, p_most_errors int
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_state jsonb;
  v_now timestamptz := clock_timestamp();
  v_counts record;
BEGIN
  SELECT s.state INTO v_state FROM operation o
    JOIN staff_sync s ON s.organization_id = o.organization_id AND s.operation_id = o.id
    WHERE o.organization_id = p_org AND o.id = p_sync AND o.ended_at IS NULL AND o.cancel_requested_at IS NULL FOR UPDATE;
  IF NOT FOUND OR (v_state->>'pages')::int <> p_page THEN
    RETURN v_state;
  END IF;

  WITH records AS (
    SELECT r.*, u.id, d.id AS department_id, u.department_id AS former_department_id, u.staff_status AS former_status,
      u.employee_code AS former_code, u.email AS former_email, u.first_name AS former_first, u.last_name AS former_last,
      u.phone AS former_phone,
      coalesce(r.phone, u.phone) AS new_phone, coalesce(d.id, u.department_id) AS new_department_id,
      o.id AS holder_id, o.id IS NOT NULL AND o.id IS DISTINCT FROM u.id
        OR row_number() OVER (PARTITION BY r.email ORDER BY o.id IS DISTINCT FROM u.id, r.n) > 1 AS is_taken
    FROM jsonb_to_recordset(p_records) AS r(
        n int, "employeeCode" text, email text, "firstName" text, "lastName" text, phone text, "departmentCode" text, status text)
      LEFT JOIN app_user o ON o.organization_id = p_org AND o.email = r.email
      LEFT JOIN app_user u ON u.organization_id = p_org AND u.id = coalesce(
        (SELECT k.id FROM app_user k WHERE k.organization_id = p_org AND k.employee_code = r."employeeCode"),
        CASE WHEN is_adoptable(o) THEN o.id END)
      LEFT JOIN department d ON d.organization_id = p_org AND d.code = r."departmentCode" AND d.deleted_at IS NULL),
  given AS (
    SELECT r.*, r.id IS NULL AS is_new, r.department_id IS NOT NULL AND r.new_department_id IS DISTINCT FROM r.former_department_id AS has_moved,
      (r."employeeCode", r.email, r."firstName", r."lastName", r.new_phone, r.status) IS DISTINCT FROM
        (r.former_code, r.former_email, r.former_first, r.former_last, r.former_phone, r.former_status) AS has_changed
    FROM records r WHERE NOT r.is_taken AND NOT (r.id IS NULL AND r.status = 'inactive')),
  created AS (
    INSERT INTO app_user (
      organization_id, id, employee_code, email, email_verified_at, first_name, last_name, phone, roles, status, department_id,
      staff_status, staff_seen_by)
    SELECT p_org, uuidv7(), "employeeCode", email, v_now, "firstName", "lastName", phone, '{}', 'active', department_id, status, p_sync
      FROM given WHERE is_new
    RETURNING id, employee_code),
  kept AS (
    UPDATE app_user u SET employee_code = g."employeeCode", email = g.email, first_name = g."firstName",
        last_name = g."lastName", phone = g.new_phone, staff_status = g.status, staff_seen_by = p_sync,
        updated_at = CASE WHEN g.has_changed THEN v_now ELSE u.updated_at END
      FROM given g WHERE u.organization_id = p_org AND u.id = g.id AND NOT g.has_moved),
  moved AS ( -- a fact of commands in flight changes: these are waited for, and for these alone
    UPDATE app_user u SET employee_code = g."employeeCode", email = g.email, first_name = g."firstName",
        last_name = g."lastName", phone = g.new_phone, department_id = g.new_department_id, staff_status = g.status,
        staff_seen_by = p_sync, updated_at = v_now
      FROM given g WHERE u.organization_id = p_org AND u.id = g.id AND g.has_moved),
  audited AS (
    SELECT audit_record(
      p_org, v_now, '{"kind": "system"}', '{}', CASE WHEN g.is_new THEN 'user.create' ELSE 'user.update' END, 'ok', 'user',
      coalesce(g.id, c.id)::text, NULL,
      CASE WHEN NOT g.is_new THEN jsonb_build_object(
        'employeeCode', g.former_code, 'email', g.former_email, 'firstName', g.former_first, 'lastName', g.former_last,
        'phone', g.former_phone, 'departmentId', g.former_department_id, 'staffStatus', g.former_status) END,
      jsonb_build_object(
        'employeeCode', g."employeeCode", 'email', g.email, 'firstName', g."firstName", 'lastName', g."lastName",
        'phone', g.new_phone, 'departmentId', g.new_department_id, 'staffStatus', g.status, 'syncId', p_sync))::text AS done
    FROM given g LEFT JOIN created c ON c.employee_code = g."employeeCode" WHERE g.is_new OR g.has_changed OR g.has_moved)
  SELECT
    (SELECT count(*) FROM created) AS created,
    (SELECT count(*) FROM given WHERE NOT is_new AND (has_changed OR has_moved)) AS updated,
    (SELECT count(*) FROM given WHERE NOT is_new AND NOT has_changed AND NOT has_moved) AS unchanged,
    (SELECT count(*) FROM records WHERE NOT is_taken AND id IS NULL AND status = 'inactive') AS skipped,
    (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'employeeCode', "employeeCode", 'reason', 'duplicate_email', 'userId', holder_id)) ORDER BY n), '[]')
      FROM records WHERE is_taken) AS taken,
    (SELECT count(done) FROM audited) AS audited
  INTO v_counts;

  UPDATE app_user SET staff_seen_by = p_sync
    WHERE organization_id = p_org AND staff_seen_by IS DISTINCT FROM p_sync
      AND employee_code IN (SELECT one->>'employeeCode' FROM jsonb_array_elements(p_records || p_failed) one);

  v_state := v_state || p_next || jsonb_build_object(
    'pages', p_page + 1,
    'lastPageAt', v_now,
    'created', (v_state->>'created')::int + v_counts.created,
    'updated', (v_state->>'updated')::int + v_counts.updated,
    'unchanged', (v_state->>'unchanged')::int + v_counts.unchanged,
    'skipped', (v_state->>'skipped')::int + v_counts.skipped,
    'failed', (v_state->>'failed')::int + jsonb_array_length(p_failed) + jsonb_array_length(v_counts.taken),
    'errors', (
      SELECT coalesce(jsonb_agg(one ORDER BY n), '[]')
      FROM jsonb_array_elements(v_state->'errors' || p_failed || v_counts.taken) WITH ORDINALITY AS e (one, n)
      WHERE n <= p_most_errors));
  UPDATE staff_sync SET state = v_state WHERE organization_id = p_org AND operation_id = p_sync;
  RETURN v_state;
END
$$;
