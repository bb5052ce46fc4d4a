-- Tells the sockets of a session that it has ended, whoever ended it. It fires once for each end.
CREATE OR REPLACE FUNCTION session_ended() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    VALUES (
      uuidv7(), NEW.organization_id, 'session:ended', ARRAY['user:' || NEW.user_id],
      jsonb_build_object('sessionId', NEW.id), clock_timestamp());
  RETURN NULL;
END
$$;
