-- What an entry of the log says has happened, for those who act upon it; null where it is for sockets alone.
ALTER TABLE "stream_event" ADD COLUMN "event" JSONB;

-- How far a listener has come in the log of one organization: it moves in the transaction of what follows from it.
CREATE TABLE "listener_cursor" (
    "organization_id" UUID NOT NULL,
    "listener" TEXT NOT NULL,
    "cursor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "listener_cursor_pkey" PRIMARY KEY ("organization_id","listener")
);
ALTER TABLE "listener_cursor" ADD CONSTRAINT "listener_cursor_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What a listener could not handle of one entity, in order, and all that came of that entity since.
CREATE TABLE "listener_failure" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "listener" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "events" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL,
    "error" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "set_aside_at" TIMESTAMPTZ(3),

    CONSTRAINT "listener_failure_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE UNIQUE INDEX "listener_failure_organization_id_listener_entity_id_key"
  ON "listener_failure"("organization_id", "listener", "entity_id");
CREATE INDEX listener_failure_due ON listener_failure (next_try_at) WHERE set_aside_at IS NULL;
ALTER TABLE "listener_failure" ADD CONSTRAINT "listener_failure_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Whoever writes one of these, the log says so. Their bodies are in prisma/functions.
CREATE FUNCTION publish_kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION publish_members() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

CREATE TRIGGER publish_created AFTER INSERT ON "app_user"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('user');
CREATE TRIGGER publish_changed AFTER UPDATE ON "app_user"
  REFERENCING OLD TABLE AS former NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('user');
CREATE TRIGGER publish_created AFTER INSERT ON "department"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('department');
CREATE TRIGGER publish_changed AFTER UPDATE ON "department"
  REFERENCING OLD TABLE AS former NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('department');
CREATE TRIGGER publish_created AFTER INSERT ON "category"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('category');
CREATE TRIGGER publish_changed AFTER UPDATE ON "category"
  REFERENCING OLD TABLE AS former NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('category');
CREATE TRIGGER publish_created AFTER INSERT ON "user_group"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('group');
CREATE TRIGGER publish_changed AFTER UPDATE ON "user_group"
  REFERENCING OLD TABLE AS former NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION publish_kept('group');
CREATE TRIGGER publish_members_added AFTER INSERT ON "group_member"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION publish_members();
CREATE TRIGGER publish_members_changed AFTER UPDATE ON "group_member"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION publish_members();
CREATE TRIGGER publish_members_removed AFTER DELETE ON "group_member"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION publish_members();
