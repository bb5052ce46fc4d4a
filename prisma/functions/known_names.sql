-- What somebody is called, and may have been called before, as far as their audit entries know. It writes nothing.
CREATE OR REPLACE FUNCTION known_names(p_org uuid, p_user uuid) RETURNS text[]
LANGUAGE sql STABLE AS $$
  WITH said AS (
    SELECT jsonb_build_object('firstName', first_name, 'lastName', last_name) AS names
      FROM app_user WHERE organization_id = p_org AND id = p_user
    UNION ALL SELECT part
      FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id, LATERAL (VALUES (d.before), (d.after)) parts (part)
      WHERE e.organization_id = p_org AND e.entity = 'user' AND e.entity_id = p_user::text AND part IS NOT NULL)
  SELECT ARRAY(
    SELECT DISTINCT one_line((f.names->>'firstName') || ' ' || (l.names->>'lastName')) FROM said f, said l
    WHERE f.names->>'firstName' IS NOT NULL AND l.names->>'lastName' IS NOT NULL LIMIT 100)
$$;
