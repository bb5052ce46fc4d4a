-- Commits a command that was decided, in the transaction that holds its locks (lock_command): the events of all
-- tickets that it changes, and the outcome in the inbox. Each row must still be where it was decided on, and a
-- command has at most one event on a ticket, so that a repetition fails as a whole.
CREATE OR REPLACE FUNCTION commit_command(p jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  c command_inbox;
  v_change jsonb;
BEGIN
  SELECT * INTO c FROM command_inbox WHERE id = p->>'commandId' AND organization_id = v_org;
  IF NOT FOUND THEN
    -- A deadline's command has no row before it is applied, so that refused ones leave none behind.
    INSERT INTO command_inbox (
      id, organization_id, ticket_id, name, actor, payload, status, created_at, decided_at)
    VALUES (
      p->>'commandId', v_org, (p->>'ticketId')::uuid, p->>'name', '{"kind": "system"}', '{}', 'applied',
      clock_timestamp(), clock_timestamp())
    RETURNING * INTO c;
  ELSE
    -- The texts are the event's from here on: one copy of a person's words is enough.
    UPDATE command_inbox SET status = 'applied', decided_at = clock_timestamp(), texts = '{}' WHERE id = c.id;
  END IF;
  PERFORM lock_loads(v_org, p->'changes');
  PERFORM wake_for_changes(v_org, p->'changes');
  FOR v_change IN SELECT * FROM jsonb_array_elements(p->'changes') LOOP
    PERFORM append_event(v_org, c.id, p->>'family', c.actor, c.origin, c.texts, c.payload, v_change);
  END LOOP;
  IF c.actor->'for'->>'by' = 'rule' THEN
    PERFORM settle_rule_action(v_org, c.id, NULL);
  END IF;
END
$$;
