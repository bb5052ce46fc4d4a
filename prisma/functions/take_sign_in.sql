-- Takes a try to sign in before its password is looked at, so that tries at once can't overtake the lock: counted for
-- the login and where it comes from, and for the login alone, with room for ten such places. The second keeps nobody
-- out who has signed in from there before: whoever tries elsewhere can't lock the owner out. It gives the seconds of
-- the lock, where 0 lets the try through, and whether this try began one. It counts each time it is called.
CREATE OR REPLACE FUNCTION take_sign_in(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_place record;
  v_login record;
  v_until timestamptz;
BEGIN
  SELECT * INTO v_place FROM count_sign_in(p->>'place', 10);
  SELECT * INTO v_login FROM count_sign_in(p->>'login', 100);
  v_until := v_place.until;
  IF v_login.until IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements(p->'accounts') a JOIN session s
      ON s.organization_id = (a->>'organizationId')::uuid AND s.user_id = (a->>'id')::uuid
    WHERE s.network = p->>'network'
  ) THEN
    v_until := greatest(v_until, v_login.until);
  END IF;
  RETURN jsonb_build_object(
    'lockedSeconds', coalesce(ceil(extract(epoch FROM v_until - clock_timestamp())), 0)::int,
    'beginsLock', v_place.begins OR v_login.begins);
END
$$;
