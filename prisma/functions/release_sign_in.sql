-- Gives a try back by which somebody signed in: what failed at that place is forgotten for the login and for the account
-- that was signed in to, what failed elsewhere or for another account is not. Repeating it is harmless but for the
-- counts of everywhere, which then are one lower.
CREATE OR REPLACE FUNCTION release_sign_in(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  c jsonb;
BEGIN
  FOR c IN SELECT value FROM jsonb_array_elements(p) WITH ORDINALITY ORDER BY ordinality LOOP
    DELETE FROM sign_in_attempt WHERE key = c->>'place';
    UPDATE sign_in_attempt SET failures = greatest(failures - 1, 0) WHERE key = c->>'everywhere';
  END LOOP;
  RETURN 'null';
END
$$;
