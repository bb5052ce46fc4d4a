-- Makes mails of the digests that wait: once one is due, all that wait, one mail for each reader and so many items.
-- A reader who has not had the last one stays with what waits, and so gets one mail of it. Rows are taken by one caller
-- alone, and marked with the mails that are made of them: repeating it finds the others.
CREATE OR REPLACE FUNCTION gather_digests(p_org uuid, p_items int) RETURNS void
LANGUAGE sql AS $$
  WITH held AS (
    SELECT payload->>'userId' AS user_id FROM outbox
    WHERE organization_id = p_org AND kind = 'mail' AND done_at IS NULL AND payload ? 'items'),
  waiting AS (
    SELECT id, entity_id, payload FROM outbox
    WHERE organization_id = p_org AND kind = 'digest' AND done_at IS NULL AND EXISTS (
      SELECT 1 FROM outbox d WHERE d.organization_id = p_org AND d.kind = 'digest' AND d.done_at IS NULL
        AND d.due_at < now() + interval '1 millisecond')
    ORDER BY id LIMIT 2000 FOR UPDATE SKIP LOCKED),
  parts AS (
    SELECT w.id, u.user_id, u.user_id IN (SELECT user_id FROM held) AS is_held,
      jsonb_build_object('ticketId', w.entity_id, 'seq', w.payload->'seq', 'type', w.payload->'type') AS item
    FROM waiting w, jsonb_array_elements_text(w.payload->'users') u(user_id)),
  left_over AS (
    SELECT id, coalesce(jsonb_agg(user_id) FILTER (WHERE is_held), '[]') AS users
    FROM parts GROUP BY id HAVING NOT bool_and(is_held)),
  gathered AS (
    UPDATE outbox o SET payload = jsonb_set(o.payload, '{users}', l.users),
      done_at = CASE WHEN l.users = '[]' THEN now() END
    FROM left_over l WHERE o.id = l.id),
  pages AS (
    SELECT id, user_id, item, (row_number() OVER (PARTITION BY user_id ORDER BY id) - 1) / p_items AS page
    FROM parts WHERE NOT is_held)
  INSERT INTO outbox (id, organization_id, kind, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'mail', jsonb_build_object('userId', user_id, 'items', jsonb_agg(item ORDER BY id)), now(), now()
    FROM pages GROUP BY user_id, page
$$;
