-- What news of an account need for their words: whom they are about, as they are now. It writes nothing.
CREATE OR REPLACE FUNCTION account_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'name', one_line(u.first_name || ' ' || u.last_name), 'email', u.email, 'employeeCode', u.employee_code,
    'reason', u.decision_reason, 'from', p_about->'from', 'until', p_about->'until',
    'isTurnedOn', p_about->'isTurnedOn', 'hasLink', p_about ? 'tokenId', 'isDeleted', u.deleted_at IS NOT NULL,
    'standing', CASE WHEN u.status = 'active' AND NOT u.helpdesk_authorized THEN 'unauthorized' ELSE u.status END)
  FROM app_user u WHERE u.organization_id = p_org AND u.id = (p_about->>'subjectId')::uuid
$$;
