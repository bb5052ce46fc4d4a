-- The notification that has this id for its reader (personal_id): ids that are made of one begin as it does, so that each
-- person of the organization is asked for theirs by the primary key.
CREATE OR REPLACE FUNCTION find_personal(p_org uuid, p_id uuid) RETURNS notification
LANGUAGE sql STABLE AS $$
  SELECT n.* FROM app_user u
    JOIN notification n ON n.organization_id = u.organization_id AND n.user_id = u.id
      AND n.id >= (left(p_id::text, 20) || '000-000000000000')::uuid AND n.id <= (left(p_id::text, 20) || 'fff-ffffffffffff')::uuid
  WHERE u.organization_id = p_org AND personal_id(n.id, n.user_id) = p_id
$$;
