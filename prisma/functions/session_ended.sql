-- Tells the sockets of a session that it has ended, whoever ended it, and pushes nothing more to its browser. It fires
-- once for each end.
CREATE OR REPLACE FUNCTION session_ended() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM push_subscription WHERE organization_id = NEW.organization_id AND session_id = NEW.id;
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    VALUES (
      uuidv7(), NEW.organization_id, 'session:ended', ARRAY['user:' || NEW.user_id],
      jsonb_build_object('sessionId', NEW.id), clock_timestamp());
  RETURN NULL;
END
$$;
