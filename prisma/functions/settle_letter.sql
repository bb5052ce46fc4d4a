-- Ends a letter, and writes what became of each notification that it held: `p_suppressed` says why some were left out,
-- by the id of their delivery. One that belongs to no ticket and reached nobody is audited: nothing else would show it.
-- Repeating it is harmless: a letter that has ended is left alone.
CREATE OR REPLACE FUNCTION settle_letter(
  p_org uuid, p_letter uuid, p_status text, p_reason text, p_suppressed jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l outbox;
BEGIN
  UPDATE outbox SET done_at = now(), error = p_reason
    WHERE organization_id = p_org AND id = p_letter AND done_at IS NULL RETURNING * INTO l;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  INSERT INTO delivery AS known (id, organization_id, ticket_id, user_id, type, channel, about, status, reason, attempts, at)
    SELECT d.delivery_id, p_org, d.ticket_id, d.user_id, d.type, l.kind, d.about,
      CASE WHEN p_suppressed ? d.delivery_id::text THEN 'suppressed' ELSE p_status END,
      coalesce(p_suppressed->>d.delivery_id::text, p_reason), l.attempts, now()
    FROM letter_deliveries(l.id, l.entity_id, l.payload) d WHERE d.ticket_id IS NOT NULL
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, reason = excluded.reason,
    attempts = known.attempts + excluded.attempts, at = excluded.at;
  IF p_status = 'failed' AND l.payload ?| ARRAY['account', 'operation'] THEN
    PERFORM audit_record(
      p_org, clock_timestamp(), '{"kind": "system"}', NULL, l.kind || '.fail', 'ok', 'user', l.payload->>'userId', NULL, NULL,
      jsonb_build_object('type', l.payload->'type', 'reason', p_reason));
  END IF;
END
$$;
