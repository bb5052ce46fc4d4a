-- Numbers what is committed: stream events, then outbox entries, then audit entries, which it links into the
-- chain of their organization. The head is locked, so that a second sequencer waits. Repeating it is
-- harmless, because it numbers only what has no number yet. It returns how many rows it numbered.
CREATE OR REPLACE FUNCTION sequence_stream(p_limit int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_cursor bigint;
  v_count int;
  v_total int := 0;
  a record;
  v_org uuid;
  v_seq bigint;
  v_prev bytea;
  v_hash bytea;
BEGIN
  SELECT cursor INTO v_cursor FROM stream_head WHERE id = 1 FOR UPDATE;

  WITH batch AS (SELECT id FROM stream_event WHERE cursor IS NULL ORDER BY id LIMIT p_limit),
  numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch)
  UPDATE stream_event e SET cursor = n.c FROM numbered n WHERE e.id = n.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_cursor := v_cursor + v_count;
  v_total := v_count;

  WITH batch AS (SELECT id FROM outbox WHERE cursor IS NULL ORDER BY id LIMIT p_limit),
  numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch)
  UPDATE outbox o SET cursor = n.c FROM numbered n WHERE o.id = n.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_cursor := v_cursor + v_count;
  v_total := v_total + v_count;

  IF v_total > 0 THEN
    UPDATE stream_head SET cursor = v_cursor WHERE id = 1;
  END IF;

  FOR a IN
    SELECT id, organization_id, digest FROM (
      SELECT id, organization_id, digest FROM audit_entry WHERE seq IS NULL ORDER BY id LIMIT p_limit) b
    ORDER BY organization_id, id
  LOOP
    IF v_org IS DISTINCT FROM a.organization_id THEN
      IF v_org IS NOT NULL THEN
        UPDATE audit_head SET seq = v_seq, hash = v_prev WHERE organization_id = v_org;
      END IF;
      v_org := a.organization_id;
      SELECT seq, hash INTO v_seq, v_prev FROM audit_head WHERE organization_id = v_org FOR UPDATE;
    END IF;
    v_hash := sha256(v_prev || a.digest);
    v_seq := v_seq + 1;
    v_total := v_total + 1;
    UPDATE audit_entry SET seq = v_seq, prev = v_prev, hash = v_hash WHERE id = a.id;
    v_prev := v_hash;
  END LOOP;
  IF v_org IS NOT NULL THEN
    UPDATE audit_head SET seq = v_seq, hash = v_prev WHERE organization_id = v_org;
  END IF;
  RETURN v_total;
END
$$;
