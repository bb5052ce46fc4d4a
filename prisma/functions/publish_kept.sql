-- Says in the log what has become of people, departments, categories and groups, whoever writes them: one entry a row
-- that is another than it was. It fires once a statement, with all rows of it. The argument is what their events are
-- called by; a person who may no longer enter is deactivated, and any other thing that is gone deleted.
CREATE OR REPLACE FUNCTION publish_kept() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_entity text := TG_ARGV[0];
  v_gone text := CASE WHEN v_entity = 'user' THEN 'deactivated' ELSE 'deleted' END;
  -- nothing that anybody acts upon, or may know; a category's routing follows from what its own and others' rows say
  v_unsaid text[] := ARRAY['updated_at', 'password_hash', 'notification_choices', 'staff_status', 'staff_seen_by',
    'email_verified_at', 'decision_reason', 'erased_at', 'routing'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
      SELECT uuidv7(), organization_id, v_entity || '.created', '{}', '{}', clock_timestamp(), jsonb_build_object(
        'entity', v_entity, 'entityId', id, 'happened', jsonb_build_array(jsonb_build_object('name', v_entity || '.created')))
      FROM written;
    RETURN NULL;
  END IF;

  INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
    SELECT uuidv7(), organization_id, name, '{}', '{}', clock_timestamp(), jsonb_build_object(
      'entity', v_entity, 'entityId', id, 'happened', jsonb_build_array(jsonb_build_object('name', name)))
    FROM (
      SELECT w.organization_id, w.id, v_entity || '.' || CASE
        WHEN was.is_there AND NOT has.is_there THEN v_gone
        WHEN was.doc->>'deleted_at' IS NOT NULL AND has.doc->>'deleted_at' IS NULL THEN 'created'
        ELSE 'updated' END AS name
      FROM written w JOIN former f ON f.organization_id = w.organization_id AND f.id = w.id,
      LATERAL (SELECT to_jsonb(f) AS doc) d, LATERAL (SELECT to_jsonb(w) AS doc) e,
      LATERAL (SELECT d.doc, d.doc->>'deleted_at' IS NULL AND coalesce(
        d.doc->>'status' = 'active' AND (d.doc->>'helpdesk_authorized')::boolean, true) AS is_there) was,
      LATERAL (SELECT e.doc, e.doc->>'deleted_at' IS NULL AND coalesce(
        e.doc->>'status' = 'active' AND (e.doc->>'helpdesk_authorized')::boolean, true) AS is_there) has
      WHERE d.doc - v_unsaid <> e.doc - v_unsaid) listed;
  RETURN NULL;
END
$$;
