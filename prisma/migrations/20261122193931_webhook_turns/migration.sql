-- Of what waits for one receiver about one entity, one alone has an instant: its turn. What is due is so few rows, in
-- the order of an index, whatever else waits behind them.
UPDATE webhook_delivery d SET next_attempt_at = NULL
WHERE d.status = 'pending' AND EXISTS (
  SELECT 1 FROM webhook_delivery w
  WHERE w.organization_id = d.organization_id AND w.webhook_id = d.webhook_id AND w.entity_id = d.entity_id
    AND w.status = 'pending' AND w.sequence < d.sequence);

DROP INDEX webhook_delivery_due;
CREATE INDEX webhook_delivery_due ON webhook_delivery (organization_id, webhook_id, next_attempt_at)
  WHERE status = 'pending' AND next_attempt_at IS NOT NULL;
CREATE UNIQUE INDEX webhook_delivery_armed ON webhook_delivery (organization_id, webhook_id, entity_id)
  WHERE status = 'pending' AND next_attempt_at IS NOT NULL;
