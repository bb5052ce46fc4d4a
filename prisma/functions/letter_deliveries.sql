-- The notifications that a row of the outbox holds, one for each of its readers: a letter has one, or those of a digest
-- that was gathered; a digest that waits, or what is for several by another channel, has one for each. Their ids stay the same until they are settled.
CREATE OR REPLACE FUNCTION letter_deliveries(p_letter uuid, p_ticket uuid, p_payload jsonb)
RETURNS TABLE (delivery_id uuid, ticket_id uuid, user_id uuid, type text, about jsonb)
LANGUAGE sql STABLE AS $$
  SELECT coalesce((p_payload->>'deliveryId')::uuid, p_letter), p_ticket, (p_payload->>'userId')::uuid,
    p_payload->>'type', notification_about(p_payload)
    WHERE p_payload ? 'userId' AND NOT p_payload ? 'items'
  UNION ALL
  SELECT coalesce((i->>'deliveryId')::uuid, personal_id(p_letter, md5(i::text)::uuid)), (i->>'ticketId')::uuid,
    (p_payload->>'userId')::uuid, i->>'type', notification_about(i)
    FROM jsonb_array_elements(p_payload->'items') i
  UNION ALL
  SELECT personal_id(p_letter, reader::uuid), p_ticket, reader::uuid, p_payload->>'type', notification_about(p_payload)
    FROM jsonb_array_elements_text(p_payload->'users') reader
$$;
