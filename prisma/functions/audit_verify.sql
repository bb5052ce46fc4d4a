-- Walks the whole chain of an organization and computes every hash again, and every digest whose details
-- still exist. It answers with the first broken entry, if there is one, and writes nothing.
CREATE OR REPLACE FUNCTION audit_verify(p_org uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  e audit_entry;
  d audit_detail;
  v_prev bytea := sha256(p_org::text::bytea);
  v_seq bigint := 0;
  v_erased int := 0;
  v_head audit_head;
  v_broken bigint;
BEGIN
  FOR e IN SELECT * FROM audit_entry WHERE organization_id = p_org AND seq IS NOT NULL ORDER BY seq LOOP
    v_seq := v_seq + 1;
    SELECT * INTO d FROM audit_detail WHERE audit_id = e.id;
    IF NOT FOUND THEN
      v_erased := v_erased + 1;
    END IF;
    IF e.seq <> v_seq OR e.prev <> v_prev OR e.hash <> sha256(v_prev || e.digest)
       OR (d.audit_id IS NOT NULL AND e.digest <> audit_digest(e, d)) THEN
      v_broken := v_seq;
      EXIT;
    END IF;
    v_prev := e.hash;
  END LOOP;

  SELECT * INTO v_head FROM audit_head WHERE organization_id = p_org;
  IF v_broken IS NULL AND (v_head.seq <> v_seq OR v_head.hash <> v_prev) THEN
    v_broken := v_seq + 1;
  END IF;
  RETURN jsonb_strip_nulls(jsonb_build_object(
    'ok', v_broken IS NULL,
    'entries', v_head.seq,
    'checkedTo', CASE WHEN v_broken IS NULL THEN v_seq ELSE v_broken - 1 END,
    'firstBroken', v_broken,
    'erased', v_erased));
END
$$;
