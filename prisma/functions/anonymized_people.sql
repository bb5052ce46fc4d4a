-- Everybody whom the rows of these tickets name, but for who stands for all of them. It writes nothing.
CREATE OR REPLACE FUNCTION anonymized_people(p_org uuid, p_ids uuid[], p_by uuid) RETURNS uuid[]
LANGUAGE sql STABLE AS $$
  WITH documents AS (
    SELECT state AS document FROM ticket WHERE organization_id = p_org AND id = ANY (p_ids)
    UNION ALL SELECT actor || data FROM ticket_event WHERE organization_id = p_org AND ticket_id = ANY (p_ids)
    UNION ALL SELECT jsonb_build_array(content, by_id, decided_by_id) FROM request
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids)
    UNION ALL SELECT jsonb_build_array(steps, requested_by_id) FROM approval
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids)),
  named AS (
    SELECT DISTINCT found[1]::uuid AS id FROM documents,
      regexp_matches(document::text, '"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'g') found)
  SELECT ARRAY(SELECT u.id FROM named JOIN app_user u ON u.organization_id = p_org AND u.id = named.id WHERE u.id <> p_by)
$$;
