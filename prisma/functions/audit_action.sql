-- Names the audited action of a command as `<entity>.<verb>`: who takes part in the chat is an entity of its
-- own. It reads and writes nothing.
CREATE OR REPLACE FUNCTION audit_action(p_command text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_command
    WHEN 'add_participant' THEN 'participant.add'
    WHEN 'remove_participant' THEN 'participant.remove'
    ELSE 'ticket.' || p_command
  END
$$;
