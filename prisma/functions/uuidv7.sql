-- Makes a UUID of version 7, as PostgreSQL itself does from 18 on, where its own is found before this one: the
-- milliseconds, then their 4,096th parts, so that ids made one after the other sort alike. It reads and writes nothing.
CREATE OR REPLACE FUNCTION uuidv7(shift interval DEFAULT '0') RETURNS uuid
LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex(us % 1000 * 4096 / 1000), 3, '0')
    || right(gen_random_uuid()::text, 17))::uuid
  FROM (SELECT (extract(epoch FROM clock_timestamp() + shift) * 1000000)::bigint AS us) now
$$;
