-- Where a browser is told by push: of the session that asked for it, and gone with it.
CREATE TABLE "push_subscription" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE UNIQUE INDEX "push_subscription_organization_id_endpoint_key" ON "push_subscription"("organization_id", "endpoint");
CREATE INDEX "push_subscription_organization_id_user_id_idx" ON "push_subscription"("organization_id", "user_id");
CREATE INDEX "push_subscription_organization_id_session_id_idx" ON "push_subscription"("organization_id", "session_id");
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_organization_id_session_id_fkey"
  FOREIGN KEY ("organization_id", "session_id")
  REFERENCES "session"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- Letters of these channels are looked up as mails are.
CREATE INDEX outbox_push_or_sms ON outbox (kind, organization_id, cursor)
  WHERE kind IN ('push', 'sms') AND done_at IS NULL;
CREATE INDEX outbox_tried_push_or_sms ON outbox (kind, organization_id, id)
  WHERE kind IN ('push', 'sms') AND done_at IS NULL AND attempts > 0;
