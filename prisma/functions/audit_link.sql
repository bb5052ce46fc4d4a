-- Links committed entries, in the order of their ids, into the chain of their organization. It runs as the owner,
-- because the application may change neither entries nor heads. The head is locked, and a linked entry can't be
-- linked again, so that repeating it is harmless. It returns how many it linked.
CREATE OR REPLACE FUNCTION audit_link(p_limit int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  a record;
  v_count int := 0;
  v_org uuid;
  v_seq bigint;
  v_prev bytea;
  v_hash bytea;
BEGIN
  FOR a IN
    SELECT id, organization_id, digest FROM (
      SELECT id, organization_id, digest FROM audit_entry WHERE seq IS NULL ORDER BY id LIMIT p_limit) b
    ORDER BY organization_id, id
  LOOP
    IF v_org IS DISTINCT FROM a.organization_id THEN
      IF v_org IS NOT NULL THEN
        UPDATE audit_head SET seq = v_seq, hash = v_prev WHERE organization_id = v_org;
      END IF;
      v_org := a.organization_id;
      SELECT seq, hash INTO STRICT v_seq, v_prev FROM audit_head WHERE organization_id = v_org FOR UPDATE;
    END IF;
    v_hash := sha256(v_prev || a.digest);
    v_seq := v_seq + 1;
    v_count := v_count + 1;
    UPDATE audit_entry SET seq = v_seq, prev = v_prev, hash = v_hash WHERE id = a.id;
    v_prev := v_hash;
  END LOOP;
  IF v_org IS NOT NULL THEN
    UPDATE audit_head SET seq = v_seq, hash = v_prev WHERE organization_id = v_org;
  END IF;
  RETURN v_count;
END
$$;
