-- Reads the states that a commit of a parent with its sub-tickets is judged with: the parent of a sub-ticket,
-- or the sub-tickets of a parent. It writes nothing.
CREATE OR REPLACE FUNCTION load_family(p_org uuid, p_ticket uuid, p_parent uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'parent', (SELECT state FROM ticket WHERE organization_id = p_org AND id = p_parent),
    'children', CASE WHEN p_parent IS NULL THEN (
      SELECT coalesce(jsonb_agg(state ORDER BY child_number), '[]') FROM ticket
      WHERE organization_id = p_org AND parent_id = p_ticket) ELSE '[]' END)
$$;
