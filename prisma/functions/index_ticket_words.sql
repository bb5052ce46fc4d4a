-- Writes what words a ticket is found by: its number, without stems, its title and its description. It runs
-- whenever one of these is set, in the transaction that sets it; repeating it is harmless.
CREATE OR REPLACE FUNCTION index_ticket_words() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.title = OLD.title AND NEW.description = OLD.description THEN
    RETURN NEW;
  END IF;
  INSERT INTO ticket_search (organization_id, ticket_id, search)
  VALUES (
    NEW.organization_id, NEW.id,
    setweight(to_tsvector('simple'::regconfig, NEW.number), 'A')
      || setweight(to_tsvector('perdure'::regconfig, NEW.title), 'A')
      || setweight(to_tsvector('perdure'::regconfig, left(NEW.description, 100000)), 'B'))
  ON CONFLICT (organization_id, ticket_id) DO UPDATE SET search = excluded.search;
  RETURN NEW;
END
$$;
