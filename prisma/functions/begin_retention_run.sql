-- Begins a run of a retention policy, one of a policy at a time: it says `running` where another one runs. A dry one changes
-- nothing, and disturbs nobody. Repeating it under the same id is harmless.
CREATE OR REPLACE FUNCTION begin_retention_run(p jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
BEGIN
  IF begin_operation(p) THEN
    INSERT INTO retention_run (organization_id, operation_id, state) VALUES (v_org, v_id, p->'state');
    RETURN 'begun';
  END IF;
  RETURN CASE WHEN EXISTS (SELECT 1 FROM operation WHERE organization_id = v_org AND id = v_id) THEN 'begun' ELSE 'running' END;
END
$$;
