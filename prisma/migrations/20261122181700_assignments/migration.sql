-- What waits in the queue of a group.
CREATE INDEX ticket_queue ON ticket (organization_id, category_id, id) WHERE status = 'open' AND deleted_at IS NULL;

-- Whoever could be given more than before, wakes those who give.
CREATE FUNCTION wake_for_person() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
CREATE TRIGGER app_user_assignments AFTER UPDATE OF
    availability, max_concurrent_tickets, skills, status, roles, department_id, helpdesk_authorized, deleted_at ON app_user
  FOR EACH ROW EXECUTE FUNCTION wake_for_person();
CREATE FUNCTION wake_for_member() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
CREATE TRIGGER group_member_assignments AFTER INSERT OR UPDATE ON group_member
  FOR EACH ROW EXECUTE FUNCTION wake_for_member();

-- Who was woken last, and when.
CREATE INDEX outbox_assignment ON outbox (entity_id, created_at) WHERE kind = 'assignment';
