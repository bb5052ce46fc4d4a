-- Begins a sync with the staff store, one at a time: it says `running` where another one runs. An incremental one asks for
-- what has changed since the last that was completed began, and for all where there was none. Repeating it under the same id is
-- harmless.
CREATE OR REPLACE FUNCTION begin_staff_sync(p jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_since timestamptz;
BEGIN
  IF p->'input'->>'type' = 'incremental' THEN
    -- clocks differ, and what changes at the same moment may be listed a moment later
    SELECT created_at - interval '5 minutes' INTO v_since FROM operation
      WHERE organization_id = v_org AND kind = 'staff_sync' AND status = 'completed' ORDER BY created_at DESC LIMIT 1;
  END IF;
  IF begin_operation(jsonb_set(p, '{input,updatedSince}',
      coalesce(to_jsonb(to_char(v_since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), 'null'))) THEN
    INSERT INTO staff_sync (organization_id, operation_id, state) VALUES (v_org, v_id, p->'state');
    RETURN 'begun';
  END IF;
  RETURN CASE WHEN EXISTS (SELECT 1 FROM operation WHERE organization_id = v_org AND id = v_id) THEN 'begun' ELSE 'running' END;
END
$$;
