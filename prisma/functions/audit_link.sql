-- Links committed entries, in the order of their ids, into the chain of their organization. It runs as the owner,
-- because the application may change neither entries nor heads. The head is locked, and a linked entry can't be
-- linked again, so that repeating it is harmless. Of each organization so many are linked at most. A chain that can't be
-- continued, because somebody changed it, stands still with a warning, is tried again after ten minutes, and holds up no
-- other. It returns how many it linked.
CREATE OR REPLACE FUNCTION audit_link(p_limit int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  a record;
  v_org uuid;
  v_ids uuid[];
  v_count int := 0;
  v_seq bigint;
  v_prev bytea;
  v_hash bytea;
BEGIN
  FOR v_org, v_ids IN
    SELECT h.organization_id, array_agg(b.id) FROM audit_head h, LATERAL (
      SELECT e.id FROM audit_entry e
      WHERE e.organization_id = h.organization_id AND e.seq IS NULL AND e.hash IS NULL AND e.prev IS NULL
      ORDER BY e.id LIMIT p_limit) b
    WHERE h.broken_at IS NULL OR h.broken_at < now() - interval '10 minutes'
    GROUP BY 1
  LOOP
    BEGIN
      SELECT seq, hash INTO STRICT v_seq, v_prev FROM audit_head WHERE organization_id = v_org FOR UPDATE;
      FOR a IN
        SELECT id, digest, detail_digest FROM audit_entry WHERE id = ANY (v_ids) AND seq IS NULL ORDER BY id
      LOOP
        v_hash := sha256(v_prev || a.digest || a.detail_digest);
        v_seq := v_seq + 1;
        UPDATE audit_entry SET seq = v_seq, prev = v_prev, hash = v_hash WHERE id = a.id;
        v_prev := v_hash;
      END LOOP;
      UPDATE audit_head SET seq = v_seq, hash = v_prev, broken_at = NULL
        WHERE organization_id = v_org AND seq < v_seq;
      v_count := v_count + cardinality(v_ids);
    EXCEPTION
      WHEN unique_violation OR raise_exception OR no_data_found OR not_null_violation THEN
        RAISE WARNING 'the audit chain of % cannot be continued: %', v_org, SQLERRM;
        UPDATE audit_head SET broken_at = now() WHERE organization_id = v_org;
    END;
  END LOOP;
  RETURN v_count;
END
$$;
