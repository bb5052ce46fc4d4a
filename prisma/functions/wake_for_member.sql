-- Somebody joins a group, or can do something else in it.
CREATE OR REPLACE FUNCTION wake_for_member() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wake_groups(NEW.organization_id, ARRAY[NEW.group_id]);
  RETURN NULL;
END
$$;
