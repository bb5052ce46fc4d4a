-- The advisory lock that keeps the facts of an organization as they are. Commands share it for as long as
-- their transaction lasts; whatever changes a fact takes it alone (hold_facts).
CREATE OR REPLACE FUNCTION facts_lock_key(p_org uuid) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('facts/' || p_org::text, 0)
$$;
