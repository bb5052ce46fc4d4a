-- Has the workflows of files begin again that are bad and have just come to a ticket that people work with: it is flagged
-- for them, and they are told. One too many is harmless: a ticket is flagged once for a file.
CREATE OR REPLACE FUNCTION revisit_attachments(p_org uuid, p_ticket uuid) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'attachment', a.id, '{}', clock_timestamp(), clock_timestamp()
    FROM attachment a JOIN ticket t ON t.organization_id = a.organization_id AND t.id = a.ticket_id
    WHERE a.organization_id = p_org AND a.ticket_id = p_ticket AND a.status IN ('infected', 'failed')
      AND a.deleted_at IS NULL AND t.status <> 'draft' AND NOT EXISTS (
        SELECT 1 FROM ticket_event e WHERE e.organization_id = p_org AND e.ticket_id = p_ticket
          AND e.command_id = 'attachment/' || a.id)
$$;
