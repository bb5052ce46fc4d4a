-- Writes a refusal before it is answered, and never over an outcome: only a pending command is rejected, so
-- that a repetition answers with what the first one wrote. The texts go: nothing will ever be made of them. Null for
-- a command that a crash of the database has taken.
CREATE OR REPLACE FUNCTION reject_command(p_id text, p_problem jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  c command_inbox;
BEGIN
  UPDATE command_inbox
    SET status = 'rejected', problem = p_problem, decided_at = clock_timestamp(), texts = '{}'
    WHERE id = p_id AND status = 'pending'
    RETURNING * INTO c;
  IF FOUND THEN
    PERFORM audit_record(
      c.organization_id, clock_timestamp(), c.actor, c.origin, audit_action(c.name), 'denied', 'ticket',
      c.ticket_id::text, c.ticket_id, NULL,
      jsonb_build_object('code', p_problem->>'code', 'commandId', p_id));
    -- Whom routing has chosen can't have it: it chooses again.
    IF c.actor->'for'->>'by' = 'routing' THEN
      PERFORM wake_groups(c.organization_id, ARRAY(
        SELECT (k.routing->>'groupId')::uuid FROM ticket t JOIN category k ON k.organization_id = t.organization_id AND k.id = t.category_id
        WHERE t.organization_id = c.organization_id AND t.id = c.ticket_id));
    END IF;
    IF c.actor->'for'->>'by' = 'rule' THEN
      PERFORM settle_rule_action(c.organization_id, p_id, p_problem->>'code');
    END IF;
    RETURN jsonb_build_object('kind', 'rejected', 'problem', p_problem);
  END IF;
  SELECT * INTO c FROM command_inbox WHERE id = p_id;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object('kind', c.status, 'problem', c.problem);
END
$$;
