-- Takes a try to sign in before its password is looked at, so that tries at once can't overtake the lock: counted for
-- the login and where it comes from, and for the login alone, with room for ten such places. The second keeps nobody
-- out who has signed in from there before: whoever tries elsewhere can't lock the owner out. It gives the seconds of
-- the lock; 0 lets the try through. It counts each time it is called.
CREATE OR REPLACE FUNCTION take_sign_in(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_until timestamptz := count_sign_in(p->>'place', 10);
  v_login timestamptz := count_sign_in(p->>'login', 100);
BEGIN
  IF v_login IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements(p->'accounts') a JOIN session s
      ON s.organization_id = (a->>'organizationId')::uuid AND s.user_id = (a->>'id')::uuid
    WHERE s.network = p->>'network'
  ) THEN
    v_until := greatest(v_until, v_login);
  END IF;
  RETURN to_jsonb(coalesce(ceil(extract(epoch FROM v_until - clock_timestamp())), 0)::int);
END
$$;
