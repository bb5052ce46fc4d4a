-- Refuses a cut that is not at a signed head of the chain, one that goes back, and its deletion.
CREATE OR REPLACE FUNCTION audit_cut_follows() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' AND EXISTS (
      SELECT 1 FROM audit_signed_head
      WHERE organization_id = NEW.organization_id AND seq = NEW.seq AND hash = NEW.hash)
    AND (TG_OP = 'INSERT' OR NEW.organization_id = OLD.organization_id AND NEW.seq > OLD.seq) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an audit chain is cut at its signed heads alone';
END
$$;
