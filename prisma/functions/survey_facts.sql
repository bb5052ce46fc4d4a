-- What news of a survey need for their words, as it is now; null for what is about none. It writes nothing.
CREATE OR REPLACE FUNCTION survey_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('surveyId', s.id, 'isReminder', coalesce((p_about->>'isReminder')::boolean, false), 'status', s.status,
    'expiresAt', to_char(s.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'ticketNumber', t.number,
    'ticketTitle', t.title, 'questions', v.definition->'questions')
  FROM survey s JOIN ticket t ON t.organization_id = p_org AND t.id = s.ticket_id
    JOIN resource_version v ON v.organization_id = p_org AND v.entity = 'survey_template' AND v.entity_id = s.template_id
      AND v.version = s.template_version
  WHERE s.organization_id = p_org AND s.id = (p_about->>'surveyId')::uuid
$$;
