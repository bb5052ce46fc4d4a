-- Edits a draft: its columns, its attachments and its event, under the lock of its row. It answers `behind`
-- when somebody was faster, where a repetition meets its own event, too, and `held` of a draft that is held for a court:
-- what it says is kept nowhere else.
CREATE OR REPLACE FUNCTION edit_draft(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->'change'->'state'->>'id')::uuid;
  v_seq int;
  v_is_held boolean;
BEGIN
  SELECT seq, legal_hold_at IS NOT NULL INTO v_seq, v_is_held FROM ticket
    WHERE organization_id = v_org AND id = v_id FOR NO KEY UPDATE;
  IF v_seq IS DISTINCT FROM (p->'change'->>'expectedSeq')::int THEN
    RETURN jsonb_build_object('kind', 'behind');
  ELSIF v_is_held THEN
    RETURN jsonb_build_object('kind', 'held');
  END IF;
  UPDATE ticket SET
    title = coalesce(p->'texts'->>'title', title),
    description = coalesce(p->'texts'->>'description', description),
    custom_fields = coalesce(nullif(p->'customFields', 'null'), custom_fields)
    WHERE organization_id = v_org AND id = v_id;
  IF p ? 'attachments' THEN
    UPDATE attachment SET ticket_id = NULL, expires_at = clock_timestamp() + interval '1 day'
      WHERE organization_id = v_org AND ticket_id = v_id AND id <> ALL (parse_uuids(p->'attachments'));
    PERFORM attach(v_org, v_id, (p->'actor'->>'id')::uuid, p->'attachments', v_seq + 1, NULL);
  END IF;
  PERFORM append_event(
    v_org, p->>'commandId', NULL, p->'actor', p->'origin', '{}', '{}', p->'change');
  RETURN jsonb_build_object('kind', 'edited');
END
$$;
