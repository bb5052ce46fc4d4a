-- Computes the digest of what an audit entry says of who did what, when and with what outcome. It holds without the
-- details, so that an entry whose details were erased is still proven. It reads and writes nothing.
CREATE OR REPLACE FUNCTION audit_entry_digest(e audit_entry) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    e.id, e.organization_id, extract(epoch FROM e.at), e.actor::text, e.action, e.outcome, e.entity,
    e.entity_id, e.ticket_id)::text, 'UTF8'))
$$;
