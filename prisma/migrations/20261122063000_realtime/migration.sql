-- A token that opens one socket: of a session, for half a minute.
CREATE TABLE "realtime_token" (
    "hash" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "realtime_token_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "realtime_token_expires_at_idx" ON "realtime_token"("expires_at");
CREATE INDEX "realtime_token_organization_id_session_id_idx" ON "realtime_token"("organization_id", "session_id");
ALTER TABLE "realtime_token" ADD CONSTRAINT "realtime_token_organization_id_session_id_fkey"
  FOREIGN KEY ("organization_id", "session_id")
  REFERENCES "session"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- The last of the events that are kept no more: whoever asks for what came after an earlier one has missed some.
ALTER TABLE "stream_head" ADD COLUMN "expired_to" BIGINT NOT NULL DEFAULT 0;

-- Their bodies are in prisma/functions.
CREATE FUNCTION stream_expired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION session_ended() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE FUNCTION account_closed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

CREATE TRIGGER stream_expired AFTER DELETE ON "stream_event"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION stream_expired();
CREATE TRIGGER session_ended AFTER UPDATE OF "revoked_at" ON "session" FOR EACH ROW
  WHEN (OLD."revoked_at" IS NULL AND NEW."revoked_at" IS NOT NULL) EXECUTE FUNCTION session_ended();
CREATE TRIGGER account_closed AFTER UPDATE OF "status", "helpdesk_authorized", "deleted_at" ON "app_user" FOR EACH ROW
  WHEN ((OLD."status" = 'active' AND OLD."helpdesk_authorized" AND OLD."deleted_at" IS NULL)
    AND NOT (NEW."status" = 'active' AND NEW."helpdesk_authorized" AND NEW."deleted_at" IS NULL))
  EXECUTE FUNCTION account_closed();
