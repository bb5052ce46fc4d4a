-- Whether an event has words of one person: of their own, or of what they asked for and a moderator granted. It reads, and
-- writes nothing.
CREATE OR REPLACE FUNCTION has_words_from(e ticket_event, p_user uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT coalesce(e.actor->>'id' = p_user::text, false) OR e.type <> 'decline_request' AND EXISTS (
    SELECT 1 FROM request r
    WHERE r.organization_id = e.organization_id AND r.ticket_id = e.ticket_id AND r.id = (e.data->>'requestId')::uuid
      AND r.by_id = p_user)
$$;
