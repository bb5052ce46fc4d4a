-- Refuses a head that is neither the beginning of a chain nor an entry further on in it, and its deletion.
CREATE OR REPLACE FUNCTION audit_head_follows() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.seq = 0 AND NEW.hash = sha256(NEW.organization_id::text::bytea) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.organization_id = OLD.organization_id AND NEW.seq > OLD.seq AND EXISTS (
      SELECT 1 FROM audit_entry
      WHERE organization_id = NEW.organization_id AND seq = NEW.seq AND hash = NEW.hash) THEN
    RETURN NEW;
  END IF;
  -- Whether it can be continued at the moment is no part of the chain.
  IF TG_OP = 'UPDATE' AND NEW.organization_id = OLD.organization_id AND NEW.seq = OLD.seq AND NEW.hash = OLD.hash THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the head of an audit chain follows its entries';
END
$$;
