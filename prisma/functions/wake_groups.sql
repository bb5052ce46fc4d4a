-- Wakes, by the outbox, the assignment of those of the groups that get tickets by themselves. One wake too many is harmless:
-- who is woken reads what there is.
CREATE OR REPLACE FUNCTION wake_groups(p_org uuid, p_groups uuid[]) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), p_org, 'assignment', g.id, '{}', clock_timestamp(), clock_timestamp()
  FROM user_group g
  WHERE g.organization_id = p_org AND g.id = ANY (p_groups) AND g.deleted_at IS NULL AND EXISTS (
    SELECT 1 FROM category c
    WHERE c.organization_id = p_org AND (c.routing->>'groupId')::uuid = g.id AND c.routing->>'mode' <> 'manual')
$$;
