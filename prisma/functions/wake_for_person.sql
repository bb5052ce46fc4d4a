-- Somebody comes online, may have more than before, can do more, or is somebody who works on tickets at last.
CREATE OR REPLACE FUNCTION wake_for_person() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.availability, OLD.max_concurrent_tickets, OLD.skills, OLD.status, OLD.roles, OLD.department_id,
      OLD.helpdesk_authorized, OLD.deleted_at)
    IS DISTINCT FROM (NEW.availability, NEW.max_concurrent_tickets, NEW.skills, NEW.status, NEW.roles, NEW.department_id,
      NEW.helpdesk_authorized, NEW.deleted_at) THEN
    PERFORM wake_groups(NEW.organization_id, ARRAY(
      SELECT group_id FROM group_member WHERE organization_id = NEW.organization_id AND user_id = NEW.id));
  END IF;
  RETURN NULL;
END
$$;
