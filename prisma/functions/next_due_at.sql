-- The next instant at which something of the ticket is to happen by itself, whichever workflow carries it out.
CREATE OR REPLACE FUNCTION next_due_at(p_state jsonb) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT min((value->>'at')::timestamptz) FROM jsonb_each(p_state->'deadlines')
$$;
