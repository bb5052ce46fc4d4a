-- Whether the chain says of an audit entry that its details were erased. It writes nothing.
CREATE OR REPLACE FUNCTION audit_is_erased(p_org uuid, p_entry uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM audit_entry
    WHERE organization_id = p_org AND entity = 'audit_entry' AND entity_id = p_entry::text
      AND action = 'audit.erase' AND outcome = 'ok')
$$;
