-- Says in the log that groups have changed, when their members have. It fires once a statement, and once for each group
-- in it; those that a group is created with are part of its creation, which has its transaction's instant.
CREATE OR REPLACE FUNCTION publish_members() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
    SELECT uuidv7(), organization_id, 'group.updated', '{}', '{}', clock_timestamp(), jsonb_build_object(
      'entity', 'group', 'entityId', group_id, 'happened', '[{"name": "group.updated"}]'::jsonb)
    FROM (SELECT DISTINCT organization_id, group_id FROM changed) listed
    WHERE NOT EXISTS (SELECT 1 FROM user_group g WHERE g.organization_id = listed.organization_id AND g.id = listed.group_id
      AND g.created_at = now()::timestamptz(3));
  RETURN NULL;
END
$$;
