-- Stores a command that came in, with its texts, for a ticket that the caller's statement has found visible;
-- a known id gives its outcome, so that a repetition is harmless. The row as it is now and the ids that nobody
-- has come with the answer: what they alone forbid can be refused at once.
CREATE OR REPLACE FUNCTION receive_command(p jsonb, p_ticket uuid, p_state jsonb, p_surroundings jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_user uuid := (p->'actor'->>'id')::uuid;
  v_id text := p->>'commandId';
  v_payload jsonb := p->'payload';
  v_duplicate uuid;
  v_waiting int;
  c command_inbox;
BEGIN
  -- Whatever binds (a commit, a refusal, a 202) is flushed later, and this row with it; a crash before loses both.
  PERFORM set_config('synchronous_commit', 'off', true);
  -- People wait for what people have sent, and not for what rules and routing do on their own.
  -- Beyond so many nothing more is put behind what waits: whoever waits for it could not be told when it is done.
  SELECT count(*) INTO v_waiting FROM (
    SELECT 1 FROM command_inbox q
    WHERE q.organization_id = v_org AND q.ticket_id = p_ticket AND q.status = 'pending'
      AND q.deferred_at IS NOT NULL AND q.id <> v_id AND NOT q.actor ? 'for' LIMIT 50) waiting;
  IF v_waiting = 50 AND p->'actor'->>'kind' = 'user' AND NOT EXISTS (SELECT 1 FROM command_inbox WHERE id = v_id) THEN
    RETURN jsonb_build_object('kind', 'crowded');
  END IF;
  -- Named by its number, a ticket is kept by its id.
  IF v_payload ? 'duplicateOf' THEN
    v_duplicate := find_ticket_id(v_org, v_payload->>'duplicateOf');
    IF v_duplicate IS NOT NULL THEN
      v_payload := v_payload || jsonb_build_object('duplicateOf', v_duplicate);
    END IF;
  END IF;
  INSERT INTO command_inbox (
    id, organization_id, ticket_id, user_id, name, actor, origin, payload, texts, if_match, created_at)
  VALUES (
    v_id, v_org, p_ticket, v_user, p->>'name', p->'actor', p->'origin', v_payload, p->'texts',
    (p->>'ifMatch')::int, clock_timestamp())
  ON CONFLICT (id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO c FROM command_inbox WHERE id = v_id AND organization_id = v_org;
    IF NOT FOUND THEN
      RETURN jsonb_build_object('kind', 'gone');
    END IF;
    IF c.status <> 'pending' THEN
      RETURN jsonb_build_object('kind', c.status, 'ticketId', p_ticket, 'problem', c.problem);
    END IF;
  END IF;
  RETURN jsonb_build_object(
    'kind', 'pending', 'ticketId', p_ticket, 'state', p_state, 'surroundings', p_surroundings,
    'unknownIds', unknown_ids(v_org, v_user, v_payload),
    'isQueued', v_waiting > 0);
END
$$;
