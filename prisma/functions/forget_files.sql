-- Deletes files that have ended with what they belonged to, and leaves their bytes to be removed. The original of one that is in
-- an archive stays where it is: the archive names it. It runs as the owner, because the application may delete none.
CREATE OR REPLACE FUNCTION forget_files(p_org uuid, p_ids uuid[], p_archived boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refuse_kept_tickets(p_org, ARRAY(
    SELECT ticket_id FROM attachment WHERE organization_id = p_org AND id = ANY (p_ids) AND ticket_id IS NOT NULL));
  INSERT INTO discarded_file (organization_id, place, key, at)
    SELECT p_org, place, key, clock_timestamp()
    FROM attachment a, LATERAL (VALUES ('incoming', a.incoming_key), ('kept', a.web_storage_key),
      ('kept', CASE WHEN NOT p_archived OR a.status <> 'ok' OR a.deleted_at IS NOT NULL THEN a.storage_key END)) left_over (place, key)
    WHERE a.organization_id = p_org AND a.id = ANY (p_ids) AND key IS NOT NULL
    ON CONFLICT DO NOTHING;
  DELETE FROM attachment WHERE organization_id = p_org AND id = ANY (p_ids);
END
$$;
