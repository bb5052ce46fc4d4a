-- Deletes files that nothing has used in their time, so many of them; one that somebody has in hand is left for the next
-- time. Repeating it is harmless: what is deleted is not deleted again. It returns how many there were.
CREATE OR REPLACE FUNCTION expire_uploads(p_limit int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_count int := 0;
  a attachment;
BEGIN
  FOR a IN
    UPDATE attachment SET deleted_at = clock_timestamp() WHERE (organization_id, id) IN (
      SELECT organization_id, id FROM attachment
      WHERE expires_at < clock_timestamp() AND deleted_at IS NULL AND ticket_id IS NULL AND job_id IS NULL AND article_id IS NULL
      ORDER BY expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED)
    RETURNING *
  LOOP
    v_count := v_count + 1;
    PERFORM audit_record(
      a.organization_id, a.deleted_at, '{"kind": "system"}', NULL, 'attachment.expire', 'ok', 'attachment', a.id::text,
      NULL, jsonb_build_object('fileName', a.file_name, 'status', a.status), NULL);
  END LOOP;
  RETURN v_count;
END
$$;
