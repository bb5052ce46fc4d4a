-- Whom an organization has told of what happens. The secrets that it signs by are sealed.
CREATE TABLE "webhook" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[] NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "headers" JSONB NOT NULL DEFAULT '{}',
    "internal" BOOLEAN NOT NULL DEFAULT false,
    "secret" TEXT,
    "former_secrets" JSONB NOT NULL DEFAULT '[]',
    "since" UUID,
    "failing_since" TIMESTAMPTZ(3),
    "disabled_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- How many events of an entity a receiver was given: their numbers have no gaps.
CREATE TABLE "webhook_sequence" (
    "organization_id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "webhook_sequence_pkey" PRIMARY KEY ("organization_id","webhook_id","entity_id")
);
ALTER TABLE "webhook_sequence" ADD CONSTRAINT "webhook_sequence_organization_id_webhook_id_fkey"
  FOREIGN KEY ("organization_id", "webhook_id")
  REFERENCES "webhook"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- An event on its way to a receiver, as it was rendered once.
CREATE TABLE "webhook_delivery" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" JSONB NOT NULL DEFAULT '[]',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE INDEX webhook_delivery_newest ON webhook_delivery (organization_id, webhook_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (organization_id, webhook_id, next_attempt_at)
  WHERE status = 'pending';
CREATE INDEX webhook_delivery_turn ON webhook_delivery (organization_id, webhook_id, entity_id, sequence)
  WHERE status = 'pending';
CREATE INDEX webhook_delivery_over ON webhook_delivery (at) WHERE status <> 'pending';
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_organization_id_webhook_id_fkey"
  FOREIGN KEY ("organization_id", "webhook_id")
  REFERENCES "webhook"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE INDEX outbox_webhook ON outbox (entity_id, created_at) WHERE kind = 'webhook';
