-- Numbers what is committed: stream events, then outbox entries; audit entries are linked into the chain of their
-- organization. The head is locked, so that a second sequencer waits. Repeating it is
-- harmless, because it numbers only what has no number yet. It returns how many rows it numbered, and of what kinds
-- those of the outbox are.
CREATE OR REPLACE FUNCTION sequence_stream(p_limit int) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_cursor bigint;
  v_count int;
  v_total int := 0;
  v_kinds jsonb;
BEGIN
  SELECT cursor INTO v_cursor FROM stream_head WHERE id = 1 FOR UPDATE;

  WITH batch AS (SELECT id FROM stream_event WHERE cursor IS NULL ORDER BY id LIMIT p_limit),
  numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch)
  UPDATE stream_event e SET cursor = n.c FROM numbered n WHERE e.id = n.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_cursor := v_cursor + v_count;
  v_total := v_count;

  WITH batch AS (SELECT id FROM outbox WHERE cursor IS NULL ORDER BY id LIMIT p_limit),
  numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch),
  updated AS (UPDATE outbox o SET cursor = n.c FROM numbered n WHERE o.id = n.id RETURNING o.kind)
  SELECT count(*), coalesce(jsonb_agg(DISTINCT kind), '[]') INTO v_count, v_kinds FROM updated;
  v_cursor := v_cursor + v_count;
  v_total := v_total + v_count;

  IF v_total > 0 THEN
    UPDATE stream_head SET cursor = v_cursor WHERE id = 1;
  END IF;

  RETURN jsonb_build_object('count', v_total + audit_link(p_limit), 'kinds', v_kinds);
END
$$;
