-- Gives a try back whose password was right: what failed at that place is forgotten, what failed elsewhere is not.
-- Repeating it is harmless but for the login's count, which then is one lower.
CREATE OR REPLACE FUNCTION release_sign_in(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM sign_in_attempt WHERE key = p->>'place';
  UPDATE sign_in_attempt SET failures = greatest(failures - 1, 0) WHERE key = p->>'login';
  RETURN 'null';
END
$$;
