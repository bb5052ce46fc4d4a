-- What became of each notification by mail, and of those that were suppressed: kept longer than the outbox.
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "delivery_organization_id_ticket_id_idx" ON "delivery"("organization_id", "ticket_id");
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
