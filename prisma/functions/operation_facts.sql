-- What news of some work need for their words, as it is now; null for what is about none, or about one that is gone. News of a
-- sync from before they were told like others name it as such. It writes nothing.
CREATE OR REPLACE FUNCTION operation_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'operationId', o.id, 'kind', o.kind, 'problem', o.problem,
    'figures', CASE WHEN s.operation_id IS NOT NULL THEN s.state - 'errors' END,
    'file', CASE WHEN o.file IS NOT NULL AND o.file_expires_at > clock_timestamp()
      THEN jsonb_build_object('name', o.file->'name', 'until', o.file_expires_at) END)
  FROM operation o LEFT JOIN staff_sync s ON s.organization_id = o.organization_id AND s.operation_id = o.id
  WHERE o.organization_id = p_org AND o.id = coalesce(p_about->>'operationId', p_about->>'syncId')::uuid
$$;
