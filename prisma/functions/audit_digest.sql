-- Computes the digest of an audit entry over its stored bytes and a salt. The chain links digests only, so
-- that removing the personal details of an entry leaves the chain whole. It reads and writes nothing.
CREATE OR REPLACE FUNCTION audit_digest(e audit_entry, d audit_detail) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(d.salt || convert_to(jsonb_build_array(
    e.id, e.organization_id, extract(epoch FROM e.at), e.actor, e.action, e.outcome, e.entity,
    e.entity_id, e.ticket_id, d.ip, d.user_agent, d.before, d.after)::text, 'UTF8'))
$$;
