-- Whether somebody was told of an event by any channel, or may have been: a letter that was tried may have arrived.
CREATE OR REPLACE FUNCTION was_told(p_org uuid, p_ticket uuid, p_seq jsonb, p_user uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
      SELECT 1 FROM notification
      WHERE organization_id = p_org AND ticket_id = p_ticket AND user_id = p_user AND data->'seq' = p_seq)
    OR EXISTS (
      SELECT 1 FROM delivery
      WHERE organization_id = p_org AND ticket_id = p_ticket AND user_id = p_user AND about->'seq' = p_seq
        AND status = 'delivered')
    OR EXISTS (
      SELECT 1 FROM outbox o, letter_deliveries(o.id, o.entity_id, o.payload) d
      WHERE o.organization_id = p_org AND o.kind = 'mail' AND o.done_at IS NULL AND o.attempts > 0
        AND d.ticket_id = p_ticket AND d.user_id = p_user AND d.about->'seq' = p_seq)
$$;
