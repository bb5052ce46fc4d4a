-- What news of a run of a saved report need for their words, as it is now; null for what is about none. It writes nothing.
CREATE OR REPLACE FUNCTION report_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('reportRunId', r.id, 'name', r.name, 'kind', r.report, 'span', r.span - 'groupBy',
    'groupBy', r.span->'groupBy', 'owner', rtrim(u.first_name || ' ' || u.last_name), 'problem', r.problem,
    'hasFiles', EXISTS (SELECT 1 FROM report_file f WHERE f.organization_id = p_org AND f.run_id = r.id))
  FROM report_run r JOIN saved_report s ON s.organization_id = p_org AND s.id = r.saved_report_id
    JOIN app_user u ON u.organization_id = p_org AND u.id = s.owner_id
  WHERE r.organization_id = p_org AND r.id = (p_about->>'reportRunId')::uuid
$$;
