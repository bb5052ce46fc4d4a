-- Computes the digest of an audit entry's details. The salt goes with them when they are erased: from then on nobody can
-- find out by trying what they were. JSON goes in as text, so that null and nothing differ. It reads and writes nothing.
CREATE OR REPLACE FUNCTION audit_detail_digest(d audit_detail) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(d.salt || convert_to(jsonb_build_array(
    d.audit_id, d.organization_id, d.ip, d.user_agent, d.before::text, d.after::text)::text, 'UTF8'))
$$;
