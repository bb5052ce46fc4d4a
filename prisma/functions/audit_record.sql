-- Writes one audit entry with its details. Every audited write calls it inside its own transaction, so that
-- there is no write without its entry. Each call adds an entry: what makes a repetition harmless is the
-- caller, which does not come this far a second time. The place in the chain is left to audit_link.
CREATE OR REPLACE FUNCTION audit_record(
  p_org uuid, p_at timestamptz, p_actor jsonb, p_origin jsonb, p_action text, p_outcome text,
  p_entity text, p_entity_id text, p_ticket uuid, p_before jsonb, p_after jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  e audit_entry;
  d audit_detail;
BEGIN
  e.id := uuidv7();
  e.organization_id := p_org;
  e.at := date_trunc('milliseconds', p_at);
  e.actor := p_actor;
  e.action := p_action;
  e.outcome := p_outcome;
  e.entity := p_entity;
  e.entity_id := p_entity_id;
  e.ticket_id := p_ticket;
  d.audit_id := e.id;
  d.organization_id := p_org;
  d.ip := p_origin->>'ip';
  d.user_agent := p_origin->>'userAgent';
  d.before := p_before;
  d.after := p_after;
  d.salt := uuid_send(gen_random_uuid());
  INSERT INTO audit_entry (
    id, organization_id, at, actor, action, outcome, entity, entity_id, ticket_id, digest, detail_digest)
  VALUES (
    e.id, e.organization_id, e.at, e.actor, e.action, e.outcome, e.entity, e.entity_id, e.ticket_id,
    audit_entry_digest(e), audit_detail_digest(d));
  INSERT INTO audit_detail SELECT d.*;
END
$$;
