-- What news of a mail that came in need for their words, as it is now; null for what is about none. It writes nothing.
CREATE OR REPLACE FUNCTION mail_in_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('mailId', m.id, 'subject', m.subject, 'sender', m.sender, 'isWaiting', m.status IN ('queued', 'failed'))
  FROM mail_in m WHERE m.organization_id = p_org AND m.id = (p_about->>'mailId')::uuid
$$;
