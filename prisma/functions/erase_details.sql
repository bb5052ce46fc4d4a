-- Erases the details of those entries of a stretch of the audit chain that tell of one person: what they did, what was
-- done to their account, their files and what is kept of them as a customer or technician, what names them, and tags of
-- tickets that they filed. What is of a ticket that is held for a court stays. Each erasure is an entry, too.
-- Repeating it is harmless: what was erased is not there to be erased again. It returns how many it erased.
CREATE OR REPLACE FUNCTION erase_details(p_org uuid, p_user uuid, p_from bigint, p_to bigint) RETURNS int
LANGUAGE sql AS $$
  SELECT audit_erase(p_org, ARRAY(
      SELECT e.id FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
      WHERE e.organization_id = p_org AND e.seq >= p_from AND e.seq < p_to AND e.action <> 'audit.erase'
        AND (e.actor->>'id' = p_user::text OR e.entity_id = p_user::text OR d.after->>'uploadedById' = p_user::text
          OR e.entity = 'attachment' AND EXISTS (SELECT 1 FROM attachment a
            WHERE a.organization_id = p_org AND a.id = parse_uuid(e.entity_id) AND a.uploaded_by_id = p_user)
          OR e.ticket_id IS NULL AND position(p_user::text in concat(d.before, d.after)) > 0
          OR e.entity = 'customer' AND EXISTS (SELECT 1 FROM customer c
            WHERE c.organization_id = p_org AND c.id = parse_uuid(e.entity_id) AND c.user_id = p_user)
          OR e.entity = 'technician' AND EXISTS (SELECT 1 FROM technician t
            WHERE t.organization_id = p_org AND t.id = parse_uuid(e.entity_id) AND t.user_id = p_user)
          OR jsonb_path_exists(d.after, '$.event.**.tags') AND EXISTS (SELECT 1 FROM ticket t
            WHERE t.organization_id = p_org AND t.id = e.ticket_id AND p_user IN (t.requester_id, t.created_by_id)))
        AND NOT EXISTS (SELECT 1 FROM ticket t
          WHERE t.organization_id = p_org AND t.id = e.ticket_id AND t.legal_hold_at IS NOT NULL)),
    clock_timestamp(), '{"kind": "system"}', NULL, 'erasure')
$$;
