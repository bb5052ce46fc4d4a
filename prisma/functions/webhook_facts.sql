-- What news of a webhook need for their words, as it is now; null for what is about none. It writes nothing.
CREATE OR REPLACE FUNCTION webhook_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('webhookId', w.id, 'name', w.name, 'reason', w.disabled_reason)
  FROM webhook w WHERE w.organization_id = p_org AND w.id = (p_about->>'webhookId')::uuid
$$;
