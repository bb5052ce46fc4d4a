-- Writes how the tickets of each category find somebody where it is read: by its own assignment, its parent's, or that of
-- its group, and by whose queue. Writing the same again changes nothing.
CREATE OR REPLACE FUNCTION derive_routing() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_groups uuid[];
BEGIN
  WITH RECURSIVE placed AS (
    SELECT id, group_id, assignment || jsonb_build_object('groupId', coalesce(assignment->>'groupId', group_id::text)) AS own
    FROM category WHERE organization_id = NEW.organization_id AND parent_id IS NULL
    UNION ALL
    SELECT c.id, c.group_id, coalesce(
      c.assignment || jsonb_build_object('groupId', coalesce(c.assignment->>'groupId', c.group_id::text)), placed.own)
    FROM category c JOIN placed ON c.parent_id = placed.id WHERE c.organization_id = NEW.organization_id),
  derived AS (
    SELECT p.id, coalesce(p.own, g.assignment) || jsonb_build_object('groupId', coalesce(p.own->>'groupId', g.id::text)) AS routing
    FROM placed p LEFT JOIN user_group g
      ON g.organization_id = NEW.organization_id AND g.id = p.group_id AND g.deleted_at IS NULL),
  changed AS (
    UPDATE category c SET routing = derived.routing FROM derived
      WHERE c.organization_id = NEW.organization_id AND c.id = derived.id AND c.routing IS DISTINCT FROM derived.routing
      RETURNING (c.routing->>'groupId')::uuid AS group_id)
  SELECT array_agg(DISTINCT group_id) INTO v_groups FROM changed WHERE group_id IS NOT NULL;
  PERFORM wake_groups(NEW.organization_id, v_groups);
  RETURN NULL;
END
$$;
