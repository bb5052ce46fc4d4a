-- The advisory lock of how much somebody has to do: the last that a transaction takes, of several people by their ids.
CREATE OR REPLACE FUNCTION load_lock_key(p_org uuid, p_user uuid) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('load/' || p_org::text || '/' || p_user::text, 0)
$$;
