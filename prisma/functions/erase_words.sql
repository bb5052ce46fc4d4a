-- Takes out of so many tickets, in the order of their ids, what one person has written there: their own title, description and
-- tags, what came with their events, messages, requests, approvals and files, and what a moderator took over from a request of
-- theirs, into a sub-ticket, too; and their name where a rule or a macro has filled it in. What the tickets have been through stays. A ticket that is held for a court is left, and named where they took part in it. It runs as the owner, because
-- the application may change no event. Tickets are locked as commands lock them. Repeating it is harmless: what is taken
-- out is not there any more. It returns where it came to, NULL at the end, and what it held back.
CREATE OR REPLACE FUNCTION erase_words(p_org uuid, p_user uuid, p_name text, p_after uuid, p_limit int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_erased CONSTANT text := '[erased]';
  v_filled CONSTANT text := '^(rules|[0-9a-f-]{36})/'; -- what a rule has said, or a macro as somebody
  v_stride uuid[];
  v_own uuid[];
  v_filed uuid[];
  v_given uuid[];
  v_held jsonb;
  v_name text;
  v_names CONSTANT text[] := known_names(p_org, p_user) || p_name;
BEGIN
  v_stride := ARRAY(
    SELECT id FROM ticket WHERE organization_id = p_org AND (p_after IS NULL OR id > p_after) ORDER BY id LIMIT p_limit);
  v_given := ARRAY(
    SELECT t.id FROM ticket t JOIN ticket_event e
      ON e.organization_id = p_org AND e.ticket_id = t.parent_id AND e.type = 'split'
        AND e.data->'children' @> jsonb_build_array(jsonb_build_object('n', t.child_number))
    WHERE t.organization_id = p_org AND t.id = ANY (v_stride) AND t.parent_id IS NOT NULL AND has_words_from(e, p_user));
  v_own := ARRAY(
    SELECT t.id FROM ticket t WHERE t.organization_id = p_org AND t.id = ANY (v_stride) AND (
      p_user IN (t.requester_id, t.created_by_id, t.assignee_id)
      OR EXISTS (SELECT 1 FROM ticket_event e
        WHERE e.organization_id = p_org AND e.ticket_id = t.id AND e.actor->>'id' = p_user::text)
      OR EXISTS (SELECT 1 FROM ticket_event e
        WHERE e.organization_id = p_org AND e.ticket_id = t.id AND e.texts <> '{}' AND is_filled_in(e.actor)
          AND without_names(e.texts::text, v_names) <> e.texts::text)
      OR EXISTS (SELECT 1 FROM message m WHERE m.organization_id = p_org AND m.ticket_id = t.id
        AND m.client_id ~ v_filled AND without_names(m.body, v_names) <> m.body)
      OR EXISTS (SELECT 1 FROM message m WHERE m.organization_id = p_org AND m.ticket_id = t.id
        AND (m.author_id = p_user OR m.kind = 'system' AND m.subject_id IS NULL AND EXISTS (
          SELECT 1 FROM unnest(v_names) called WHERE starts_with(m.body, called || ' '))))
      OR EXISTS (SELECT 1 FROM request r
        WHERE r.organization_id = p_org AND r.ticket_id = t.id AND p_user IN (r.by_id, r.decided_by_id))
      OR EXISTS (SELECT 1 FROM approval a
        WHERE a.organization_id = p_org AND a.ticket_id = t.id AND a.requested_by_id = p_user)
      OR EXISTS (SELECT 1 FROM attachment f
        WHERE f.organization_id = p_org AND f.ticket_id = t.id AND f.uploaded_by_id = p_user)
      OR t.id = ANY (v_given)));
  PERFORM 1 FROM ticket WHERE organization_id = p_org AND id = ANY (v_own)
    ORDER BY parent_id IS NOT NULL, number FOR NO KEY UPDATE;
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number) ORDER BY id), '[]') INTO v_held
    FROM ticket WHERE organization_id = p_org AND id = ANY (v_own) AND legal_hold_at IS NOT NULL;
  v_own := ARRAY(SELECT id FROM ticket WHERE organization_id = p_org AND id = ANY (v_own) AND legal_hold_at IS NULL);
  v_filed := ARRAY(
    SELECT id FROM ticket WHERE organization_id = p_org AND id = ANY (v_own) AND p_user IN (requester_id, created_by_id));

  UPDATE ticket t SET texts = (
      SELECT jsonb_object_agg(key, CASE WHEN key LIKE 'approval/%/' || p_user OR EXISTS (
          SELECT 1 FROM ticket_event e WHERE e.organization_id = p_org AND e.ticket_id = t.id
            AND e.seq::text = split_part(key, '/', 2) AND has_words_from(e, p_user))
        THEN to_jsonb(v_erased) ELSE value END)
      FROM jsonb_each(t.texts))
    WHERE t.organization_id = p_org AND t.id = ANY (v_own) AND t.texts <> '{}';
  UPDATE ticket SET title = v_erased, description = v_erased, custom_fields = '{}', source = NULL, tags = '{}',
      state = without_tags(state)
    WHERE organization_id = p_org AND id = ANY (v_filed);
  UPDATE ticket_event SET data = without_tags(data)
    WHERE organization_id = p_org AND ticket_id = ANY (v_filed) AND jsonb_path_exists(data, '$.**.tags');
  UPDATE ticket SET title = v_erased, description = v_erased
    WHERE organization_id = p_org AND id = ANY (v_own) AND id = ANY (v_given);
  UPDATE ticket_event e SET texts = (SELECT jsonb_object_agg(key, v_erased) FROM jsonb_object_keys(texts) key)
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND texts <> '{}' AND has_words_from(e, p_user);
  UPDATE ticket t SET texts = (
      SELECT jsonb_object_agg(key, CASE WHEN EXISTS (
          SELECT 1 FROM ticket_event e WHERE e.organization_id = p_org AND e.ticket_id = t.id
            AND e.seq::text = split_part(key, '/', 2) AND is_filled_in(e.actor))
        THEN to_jsonb(without_names(value #>> '{}', v_names)) ELSE value END)
      FROM jsonb_each(t.texts))
    WHERE t.organization_id = p_org AND t.id = ANY (v_own) AND t.texts <> '{}';
  UPDATE ticket_event e SET texts = (SELECT jsonb_object_agg(key, without_names(value, v_names)) FROM jsonb_each_text(texts))
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND texts <> '{}' AND is_filled_in(actor);
  UPDATE command_inbox SET texts = '{}'
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND texts <> '{}' AND status <> 'pending' AND is_filled_in(actor);
  UPDATE message SET body = without_names(body, v_names)
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND client_id ~ v_filled;
  UPDATE message SET body = v_erased, client_id = NULL, flag = NULL
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND author_id = p_user;
  FOREACH v_name IN ARRAY v_names LOOP
    UPDATE message SET body = v_erased || substr(body, length(v_name) + 1)
      WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND kind = 'system' AND subject_id IS NULL
        AND starts_with(body, v_name || ' ');
  END LOOP;
  UPDATE request SET reason = v_erased, content = (
      SELECT coalesce(jsonb_object_agg(key, CASE WHEN key IN ('title', 'description', 'message') THEN to_jsonb(v_erased)
        ELSE value END), '{}') FROM jsonb_each(content))
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND by_id = p_user;
  UPDATE request SET decision_reason = v_erased
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND decided_by_id = p_user AND decision_reason IS NOT NULL;
  UPDATE approval SET reason = v_erased
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND requested_by_id = p_user;
  UPDATE survey s SET texts = '{}', answer_key = NULL FROM ticket t
    WHERE s.organization_id = p_org AND s.user_id = p_user AND s.ticket_id = ANY (v_stride) AND t.organization_id = p_org
      AND t.id = s.ticket_id AND t.legal_hold_at IS NULL;
  UPDATE attachment SET file_name = 'erased', sha256 = NULL, deleted_at = coalesce(deleted_at, clock_timestamp())
    WHERE organization_id = p_org AND ticket_id = ANY (v_own) AND uploaded_by_id = p_user;
  RETURN jsonb_build_object(
    'after', CASE WHEN cardinality(v_stride) = p_limit THEN v_stride[cardinality(v_stride)] END,
    'tickets', cardinality(v_own), 'held', v_held);
END
$$;
