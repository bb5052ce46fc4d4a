-- Makes letters of what is for several people by a channel, one for each of them. Rows are taken by one caller alone, and
-- marked with the letters that are made of them: repeating it finds the others.
CREATE OR REPLACE FUNCTION spread_letters(p_org uuid, p_channel text, p_most int) RETURNS void
LANGUAGE sql AS $$
  WITH taken AS (
    SELECT id, entity_id, payload FROM outbox
    WHERE organization_id = p_org AND kind = p_channel AND done_at IS NULL AND payload ? 'users'
    ORDER BY id LIMIT p_most FOR UPDATE SKIP LOCKED),
  spread AS (
    UPDATE outbox o SET done_at = now() FROM taken t WHERE o.id = t.id)
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, p_channel, t.entity_id,
      t.payload - 'users' || jsonb_build_object('userId', u.id, 'deliveryId', personal_id(t.id, u.id::uuid)), now(), now()
    FROM taken t, jsonb_array_elements_text(t.payload->'users') u(id)
$$;
