-- Whether a file is this user's own, and of no use yet: attached nowhere, and nobody's picture. It writes nothing.
CREATE OR REPLACE FUNCTION is_to_be_attached(a attachment, p_user uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT a.uploaded_by_id = p_user AND a.ticket_id IS NULL AND a.job_id IS NULL AND a.article_id IS NULL AND a.deleted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM app_user u WHERE u.organization_id = a.organization_id AND u.id = p_user AND u.avatar_id = a.id)
$$;
