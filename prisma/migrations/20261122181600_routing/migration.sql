-- A category without an assignment of its own has its parent's, and then its group's. Nothing was routed before, so that
-- one which says manual and nothing else was nobody's choice. `routing` is what follows of it for its tickets.
ALTER TABLE "category" ALTER COLUMN "assignment" DROP NOT NULL, ALTER COLUMN "assignment" DROP DEFAULT,
  ADD COLUMN "routing" JSONB;
UPDATE "category" SET assignment = NULL
  WHERE assignment->>'mode' = 'manual' AND assignment->>'maxPerAgent' IS NULL;
ALTER TABLE "user_group" ADD COLUMN "assignment" JSONB;
CREATE INDEX category_routed ON category (organization_id, ((routing->>'groupId')::uuid)) WHERE routing IS NOT NULL;

CREATE FUNCTION derive_routing() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
-- The function itself writes none of these columns.
CREATE TRIGGER category_routing AFTER INSERT OR UPDATE OF assignment, parent_id, group_id ON category
  FOR EACH ROW EXECUTE FUNCTION derive_routing();
CREATE TRIGGER user_group_routing AFTER UPDATE OF assignment, deleted_at ON user_group
  FOR EACH ROW EXECUTE FUNCTION derive_routing();

-- When it was given to whoever has it. What was given before this version is long ago.
ALTER TABLE "ticket" ADD COLUMN "given_at" TIMESTAMPTZ(3);
CREATE INDEX ticket_load ON ticket (organization_id, assignee_id, priority)
  WHERE status IN ('assigned', 'in_progress', 'awaiting_approval', 'reopened') AND deleted_at IS NULL;
CREATE INDEX ticket_given ON ticket (organization_id, assignee_id, given_at)
  WHERE given_at IS NOT NULL AND deleted_at IS NULL;
