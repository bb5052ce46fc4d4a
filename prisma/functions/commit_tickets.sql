-- Commits a command; it is the one writer of live tickets. Each part is one ticket's event, and the parts of
-- a parent and its sub-tickets succeed or fail together. Repeating it is harmless: a command that is applied
-- answers with its outcome again.
CREATE OR REPLACE FUNCTION commit_tickets(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_ticket uuid := (p->>'ticketId')::uuid;
  c command_inbox;
  v_part jsonb;
  v_seq int;
  v_facts jsonb;
BEGIN
  SELECT * INTO c FROM command_inbox WHERE id = p->>'commandId' AND organization_id = v_org FOR UPDATE;
  IF NOT FOUND THEN
    IF NOT p ? 'system' THEN
      RETURN jsonb_build_object('kind', 'unknown');
    END IF;
    -- A timer's command has no row before it is applied, so that refused ones leave none behind.
    c.id := p->>'commandId';
    c.organization_id := v_org;
    c.ticket_id := v_ticket;
    c.name := p->'system'->>'name';
    c.actor := '{"kind":"system"}';
    c.origin := '{}';
    c.payload := '{}';
    c.texts := '{}';
    c.status := 'new';
  END IF;
  IF c.status = 'rejected' THEN
    RETURN jsonb_build_object('kind', 'rejected', 'problem', c.problem);
  END IF;

  PERFORM 1 FROM ticket
    WHERE organization_id = v_org AND id IN (
      SELECT (x->'state'->>'id')::uuid FROM jsonb_array_elements(p->'parts') x WHERE NOT x ? 'create')
    ORDER BY (parent_id IS NOT NULL), child_number, id
    FOR UPDATE;
  IF c.status = 'applied' THEN
    RETURN jsonb_build_object('kind', 'applied', 'state', (
      SELECT state FROM ticket WHERE organization_id = v_org AND id = v_ticket));
  END IF;
  FOR v_part IN SELECT * FROM jsonb_array_elements(p->'parts') x WHERE NOT x ? 'create' LOOP
    SELECT seq INTO v_seq FROM ticket
      WHERE organization_id = v_org AND id = (v_part->'state'->>'id')::uuid;
    IF v_seq IS DISTINCT FROM (v_part->>'fromSeq')::int THEN
      RETURN jsonb_build_object('kind', 'behind', 'state', (
        SELECT state FROM ticket WHERE organization_id = v_org AND id = v_ticket));
    END IF;
  END LOOP;
  IF p ? 'facts' THEN
    v_facts := command_facts(v_org, c.ticket_id, c.user_id, c.payload);
    IF v_facts <> p->'facts' THEN
      RETURN jsonb_build_object('kind', 'facts_changed', 'facts', v_facts);
    END IF;
  END IF;

  FOR v_part IN SELECT * FROM jsonb_array_elements(p->'parts') LOOP
    PERFORM append_event(
      v_org, c.id, coalesce(p->>'by', 'ticket'), c.actor, c.origin, c.texts, c.payload, v_part);
  END LOOP;
  IF c.status = 'new' THEN
    INSERT INTO command_inbox (
      id, organization_id, ticket_id, name, actor, payload, status, created_at, decided_at, acked_at)
    VALUES (
      c.id, v_org, v_ticket, c.name, c.actor, c.payload, 'applied', clock_timestamp(), clock_timestamp(),
      clock_timestamp());
  ELSE
    UPDATE command_inbox SET status = 'applied', decided_at = clock_timestamp(),
      acked_at = CASE WHEN jsonb_array_length(p->'parts') = 0 THEN clock_timestamp() END
      WHERE id = c.id;
  END IF;
  RETURN jsonb_build_object('kind', 'committed');
END
$$;
