-- What news of a mailbox need for their words, as it is now; null for what is about none. It writes nothing.
CREATE OR REPLACE FUNCTION mailbox_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('mailboxId', b.id, 'user', b.login, 'host', b.host, 'folder', b.folder,
    'outage', CASE WHEN b.last_error IS NOT NULL AND b.deleted_at IS NULL
      THEN jsonb_build_object('problem', b.last_error, 'since', b.failing_since) END)
  FROM mailbox b WHERE b.organization_id = p_org AND b.id = (p_about->>'mailboxId')::uuid
$$;
