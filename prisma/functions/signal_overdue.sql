-- Signals the runs of tickets whose next instant has passed so many seconds ago: whatever was lost on the way to
-- them is made good by this. A ticket is signalled at most every ten minutes, and not while a signal to it is still
-- to be delivered, so that repeating it adds nothing; only organizations that are active have timers. `p_families` says which family carries out which kind of deadline.
CREATE OR REPLACE FUNCTION signal_overdue(p_families jsonb, p_seconds int, p_limit int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  v_count int;
BEGIN
  WITH overdue AS (
    SELECT t.* FROM ticket t JOIN organization g ON g.id = t.organization_id AND g.active
    WHERE t.next_due_at < clock_timestamp() - p_seconds * interval '1 second' AND t.deleted_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM outbox o
        WHERE o.kind = 'signal' AND o.entity_id = t.id
          AND (o.done_at IS NULL OR o.created_at > clock_timestamp() - interval '10 minutes'))
    ORDER BY t.next_due_at
    LIMIT p_limit)
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), t.organization_id, 'signal', t.id, jsonb_strip_nulls(jsonb_build_object(
      'number', t.number, 'family', f.family,
      'n', CASE f.family WHEN 'approval' THEN t.state->'approval'->'n' END)),
    clock_timestamp(), clock_timestamp()
  FROM overdue t, LATERAL (
    SELECT DISTINCT p_families->>key AS family FROM jsonb_each(t.state->'deadlines')
    WHERE (value->>'at')::timestamptz < clock_timestamp()) f;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END
$$;
