-- Deletes what tickets hold that have ended: their chats with the files that were sent there, or all their files, or what
-- happened to them. Their rows are locked, and were judged under these locks. It runs as the owner, because the application may
-- delete no record. What it deletes is not there a second time.
CREATE OR REPLACE FUNCTION forget_contents(p_org uuid, p_ids uuid[], p_kind text, p_archived boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_kept_tickets(p_org, p_ids);
  IF p_kind IN ('messages', 'attachments') THEN
    PERFORM forget_files(p_org, ARRAY(
      SELECT id FROM attachment WHERE organization_id = p_org AND ticket_id = ANY (p_ids)
        AND (p_kind = 'attachments' OR message_id IS NOT NULL)), p_archived);
  END IF;
  IF p_kind = 'messages' THEN
    DELETE FROM message_read WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    DELETE FROM message WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  ELSIF p_kind = 'events' THEN
    DELETE FROM ticket_event WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  END IF;
END
$$;
