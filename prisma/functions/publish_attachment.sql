-- Tells those who follow the ticket, and the uploader, what has become of a file. What is of an internal message says
-- so, as the message does, and who may not read that gets neither. Each call tells it once more: the caller changes the
-- row in the same transaction. That one is ready is said where its ticket was handed in: of any other its submission, or
-- the message that brings it, will say.
CREATE OR REPLACE FUNCTION publish_attachment(p_org uuid, p_id uuid, p_at timestamptz) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
    SELECT uuidv7(), p_org, 'attachment:updated',
      array_remove(ARRAY['ticket:' || a.ticket_id, 'user:' || a.uploaded_by_id], NULL),
      jsonb_build_object(
        'id', a.id, 'ticketId', a.ticket_id, 'messageId', a.message_id, 'visibility', coalesce(m.visibility, 'public'),
        'status', a.status, 'reason', a.reason, 'progress', a.progress, 'variants', a.variants,
        'isDeleted', a.deleted_at IS NOT NULL), p_at,
      CASE WHEN a.status = 'ok' AND a.deleted_at IS NULL AND t.status <> 'draft' THEN jsonb_build_object(
        'entity', 'ticket', 'entityId', a.ticket_id, 'data', jsonb_build_object('attachmentId', a.id),
        'happened', '[{"name": "attachment.ready"}]'::jsonb) END
    FROM attachment a LEFT JOIN message m ON m.organization_id = a.organization_id AND m.id = a.message_id
    LEFT JOIN ticket t ON t.organization_id = a.organization_id AND t.id = a.ticket_id
    WHERE a.organization_id = p_org AND a.id = p_id
$$;
