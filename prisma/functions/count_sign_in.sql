-- Counts a try to sign in under a key, and gives the end of its lock, if it is locked, and whether this try began it. The first tries within a quarter
-- of an hour are let through; the one after them locks, each time twice as long, up to four hours. A key that is left
-- alone for a day is forgotten. It counts each time it is called: a try is a try.
CREATE OR REPLACE FUNCTION count_sign_in(p_key text, p_allowed int, OUT until timestamptz, OUT begins boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  s sign_in_attempt;
BEGIN
  INSERT INTO sign_in_attempt (key, since) VALUES (p_key, v_now) ON CONFLICT (key) DO NOTHING;
  SELECT * INTO s FROM sign_in_attempt WHERE key = p_key FOR UPDATE;
  begins := false;
  IF s.locked_until > v_now THEN
    until := s.locked_until;
    RETURN;
  END IF;
  IF s.since < v_now - interval '1 day' THEN
    s.locks := 0;
  END IF;
  IF s.since < v_now - interval '15 minutes' THEN
    s.failures := 0;
    s.since := v_now;
  END IF;
  s.failures := s.failures + 1;
  s.locked_until := NULL;
  IF s.failures > p_allowed THEN
    s.locked_until := v_now + interval '15 minutes' * power(2, least(s.locks, 4));
    s.locks := s.locks + 1;
    s.failures := 0;
    begins := true;
  END IF;
  UPDATE sign_in_attempt SET failures = s.failures, since = s.since, locks = s.locks, locked_until = s.locked_until
    WHERE key = p_key;
  until := s.locked_until;
END
$$;
