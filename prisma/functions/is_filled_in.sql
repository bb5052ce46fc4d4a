-- Whether a text was filled in for whoever did this: a rule, or a macro. It reads and writes nothing.
CREATE OR REPLACE FUNCTION is_filled_in(p_actor jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_actor->'for'->>'by' = 'rule' OR p_actor->>'by' = 'macro', false)
$$;
