-- Reads a level of a version of an escalation matrix: what admins had set when the ticket's clocks began. It writes nothing.
CREATE OR REPLACE FUNCTION escalation_level(p_org uuid, p_matrix text, p_version text, p_level text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT v.definition->'levels'->(p_level::int - 1) FROM resource_version v
  WHERE v.organization_id = p_org AND v.entity = 'escalation_matrix' AND v.entity_id = p_matrix::uuid
    AND v.version = p_version::int
$$;
