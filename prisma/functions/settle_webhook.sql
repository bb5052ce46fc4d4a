-- Writes what became of a try, and hands the turn to the next of its entity where it waits no more. Cancelled meanwhile it
-- stays so, but for what has arrived; replayed meanwhile it waits for its turn. The webhook's row first, as whoever turns
-- it off locks them. Repeating it is harmless: it counts one try more. An admin reads the last twenty.
CREATE OR REPLACE FUNCTION settle_webhook(p_org uuid, p jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_webhook uuid := (p->>'webhookId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_status text := p->>'status';
  v_entity uuid;
BEGIN
  SELECT entity_id INTO v_entity FROM webhook_delivery
    WHERE organization_id = p_org AND id = v_id AND webhook_id = v_webhook;
  IF v_status <> 'pending' THEN
    PERFORM 1 FROM webhook WHERE organization_id = p_org AND id = v_webhook FOR SHARE;
    PERFORM 1 FROM webhook_sequence
      WHERE organization_id = p_org AND webhook_id = v_webhook AND entity_id = v_entity FOR NO KEY UPDATE;
  END IF;
  UPDATE webhook_delivery SET tries = tries + 1, leased_until = NULL,
      attempts = (
        SELECT jsonb_agg(one ORDER BY n) FROM (
          SELECT one, n FROM jsonb_array_elements(attempts || jsonb_build_array(p->'attempt')) WITH ORDINALITY AS listed (one, n)
          ORDER BY n DESC LIMIT 20) last),
      status = CASE WHEN status = 'pending' OR v_status = 'delivered' THEN v_status ELSE status END,
      next_attempt_at = CASE WHEN status = 'pending' AND v_status = 'pending' AND next_attempt_at IS NOT NULL
        THEN (p->>'nextAttemptAt')::timestamptz END
    WHERE organization_id = p_org AND id = v_id AND webhook_id = v_webhook;
  IF v_status <> 'pending' THEN
    PERFORM arm_webhook(p_org, v_webhook, ARRAY[v_entity]);
  END IF;
END
$$;
