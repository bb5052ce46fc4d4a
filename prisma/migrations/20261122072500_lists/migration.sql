-- A list within instants of creation goes by the ids, whose first 48 bits are an instant too. Where the two are more than
-- a minute apart, this says how far: the ends of it widen what is looked through (src/read/tickets/creation-drift.ts).
CREATE INDEX ticket_creation_drift ON ticket (
    organization_id,
    (created_at - to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)))
  WHERE created_at - to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)
    NOT BETWEEN interval '-1 minute' AND interval '1 minute';

-- The planner takes no statistics from an index that is partial: without these it holds a third of all tickets to be due
-- before any instant, and a two-hundredth to be urgent.
CREATE STATISTICS ticket_due ON (coalesce(due_at, 'infinity'::timestamptz)) FROM ticket;
CREATE STATISTICS ticket_urgency ON (array_position(ARRAY['low', 'normal', 'high', 'urgent'], priority)) FROM ticket;
ANALYZE ticket;
