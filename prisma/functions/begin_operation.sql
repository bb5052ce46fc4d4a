-- Notes work that is to be carried out, audited, and has the outbox start its run. Repeating it under the same id is
-- harmless: what was noted stays as it is. It returns whether it was new.
CREATE OR REPLACE FUNCTION begin_operation(p jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_at timestamptz := (p->>'at')::timestamptz;
BEGIN
  INSERT INTO operation (organization_id, id, kind, requested_by_id, input, created_at)
    VALUES (v_org, v_id, p->>'kind', (p->>'requestedById')::uuid, p->'input', v_at)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (uuidv7(), v_org, 'operation', v_id, '{}', clock_timestamp(), clock_timestamp());
  PERFORM audit_record(
    v_org, v_at, p->'actor', p->'origin', p->'audited'->>'action', 'ok', p->'audited'->>'entity',
    p->'audited'->>'entityId', NULL, NULL, p->'audited'->'after');
  RETURN true;
END
$$;
