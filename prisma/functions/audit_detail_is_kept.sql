-- Refuses to delete the details of an audit entry, unless an entry says that they are erased, or the chain was cut off
-- behind it.
CREATE OR REPLACE FUNCTION audit_detail_is_kept() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF audit_is_erased(OLD.organization_id, OLD.audit_id)
    OR audit_is_cut(OLD.organization_id, (SELECT seq FROM audit_entry WHERE id = OLD.audit_id)) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit details are erased by audit_erase alone';
END
$$;
