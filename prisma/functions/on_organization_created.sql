-- Gives a new organization its sequence of ticket numbers and the first link of its audit chain.
-- It runs once for each inserted row, in the transaction of the insert: both exist, or neither. It runs as the
-- owner, because the application may neither make a sequence nor write a head.
CREATE OR REPLACE FUNCTION on_organization_created() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE SEQUENCE %I CACHE 1', ticket_sequence(NEW.id));
  INSERT INTO audit_head (organization_id, seq, hash) VALUES (NEW.id, 0, sha256(NEW.id::text::bytea));
  RETURN NEW;
END
$$;
