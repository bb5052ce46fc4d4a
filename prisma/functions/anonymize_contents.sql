-- Takes out of tickets that have ended what people wrote there, and who they were: `p_kind` is all of it, the chat, the files,
-- or what happened; `p_by` is who stands for everybody from then on. What happened when, how long it took, in which
-- department stays, so that what is counted stays true. The ticket's row remembers at which of its events that was. Their rows are
-- locked, and were judged under these locks. It runs as the owner, because the application may change no event. Repeating
-- it is harmless: what is taken out is not there any more.
CREATE OR REPLACE FUNCTION anonymize_contents(p_org uuid, p_ids uuid[], p_kind text, p_by uuid, p_archived boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_erased CONSTANT text := '[erased]';
  v_is_whole CONSTANT boolean := p_kind IN ('tickets', 'drafts');
  v_people uuid[];
BEGIN
  PERFORM refuse_kept_tickets(p_org, p_ids);
  IF v_is_whole OR p_kind IN ('messages', 'attachments') THEN
    INSERT INTO discarded_file (organization_id, place, key, at)
      SELECT p_org, place, key, clock_timestamp()
      FROM attachment a, LATERAL (VALUES ('incoming', a.incoming_key), ('kept', a.web_storage_key),
        ('kept', CASE WHEN NOT p_archived OR a.status <> 'ok' OR a.deleted_at IS NOT NULL THEN a.storage_key END)) left_over (place, key)
      WHERE a.organization_id = p_org AND a.ticket_id = ANY (p_ids) AND key IS NOT NULL
        AND (p_kind <> 'messages' OR a.message_id IS NOT NULL)
      ON CONFLICT DO NOTHING;
    UPDATE attachment SET file_name = 'erased', sha256 = NULL, uploaded_by_id = p_by, variants = '{}', incoming_key = NULL,
        storage_key = NULL, web_storage_key = NULL, deleted_at = coalesce(deleted_at, clock_timestamp())
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids) AND (p_kind <> 'messages' OR message_id IS NOT NULL);
  END IF;
  IF v_is_whole OR p_kind = 'messages' THEN
    UPDATE message SET body = v_erased, author_id = CASE WHEN author_id IS NOT NULL THEN p_by END, client_id = NULL,
        subject_id = NULL, flag = NULL, mentions = '{}'
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    DELETE FROM message_read WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  END IF;
  IF v_is_whole OR p_kind = 'events' THEN
    v_people := anonymized_people(p_org, p_ids, p_by);
    UPDATE ticket_event SET actor = replace_people(actor, v_people, p_by), data = replace_people(data, v_people, p_by),
        texts = (SELECT coalesce(jsonb_object_agg(key, v_erased), '{}') FROM jsonb_object_keys(texts) key)
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
  END IF;
  IF v_is_whole THEN
    PERFORM forget_job_files(p_org, p_ids);
    UPDATE job j SET notes = v_erased FROM work_order w
      WHERE j.organization_id = p_org AND w.organization_id = p_org AND w.id = j.work_order_id AND w.ticket_id = ANY (p_ids)
        AND j.notes IS NOT NULL;
    UPDATE work_order SET title = v_erased, description = v_erased, custom_fields = '{}',
        location = location || '{"address": "[erased]", "latitude": null, "longitude": null}'
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    UPDATE request SET reason = v_erased, by_id = p_by, decided_by_id = CASE WHEN decided_by_id IS NOT NULL THEN p_by END,
        decision_reason = CASE WHEN decision_reason IS NOT NULL THEN v_erased END, content = (
          SELECT coalesce(jsonb_object_agg(key, CASE WHEN key IN ('title', 'description', 'message') THEN to_jsonb(v_erased)
            ELSE value END), '{}') FROM jsonb_each(replace_people(content, v_people, p_by)))
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    UPDATE approval SET reason = v_erased, requested_by_id = p_by, decider_ids = '{}', steps = replace_people(steps, v_people, p_by)
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    UPDATE survey SET texts = '{}', answer_key = NULL, user_id = p_by, next_due_at = NULL,
        status = CASE WHEN answered_at IS NULL THEN 'cancelled' ELSE status END
      WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    DELETE FROM participant WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    DELETE FROM notification WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    DELETE FROM delivery WHERE organization_id = p_org AND ticket_id = ANY (p_ids);
    DELETE FROM command_inbox WHERE organization_id = p_org AND ticket_id = ANY (p_ids) AND status <> 'pending';
    UPDATE ticket SET title = v_erased, description = v_erased, custom_fields = '{}', source = NULL, tags = '{}',
        team_member_ids = '{}', requester_id = p_by, created_by_id = p_by,
        assignee_id = CASE WHEN assignee_id IS NOT NULL THEN p_by END,
        texts = (SELECT coalesce(jsonb_object_agg(key, v_erased), '{}') FROM jsonb_object_keys(texts) key),
        state = replace_people(state, v_people, p_by) || jsonb_build_object('participants', '[]'::jsonb, 'tags', '[]'::jsonb,
          'removedParticipants', '[]'::jsonb, 'teamMembers', '[]'::jsonb, 'acknowledgements', '[]'::jsonb,
          'undo', '{"kind": "superseded"}'::jsonb)
      WHERE organization_id = p_org AND id = ANY (p_ids);
  END IF;
  UPDATE ticket SET anonymized = anonymized || jsonb_build_object(p_kind, seq) WHERE organization_id = p_org AND id = ANY (p_ids);
END
$$;
