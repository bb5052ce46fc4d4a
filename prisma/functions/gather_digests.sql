-- Makes mails of the digests that wait: once one is due, the oldest that wait, one mail for each reader of theirs. A
-- reader who has not had the last one stays with what waits, and keeps back nobody else. Rows are taken by one caller
-- alone, and marked with the mails that are made of them: repeating it finds the others.
CREATE OR REPLACE FUNCTION gather_digests(p_org uuid, p_most int) RETURNS void
LANGUAGE sql AS $$
  WITH held AS (
    SELECT coalesce(jsonb_agg(DISTINCT payload->'userId'), '[]') AS ids FROM outbox
    WHERE organization_id = p_org AND kind = 'mail' AND done_at IS NULL AND payload ? 'items'),
  waiting AS (
    SELECT o.id, o.entity_id, o.payload FROM outbox o CROSS JOIN held
    WHERE o.organization_id = p_org AND o.kind = 'digest' AND o.done_at IS NULL
      AND NOT o.payload->'users' <@ held.ids AND EXISTS (
        SELECT 1 FROM outbox d WHERE d.organization_id = p_org AND d.kind = 'digest' AND d.done_at IS NULL
          AND d.due_at < now() + interval '1 millisecond' AND NOT d.payload->'users' <@ held.ids)
    ORDER BY o.id LIMIT p_most FOR UPDATE OF o SKIP LOCKED),
  parts AS (
    SELECT w.id, u.user_id, held.ids ? u.user_id AS is_held,
      w.payload - 'users' || jsonb_build_object(
        'ticketId', w.entity_id, 'deliveryId', personal_id(w.id, u.user_id::uuid)) AS item
    FROM waiting w CROSS JOIN held, jsonb_array_elements_text(w.payload->'users') u(user_id)),
  left_over AS (
    SELECT id, coalesce(jsonb_agg(user_id) FILTER (WHERE is_held), '[]') AS users FROM parts GROUP BY id),
  gathered AS (
    UPDATE outbox o SET payload = jsonb_set(o.payload, '{users}', l.users),
      done_at = CASE WHEN l.users = '[]' THEN now() END
    FROM left_over l WHERE o.id = l.id)
  INSERT INTO outbox (id, organization_id, kind, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'mail', jsonb_build_object('userId', user_id, 'items', jsonb_agg(item ORDER BY id)), now(), now()
    FROM parts WHERE NOT is_held GROUP BY user_id
$$;
