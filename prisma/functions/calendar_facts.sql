-- The versions of calendars that are named, each once; what is null names none. A version is never changed.
CREATE OR REPLACE FUNCTION calendar_facts(p_org uuid, p_refs jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(v.definition || jsonb_build_object('id', v.entity_id, 'version', v.version)), '[]')
  FROM (
    SELECT DISTINCT (ref->>'id')::uuid AS id, (ref->>'version')::int AS version
    FROM jsonb_array_elements(p_refs) AS listed(ref) WHERE ref ? 'id') named
  JOIN resource_version v ON v.organization_id = p_org AND v.entity = 'calendar' AND v.entity_id = named.id
    AND v.version = named.version
$$;
