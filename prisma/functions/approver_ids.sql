-- Everyone of an organization who has the role approver and may use the help desk. It writes nothing.
CREATE OR REPLACE FUNCTION approver_ids(p_org uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(u.id ORDER BY u.id), '[]')
  FROM app_user u
  WHERE u.organization_id = p_org AND u.roles @> ARRAY['approver'] AND u.status = 'active'
    AND u.helpdesk_authorized AND u.deleted_at IS NULL
$$;
