-- Gives its turn to the first that waits of each of the entities of which none has it; of as many as wait (NULL), a thousand
-- at once. Whoever writes one of an entity, or settles one, holds the row of its numbers meanwhile. Repeating it is harmless.
CREATE OR REPLACE FUNCTION arm_webhook(p_org uuid, p_webhook uuid, p_entities uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_entities uuid[] := p_entities;
BEGIN
  IF v_entities IS NULL THEN
    PERFORM 1 FROM webhook WHERE organization_id = p_org AND id = p_webhook FOR NO KEY UPDATE;
    v_entities := ARRAY(
      SELECT DISTINCT entity_id FROM webhook_delivery
      WHERE organization_id = p_org AND webhook_id = p_webhook AND status = 'pending' LIMIT 1000);
  END IF;
  PERFORM 1 FROM webhook_sequence
    WHERE organization_id = p_org AND webhook_id = p_webhook AND entity_id = ANY (v_entities)
    ORDER BY entity_id FOR NO KEY UPDATE;
  UPDATE webhook_delivery d SET next_attempt_at = date_trunc('milliseconds', clock_timestamp())
    FROM unnest(v_entities) AS named (entity_id) CROSS JOIN LATERAL (
      SELECT w.id FROM webhook_delivery w
      WHERE w.organization_id = p_org AND w.webhook_id = p_webhook AND w.entity_id = named.entity_id AND w.status = 'pending'
      ORDER BY w.sequence LIMIT 1) AS first
    WHERE d.organization_id = p_org AND d.id = first.id AND NOT EXISTS (
      SELECT 1 FROM webhook_delivery armed
      WHERE armed.organization_id = p_org AND armed.webhook_id = p_webhook AND armed.entity_id = named.entity_id
        AND armed.status = 'pending' AND armed.next_attempt_at IS NOT NULL);
END
$$;
