-- Whether a place in the chain lies where it was cut off. It writes nothing.
CREATE OR REPLACE FUNCTION audit_is_cut(p_org uuid, p_seq bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM audit_cut WHERE organization_id = p_org AND seq >= p_seq)
$$;
