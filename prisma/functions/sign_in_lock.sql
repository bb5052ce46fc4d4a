-- A lock as the caller is told of it.
CREATE OR REPLACE FUNCTION sign_in_lock(p_until timestamptz, p_begins boolean) RETURNS jsonb
LANGUAGE sql VOLATILE AS $$
  SELECT jsonb_build_object(
    'lockedSeconds', coalesce(ceil(extract(epoch FROM p_until - clock_timestamp())), 0)::int, 'beginsLock', p_begins)
$$;
