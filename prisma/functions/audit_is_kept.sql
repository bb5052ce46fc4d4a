-- Refuses whatever it is called for: what is recorded for the audit is neither changed nor emptied.
CREATE OR REPLACE FUNCTION audit_is_kept() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is kept as it is: no %', TG_TABLE_NAME, TG_OP;
END
$$;
