-- Stores a command with its texts, or, for an id that is known, answers with its outcome: that is why sending
-- a command again is harmless. Beside a pending one it returns the facts and where the row stands.
CREATE OR REPLACE FUNCTION inbox_command(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_ticket uuid := (p->>'ticketId')::uuid;
  v_id text := coalesce(p->>'commandId', uuidv7()::text);
  c command_inbox;
  t record;
BEGIN
  SELECT seq, revision, state INTO t FROM ticket WHERE organization_id = v_org AND id = v_ticket;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'gone');
  END IF;
  INSERT INTO command_inbox (
    id, organization_id, ticket_id, user_id, name, actor, origin, payload, texts, if_match, created_at)
  VALUES (
    v_id, v_org, v_ticket, (p->'actor'->>'id')::uuid, p->>'name', p->'actor', p->'origin', p->'payload',
    p->'texts', (p->>'ifMatch')::int, clock_timestamp())
  ON CONFLICT (id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO c FROM command_inbox WHERE id = v_id AND organization_id = v_org;
    IF NOT FOUND THEN
      RETURN jsonb_build_object('kind', 'gone');
    END IF;
    IF c.status <> 'pending' THEN
      RETURN jsonb_build_object('kind', c.status, 'commandId', v_id, 'problem', c.problem);
    END IF;
  END IF;
  RETURN jsonb_build_object(
    'kind', 'pending',
    'commandId', v_id,
    'seq', t.seq,
    'revision', t.revision,
    'state', t.state,
    'facts', command_facts(v_org, v_ticket, (p->'actor'->>'id')::uuid, p->'payload'),
    'queued', EXISTS (
      SELECT 1 FROM command_inbox q
      WHERE q.organization_id = v_org AND q.ticket_id = v_ticket AND q.status = 'pending'
        AND q.deferred_at IS NOT NULL AND q.id <> v_id));
END
$$;
