-- Waits, before a fact changes, for the commands that were decided on it, and keeps new ones waiting until the
-- change is committed. Taking the lock again in the same transaction is harmless.
CREATE OR REPLACE FUNCTION hold_facts() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_row jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM pg_advisory_xact_lock(facts_lock_key(coalesce(v_row->>'organization_id', v_row->>'id')::uuid));
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
