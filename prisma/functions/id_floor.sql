-- The lowest id that can have been made at an instant: ids are UUIDv7, which begin with theirs.
CREATE OR REPLACE FUNCTION id_floor(p_at timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM p_at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
