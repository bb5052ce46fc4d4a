-- Takes a try to sign in before its password is looked at, so that tries at once can't overtake the lock: counted for
-- the login, and for each account that it may mean, where it is tried from and everywhere, with room for ten such
-- places. The count of everywhere keeps nobody out who has signed in to that account from there before: whoever tries
-- elsewhere can't lock the owner out. It gives each account's lock in seconds, where 0 lets the try through, and whether
-- this try began it; of a login that nobody has, the login's own. While a login is locked nothing is counted for its
-- accounts: their locks would outlast it, and tell that they exist. It counts each time it is called.
CREATE OR REPLACE FUNCTION take_sign_in(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_here record;
  v_everywhere record;
  v_login record;
  v_account record;
  v_begins boolean;
  v_locks jsonb := '[]';
  a jsonb;
BEGIN
  SELECT * INTO v_here FROM count_sign_in(p->'login'->>'place', 10);
  SELECT * INTO v_everywhere FROM count_sign_in(p->'login'->>'everywhere', 100);
  SELECT v_here.until AS here, v_everywhere.until AS everywhere, v_here.begins OR v_everywhere.begins AS begins
    INTO v_login;
  FOR a IN SELECT value FROM jsonb_array_elements(p->'accounts') WITH ORDINALITY ORDER BY ordinality LOOP
    v_account := v_login;
    IF v_login.here IS NULL AND v_login.everywhere IS NULL THEN
      SELECT * INTO v_here FROM count_sign_in(a->>'place', 10);
      SELECT * INTO v_everywhere FROM count_sign_in(a->>'everywhere', 100);
      SELECT v_here.until AS here, v_everywhere.until AS everywhere, v_here.begins OR v_everywhere.begins AS begins
        INTO v_account;
    END IF;
    v_begins := v_account.begins;
    IF v_account.everywhere IS NOT NULL AND EXISTS (
      SELECT 1 FROM session s WHERE s.organization_id = (a->>'organizationId')::uuid
        AND s.user_id = (a->>'id')::uuid AND s.network = p->>'network'
    ) THEN
      v_account.everywhere := NULL;
    END IF;
    v_locks := v_locks || sign_in_lock(greatest(v_account.here, v_account.everywhere), v_begins);
  END LOOP;
  IF v_locks = '[]' THEN
    v_locks := v_locks || sign_in_lock(greatest(v_login.here, v_login.everywhere), v_login.begins);
  END IF;
  RETURN v_locks;
END
$$;
