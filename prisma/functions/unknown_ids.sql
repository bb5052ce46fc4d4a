-- Ids in a command's payload that are nobody's, or another organization's, by the kind of thing; an attachment
-- must be the caller's own and of no use yet; an `upload` is one whose bytes are not all in. It writes nothing.
CREATE OR REPLACE FUNCTION unknown_ids(p_org uuid, p_user uuid, p_payload jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_unknown jsonb;
BEGIN
  IF NOT p_payload ?| ARRAY['departmentId', 'assigneeId', 'userId', 'userIds', 'for', 'categoryId', 'slaTemplateId',
      'duplicateOf', 'attachments', 'subTickets'] THEN
    RETURN '{}';
  END IF;
  WITH specs AS (
    SELECT value AS spec FROM jsonb_array_elements(coalesce(p_payload->'subTickets', '[]'))
    UNION ALL SELECT p_payload),
  named (thing, id) AS (
    SELECT 'department', (spec->>'departmentId')::uuid FROM specs
    UNION SELECT 'user', (spec->>'assigneeId')::uuid FROM specs
    UNION SELECT 'user', (p_payload->>'userId')::uuid
    UNION SELECT 'user', (p_payload->>'for')::uuid
    UNION SELECT 'user', value::uuid FROM jsonb_array_elements_text(coalesce(p_payload->'userIds', '[]'))
    UNION SELECT 'category', (spec->>'categoryId')::uuid FROM specs
    UNION SELECT 'sla_template', (spec->>'slaTemplateId')::uuid FROM specs),
  unknown (thing, id) AS (
    SELECT thing, id::text FROM named n WHERE id IS NOT NULL AND NOT CASE thing
      WHEN 'department' THEN EXISTS (SELECT 1 FROM department x
        WHERE x.organization_id = p_org AND x.id = n.id AND x.deleted_at IS NULL)
      WHEN 'user' THEN EXISTS (SELECT 1 FROM app_user x
        WHERE x.organization_id = p_org AND x.id = n.id AND x.deleted_at IS NULL)
      WHEN 'category' THEN EXISTS (SELECT 1 FROM category x
        WHERE x.organization_id = p_org AND x.id = n.id AND x.deleted_at IS NULL)
      ELSE EXISTS (SELECT 1 FROM sla_template x
        WHERE x.organization_id = p_org AND x.id = n.id AND x.deleted_at IS NULL)
    END
    UNION
    SELECT 'ticket', p_payload->>'duplicateOf'
    WHERE p_payload->>'duplicateOf' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ticket x
      WHERE x.organization_id = p_org AND x.id = find_ticket_id(p_org, p_payload->>'duplicateOf')
        AND x.deleted_at IS NULL AND x.status <> 'draft')
    UNION
    SELECT 'attachment', value
    FROM jsonb_array_elements_text(coalesce(p_payload->'attachments', '[]'))
    WHERE NOT EXISTS (SELECT 1 FROM attachment x
      WHERE x.organization_id = p_org AND x.id = parse_uuid(value) AND is_to_be_attached(x, p_user))
    UNION
    SELECT 'upload', x.id::text
    FROM attachment x
    WHERE x.organization_id = p_org AND x.id = ANY (parse_uuids(p_payload->'attachments'))
      AND x.status = 'uploading' AND is_to_be_attached(x, p_user))
  SELECT coalesce(jsonb_object_agg(thing, ids), '{}') INTO v_unknown
    FROM (SELECT thing, jsonb_agg(id ORDER BY id) AS ids FROM unknown GROUP BY thing) x;
  RETURN v_unknown;
END
$$;
