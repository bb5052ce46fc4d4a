-- Computes a segment of an organization's chain again, from one entry on: every digest, of the details too where they
-- are still there, every hash, and that no number is missing. Details that are not there need an entry that erased
-- them. A segment that ends with the last entry is compared with the head. Where the chain was cut off it begins behind
-- the cut, which must be at a signed head and have an entry that says so. It writes nothing.
CREATE OR REPLACE FUNCTION audit_verify(p_org uuid, p_from bigint, p_limit int) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_head audit_head;
  v_cut audit_cut;
  v_start bytea;
  v_last bytea;
  v_count bigint;
  v_broken bigint;
  v_erased bigint;
BEGIN
  SELECT * INTO v_head FROM audit_head WHERE organization_id = p_org;
  SELECT * INTO v_cut FROM audit_cut WHERE organization_id = p_org;
  IF p_from <= v_cut.seq + 1 THEN
    p_from := v_cut.seq + 1;
    SELECT hash INTO v_start FROM audit_signed_head s
      WHERE s.organization_id = p_org AND s.seq = v_cut.seq AND s.hash = v_cut.hash AND EXISTS (
        SELECT 1 FROM audit_entry
        WHERE organization_id = p_org AND entity = 'audit_entry' AND entity_id = v_cut.seq::text AND action = 'audit.cut')
      LIMIT 1;
  ELSIF p_from = 1 THEN
    v_start := sha256(p_org::text::bytea);
  ELSE
    SELECT hash INTO v_start FROM audit_entry WHERE organization_id = p_org AND seq = p_from - 1;
  END IF;

  WITH segment AS (
    SELECT e, (e).seq AS seq, (e).hash AS hash, p_from - 1 + row_number() OVER w AS expected,
      lag((e).hash, 1, v_start) OVER w AS before
    FROM (
      SELECT x AS e FROM audit_entry x WHERE organization_id = p_org AND seq >= p_from ORDER BY seq LIMIT p_limit) s
    WINDOW w AS (ORDER BY (e).seq)),
  checked AS (
    SELECT s.expected, s.hash, d.audit_id IS NULL AS is_erased,
      s.seq IS DISTINCT FROM s.expected OR (s.e).prev IS DISTINCT FROM s.before
        OR (s.e).digest IS DISTINCT FROM audit_entry_digest(s.e)
        OR s.hash IS NULL OR s.hash IS DISTINCT FROM sha256((s.e).prev || (s.e).digest || (s.e).detail_digest)
        OR CASE WHEN d.audit_id IS NULL THEN NOT audit_is_erased(p_org, (s.e).id)
             ELSE (s.e).detail_digest IS DISTINCT FROM audit_detail_digest(d) END AS is_broken
    FROM segment s LEFT JOIN audit_detail d ON d.audit_id = (s.e).id AND d.organization_id = p_org)
  SELECT count(*), min(expected) FILTER (WHERE is_broken), count(*) FILTER (WHERE is_erased),
      (array_agg(hash ORDER BY expected DESC))[1]
    INTO v_count, v_broken, v_erased, v_last
    FROM checked;

  IF v_start IS NULL THEN
    v_broken := p_from; -- what it should follow is not there
  ELSIF v_broken IS NULL AND v_count < p_limit AND (
      v_head.seq IS DISTINCT FROM p_from - 1 + v_count OR v_head.hash IS DISTINCT FROM coalesce(v_last, v_start)) THEN
    v_broken := p_from + v_count;
  END IF;
  RETURN jsonb_strip_nulls(jsonb_build_object(
    'entries', coalesce(v_head.seq, p_from - 1 + v_count),
    'checkedTo', coalesce(v_broken - 1, p_from - 1 + v_count),
    'firstBroken', v_broken,
    'erased', v_erased,
    'cutTo', v_cut.seq,
    'isLast', v_count < p_limit));
END
$$;
