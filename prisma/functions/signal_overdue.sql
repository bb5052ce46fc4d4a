-- Signals the runs of tickets whose next instant has passed so many seconds ago: whatever was lost on the way to
-- them is made good by this. One deadline is signalled at most every ten minutes, and not while a signal to its run
-- is still to be delivered, so that repeating it adds nothing; at most so many in five seconds, however many processes
-- sweep, in turn by organization from the one after that which was served last, and none of an organization of which more than
-- five hundred still have to be delivered. Only organizations that are active have timers. `p_families` says which family carries out which kind; one that it lacks is newer than the code that sweeps.
CREATE OR REPLACE FUNCTION signal_overdue(p_families jsonb, p_seconds int, p_limit int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_late timestamptz := v_now - p_seconds * interval '1 second';
  v_room int;
  v_full uuid[];
  v_behind uuid[];
  v_served uuid;
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
  SELECT greatest(p_limit - count(*), 0) INTO v_room FROM outbox
    WHERE kind = 'signal' AND payload ? 'overdue' AND created_at > v_now - interval '5 seconds';
  SELECT organization_id INTO v_served FROM outbox
    WHERE kind = 'signal' AND payload ? 'overdue' ORDER BY created_at DESC, id DESC LIMIT 1;
  v_behind := ARRAY(
    SELECT id FROM organization g WHERE active AND id <> ALL (v_full) AND EXISTS (
      SELECT 1 FROM ticket WHERE organization_id = g.id AND next_due_at < v_late AND deleted_at IS NULL));
  IF v_behind = '{}' OR v_room = 0 THEN
    RETURN;
  END IF;
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), due.organization_id, 'signal', due.id, jsonb_strip_nulls(jsonb_build_object(
      'number', due.number, 'family', due.family, 'overdue', due.at,
      'n', CASE due.family WHEN 'approval' THEN due.n END)),
    v_now, v_now
  FROM (
    SELECT late.*, row_number() OVER (PARTITION BY late.organization_id ORDER BY late.next_due_at) AS turn
    FROM unnest(v_behind) AS behind (id), LATERAL (
      SELECT t.organization_id, t.id, t.number, t.next_due_at, t.state->'approval'->'n' AS n, f.family, f.at
      FROM ticket t, LATERAL (
        SELECT p_families->>key AS family, min(value->>'at') AS at FROM jsonb_each(t.state->'deadlines')
        WHERE p_families ? key AND (value->>'at')::timestamptz < v_late GROUP BY 1) f
      WHERE t.organization_id = behind.id AND t.next_due_at < v_late AND t.deleted_at IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM outbox o
          WHERE o.kind = 'signal' AND o.entity_id = t.id AND o.payload->>'family' = f.family
            AND (o.done_at IS NULL
              OR (o.payload->>'overdue' = f.at AND o.created_at > v_now - interval '10 minutes')))
      ORDER BY t.next_due_at
      -- no more are looked at than a few times what there is room for, however many organizations are behind
      LIMIT least(v_room, greatest(4 * v_room / cardinality(v_behind), 1))) late) due
  ORDER BY due.turn, due.organization_id <= v_served, due.organization_id
  LIMIT v_room;
END
$$;
