-- How many tickets there are of each kind, so that dashboards count none: each change of a ticket adds rows of plus and
-- minus one, and a loop makes one row of those that are older than any dashboard that is kept.
-- No ticket changes between the first count and the triggers that go on with it.
LOCK TABLE ticket IN SHARE ROW EXCLUSIVE MODE;
CREATE TABLE "ticket_tally" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    -- of whose ticket the change was; NULL in a row that stands for several
    "requester_id" UUID,
    "department_id" UUID,
    -- of those that are open
    "assignee_id" UUID,
    "status" TEXT NOT NULL,
    "tickets" INTEGER NOT NULL,
    -- of those that were resolved, and in how many seconds together
    "resolved" INTEGER NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "ticket_tally_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "ticket_tally" ADD CONSTRAINT "ticket_tally_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX ticket_tally_fresh ON ticket_tally (id) WHERE requester_id IS NOT NULL;
CREATE INDEX ticket_tally_of_requester ON ticket_tally (organization_id, requester_id, id) WHERE requester_id IS NOT NULL;

-- What is overdue is counted by the clock, which changes no row.
CREATE INDEX ticket_can_be_overdue ON ticket (organization_id, due_at) INCLUDE (department_id, assignee_id)
  WHERE deleted_at IS NULL AND due_at IS NOT NULL
    AND status IN ('submitted', 'open', 'assigned', 'in_progress', 'ready_for_closure', 'reopened');

-- What there is already.
INSERT INTO ticket_tally (organization_id, id, department_id, assignee_id, status, tickets, resolved, seconds)
  SELECT organization_id, gen_random_uuid(), department_id, assignee_id, status, count(*), count(seconds), coalesce(sum(seconds), 0)
  FROM (
    SELECT organization_id, department_id, status,
      CASE WHEN status NOT IN ('draft', 'rejected', 'closed', 'withdrawn', 'completed', 'resolved') THEN assignee_id END AS assignee_id,
      CASE WHEN status IN ('resolved', 'closed') THEN extract(epoch FROM (coalesce(state->>'resolvedAt', state->>'closedAt'))::timestamptz
        - (state->>'versionBeganAt')::timestamptz)::bigint END AS seconds
    FROM ticket WHERE deleted_at IS NULL) t
  GROUP BY organization_id, department_id, assignee_id, status;

CREATE FUNCTION tally_ticket() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER ticket_came_or_went AFTER INSERT OR DELETE ON ticket FOR EACH ROW EXECUTE FUNCTION tally_ticket();
CREATE TRIGGER ticket_moved AFTER UPDATE ON ticket FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.department_id IS DISTINCT FROM NEW.department_id
    OR OLD.assignee_id IS DISTINCT FROM NEW.assignee_id OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at
    OR OLD.due_at IS DISTINCT FROM NEW.due_at OR OLD.version IS DISTINCT FROM NEW.version)
  EXECUTE FUNCTION tally_ticket();
