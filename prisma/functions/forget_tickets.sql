-- Deletes tickets that have ended, whole families of them, with all that they hold; what the audit says of them is the
-- audit's. Their rows are locked, and were judged under these locks. It runs as the owner, because the application may delete
-- no record. What it deletes is not there a second time.
CREATE OR REPLACE FUNCTION forget_tickets(p_org uuid, p_ids uuid[], p_archived boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_kept_tickets(p_org, p_ids);
  PERFORM forget_files(p_org, ARRAY(
    SELECT id FROM attachment WHERE organization_id = p_org AND ticket_id = ANY (p_ids)), p_archived);
  PERFORM forget_job_files(p_org, p_ids);
  DELETE FROM message_read WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM message WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM request WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM approval WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM work_order WHERE organization_id = p_org AND ticket_id = ANY (p_ids); -- its jobs go with it
  DELETE FROM survey WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM ticket_article WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM participant WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM notification WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM delivery WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM command_inbox WHERE organization_id = p_org AND ticket_id = ANY (p_ids) AND status <> 'pending';
  DELETE FROM ticket_event WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM ticket_search WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  DELETE FROM ticket WHERE organization_id = p_org AND id = ANY (p_ids) AND parent_id IS NOT NULL;
  DELETE FROM ticket WHERE organization_id = p_org AND id = ANY (p_ids);
END
$$;
