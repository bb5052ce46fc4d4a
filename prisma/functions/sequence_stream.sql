-- Numbers what is committed: stream events, then outbox entries; audit entries are linked into the chain of their
-- organization. The head is locked, so that a second sequencer waits. Repeating it is
-- harmless, because it numbers only what has no number yet. It returns how many rows it numbered, and of what kinds
-- those of the outbox are.
-- It looks from `numbered_to` on, and from the beginning once a minute: under an old snapshot the indexes keep all that
-- was ever numbered, and each look would walk through it. Where nothing waits, it locks and writes nothing.
CREATE OR REPLACE FUNCTION sequence_stream(p_limit int) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_cursor bigint;
  v_from uuid;
  v_is_whole boolean;
  v_events int := 0;
  v_count int := 0;
  v_kinds jsonb := '[]';
  v_overlap timestamptz := clock_timestamp() - interval '10 minutes'; -- above what a transaction takes
BEGIN
  -- A look in the future was by a clock that was ahead: what has come since is older than where it has led.
  SELECT looked_at NOT BETWEEN v_overlap + interval '9 minutes' AND clock_timestamp(), numbered_to
    INTO v_is_whole, v_from FROM stream_head WHERE id = 1;
  IF v_is_whole THEN
    v_from := '00000000-0000-0000-0000-000000000000';
  END IF;

  IF v_is_whole OR EXISTS (SELECT 1 FROM stream_event WHERE cursor IS NULL AND id >= v_from)
    OR EXISTS (SELECT 1 FROM outbox WHERE cursor IS NULL AND id >= v_from) THEN
    SELECT cursor INTO v_cursor FROM stream_head WHERE id = 1 FOR UPDATE;

    WITH batch AS (SELECT id FROM stream_event WHERE cursor IS NULL AND id >= v_from ORDER BY id LIMIT p_limit),
    numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch)
    UPDATE stream_event e SET cursor = n.c FROM numbered n WHERE e.id = n.id;
    GET DIAGNOSTICS v_events = ROW_COUNT;
    v_cursor := v_cursor + v_events;

    -- What somebody has in hand gets its number by a later look: who waited for it could wait in a circle.
    WITH batch AS (
      SELECT id FROM outbox WHERE cursor IS NULL AND id >= v_from ORDER BY id LIMIT p_limit FOR UPDATE SKIP LOCKED),
    numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch),
    updated AS (UPDATE outbox o SET cursor = n.c FROM numbered n WHERE o.id = n.id RETURNING o.kind)
    SELECT count(*), coalesce(jsonb_agg(DISTINCT kind), '[]') INTO v_count, v_kinds FROM updated;
    v_cursor := v_cursor + v_count;

    IF v_is_whole AND v_events < p_limit AND v_count < p_limit THEN
      UPDATE stream_head SET cursor = v_cursor, looked_at = clock_timestamp(),
        numbered_to = (lpad(to_hex((extract(epoch FROM v_overlap) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
        WHERE id = 1;
    ELSIF v_events + v_count > 0 THEN
      UPDATE stream_head SET cursor = v_cursor WHERE id = 1;
    END IF;
  END IF;

  RETURN jsonb_build_object('count', v_events + v_count + audit_link(p_limit), 'kinds', v_kinds);
END
$$;
