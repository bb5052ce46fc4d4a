-- Remembers how far the stream is gone, by whatever road its events went. The head only moves on, so that a
-- repetition is harmless.
CREATE OR REPLACE FUNCTION stream_expired() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stream_head SET expired_to = l.last
    FROM (SELECT max(cursor) AS last FROM gone) l WHERE id = 1 AND l.last > expired_to;
  RETURN NULL;
END
$$;
