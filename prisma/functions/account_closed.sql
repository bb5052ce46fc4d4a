-- Ends whatever somebody who may use the help desk no more could still come in by: their sessions, and what was mailed or
-- given to them to begin one. Letting them in again brings none of it back. A directory that takes an account away says so
-- afterwards; anybody else's word is not the directory's to take back. It fires once for each time that this is taken from
-- them.
CREATE OR REPLACE FUNCTION account_closed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session SET revoked_at = now()
    WHERE organization_id = NEW.organization_id AND user_id = NEW.id AND revoked_at IS NULL;
  UPDATE scim_user SET withdrawn = false
    WHERE organization_id = NEW.organization_id AND user_id = NEW.id AND withdrawn;
  DELETE FROM account_token WHERE organization_id = NEW.organization_id AND user_id = NEW.id;
  DELETE FROM realtime_token WHERE organization_id = NEW.organization_id AND user_id = NEW.id;
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    VALUES (
      uuidv7(), NEW.organization_id, 'session:ended', ARRAY['user:' || NEW.id],
      jsonb_build_object('sessionId', NULL), clock_timestamp());
  RETURN NULL;
END
$$;
