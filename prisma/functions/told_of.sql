-- Those who were told of an event by any channel, or may have been: a letter that was tried may have arrived.
CREATE OR REPLACE FUNCTION told_of(p_org uuid, p_ticket uuid, p_seq jsonb) RETURNS uuid[]
LANGUAGE sql STABLE AS $$
  SELECT ARRAY(
    SELECT user_id FROM notification
      WHERE organization_id = p_org AND ticket_id = p_ticket AND data->'seq' = p_seq
    UNION
    SELECT user_id FROM delivery
      WHERE organization_id = p_org AND ticket_id = p_ticket AND about->'seq' = p_seq AND status = 'delivered'
    UNION
    SELECT d.user_id FROM outbox o, letter_deliveries(o.id, o.entity_id, o.payload) d
      WHERE o.organization_id = p_org AND o.kind IN ('mail', 'push', 'sms') AND o.done_at IS NULL AND o.attempts > 0
        AND d.ticket_id = p_ticket AND d.about->'seq' = p_seq)
$$;
