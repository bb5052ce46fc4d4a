-- Tells all sockets of somebody who may use the help desk no more. It fires once for each time that this is taken
-- from them.
CREATE OR REPLACE FUNCTION account_closed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    VALUES (
      uuidv7(), NEW.organization_id, 'session:ended', ARRAY['user:' || NEW.id],
      jsonb_build_object('sessionId', NULL), clock_timestamp());
  RETURN NULL;
END
$$;
