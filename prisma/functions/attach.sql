-- Gives attachments to a ticket or to a message: those that the caller names, that are the uploader's own and
-- are of no use yet. Repeating it is harmless, because what is attached is not attached again. It returns
-- how many it attached.
CREATE OR REPLACE FUNCTION attach(
  p_org uuid, p_ticket uuid, p_user uuid, p_keys jsonb, p_seq int, p_message uuid
) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_keys uuid[] := parse_uuids(p_keys);
  v_count int;
BEGIN
  IF cardinality(v_keys) = 0 THEN
    RETURN 0;
  END IF;
  UPDATE attachment a SET ticket_id = p_ticket, event_seq = p_seq, message_id = p_message, expires_at = NULL
    WHERE a.organization_id = p_org AND a.id = ANY (v_keys) AND is_to_be_attached(a, p_user);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  IF v_count > 0 THEN
    PERFORM revisit_attachments(p_org, p_ticket);
  END IF;
  RETURN v_count;
END
$$;
