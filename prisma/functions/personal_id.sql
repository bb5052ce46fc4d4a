-- The id of what many share, for one of them: always the same for the same two, as old as what they share.
CREATE OR REPLACE FUNCTION personal_id(p_shared uuid, p_user uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT (left(p_shared::text, 20) || overlay(substr(md5(p_shared::text || p_user), 1, 15) PLACING '-' FROM 4 FOR 0))::uuid
$$;
