-- Signals the runs of tickets whose next instant has passed so many seconds ago: whatever was lost on the way to
-- them is made good by this. One deadline is signalled at most every ten minutes, and not while a signal to its run
-- is still to be delivered, so that repeating it adds nothing; at most so many in five seconds, however many processes
-- sweep, and none of an organization of which more than five hundred still have to be delivered. Only organizations that
-- are active have timers. `p_families` says which family carries out which kind; one that it lacks is newer than the code that sweeps.
CREATE OR REPLACE FUNCTION signal_overdue(p_families jsonb, p_seconds int, p_limit int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_late timestamptz := v_now - p_seconds * interval '1 second';
  v_lately int;
  v_full uuid[];
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('signal_overdue', 0)) THEN
    RETURN; -- another process sweeps at this moment
  END IF;
  -- While none arrives, looking for more would cost as much as there are overdue. One entry of the index leads to the next.
  WITH RECURSIVE waiting(id) AS (
    (SELECT organization_id FROM outbox WHERE kind = 'signal' AND done_at IS NULL
      ORDER BY organization_id LIMIT 1)
    UNION ALL
    SELECT next.organization_id FROM waiting, LATERAL (
      SELECT organization_id FROM outbox
      WHERE kind = 'signal' AND done_at IS NULL AND organization_id > waiting.id
      ORDER BY organization_id LIMIT 1) next)
  SELECT coalesce(array_agg(id), '{}') INTO v_full FROM waiting WHERE EXISTS (
    SELECT 1 FROM outbox WHERE kind = 'signal' AND done_at IS NULL AND organization_id = waiting.id OFFSET 500);
  SELECT count(*) INTO v_lately FROM outbox
    WHERE kind = 'signal' AND payload ? 'overdue' AND created_at > v_now - interval '5 seconds';
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), t.organization_id, 'signal', t.id, jsonb_strip_nulls(jsonb_build_object(
      'number', t.number, 'family', f.family, 'overdue', f.at,
      'n', CASE f.family WHEN 'approval' THEN t.state->'approval'->'n' END)),
    v_now, v_now
  FROM ticket t JOIN organization g ON g.id = t.organization_id AND g.active, LATERAL (
    SELECT p_families->>key AS family, min(value->>'at') AS at FROM jsonb_each(t.state->'deadlines')
    WHERE p_families ? key AND (value->>'at')::timestamptz < v_late GROUP BY 1) f
  WHERE t.next_due_at < v_late AND t.deleted_at IS NULL AND t.organization_id <> ALL (v_full)
    AND NOT EXISTS (
      SELECT 1 FROM outbox o
      WHERE o.kind = 'signal' AND o.entity_id = t.id AND o.payload->>'family' = f.family
        AND (o.done_at IS NULL
          OR (o.payload->>'overdue' = f.at AND o.created_at > v_now - interval '10 minutes')))
  ORDER BY t.next_due_at
  LIMIT greatest(p_limit - v_lately, 0);
END
$$;
