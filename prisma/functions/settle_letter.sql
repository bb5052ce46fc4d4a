-- Ends a letter, and writes what became of each notification that it held: `p_suppressed` says why some were left out,
-- by the id of their delivery. Repeating it is harmless: a letter that has ended is left alone.
CREATE OR REPLACE FUNCTION settle_letter(
  p_org uuid, p_letter uuid, p_status text, p_reason text, p_suppressed jsonb
) RETURNS void
LANGUAGE sql AS $$
  WITH letter AS (
    UPDATE outbox SET done_at = now(), error = p_reason
    WHERE organization_id = p_org AND id = p_letter AND done_at IS NULL RETURNING *),
  held AS (
    SELECT l.attempts, d.* FROM letter l, letter_deliveries(l.id, l.entity_id, l.payload) d WHERE d.ticket_id IS NOT NULL)
  INSERT INTO delivery AS known (id, organization_id, ticket_id, user_id, type, channel, about, status, reason, attempts, at)
    SELECT delivery_id, p_org, ticket_id, user_id, type, 'mail', about,
      CASE WHEN p_suppressed ? delivery_id::text THEN 'suppressed' ELSE p_status END,
      coalesce(p_suppressed->>delivery_id::text, p_reason), attempts, now()
    FROM held
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, reason = excluded.reason,
    attempts = known.attempts + excluded.attempts, at = excluded.at
$$;
