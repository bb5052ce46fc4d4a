-- Reads a person as the domain judges them; nobody, if they may not use the help desk. It writes nothing.
CREATE OR REPLACE FUNCTION person_facts(p_org uuid, p_user uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', u.id,
    'roles', to_jsonb(u.roles),
    'departmentId', u.department_id,
    'headOf', coalesce((
      SELECT jsonb_agg(d.id ORDER BY d.id) FROM department d
      WHERE d.organization_id = p_org AND d.head_id = u.id AND d.deleted_at IS NULL), '[]'),
    'financeDepartmentIds', coalesce((
      SELECT jsonb_agg(d.id ORDER BY d.id) FROM department d
      WHERE d.organization_id = p_org AND d.handles_finance AND d.deleted_at IS NULL), '[]'),
    'groupIds', coalesce((
      SELECT jsonb_agg(m.group_id ORDER BY m.group_id)
      FROM group_member m JOIN user_group g ON g.organization_id = p_org AND g.id = m.group_id AND g.deleted_at IS NULL
      WHERE m.organization_id = p_org AND m.user_id = u.id), '[]'),
    'permissions', coalesce((
      SELECT jsonb_agg(g.permission ORDER BY g.permission) FROM user_permission g
      WHERE g.organization_id = p_org AND g.user_id = u.id
        AND (g.expires_at IS NULL OR g.expires_at > clock_timestamp())), '[]'))
  FROM app_user u
  WHERE u.organization_id = p_org AND u.id = p_user AND u.status = 'active'
    AND u.helpdesk_authorized AND u.deleted_at IS NULL
$$;
