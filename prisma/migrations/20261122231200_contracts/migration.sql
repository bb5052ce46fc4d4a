-- How a customer pays: a token of the payment provider, never a card.
CREATE TABLE "payment_method" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_method_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_organization_id_customer_id_fkey"
  FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customer"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "payment_method_organization_id_customer_id_idx" ON "payment_method"("organization_id", "customer_id");

-- What a customer has bought, and where its periods and payments stand.
CREATE TABLE "contract" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "payment_method_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "next_due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "contract" ADD CONSTRAINT "contract_organization_id_customer_id_fkey"
  FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customer"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "contract" ADD CONSTRAINT "contract_organization_id_payment_method_id_fkey"
  FOREIGN KEY ("organization_id", "payment_method_id") REFERENCES "payment_method"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "contract_organization_id_customer_id_id_idx" ON "contract"("organization_id", "customer_id", "id");
CREATE INDEX contract_due ON contract (next_due_at) WHERE next_due_at IS NOT NULL;

-- Numbers without gaps: whoever takes one holds the row until the invoice is committed.
CREATE TABLE "invoice_counter" (
    "organization_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "invoice_counter_pkey" PRIMARY KEY ("organization_id","series")
);
ALTER TABLE "invoice_counter" ADD CONSTRAINT "invoice_counter_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What was billed, or credited. Only how it stands changes.
CREATE TABLE "invoice" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "bill" JSONB NOT NULL,
    "recipient" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organization_id_contract_id_fkey"
  FOREIGN KEY ("organization_id", "contract_id") REFERENCES "contract"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_organization_id_customer_id_fkey"
  FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customer"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "invoice_organization_id_contract_id_reason_key" ON "invoice"("organization_id", "contract_id", "reason");
CREATE UNIQUE INDEX "invoice_organization_id_number_key" ON "invoice"("organization_id", "number");
CREATE INDEX "invoice_organization_id_customer_id_id_idx" ON "invoice"("organization_id", "customer_id", "id");

-- An attempt to have an invoice paid, or a part of a credit note paid back. Its id is its key at the provider.
CREATE TABLE "payment" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "payment_method_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "refunds" UUID,
    "reference" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "tried_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "payment" ADD CONSTRAINT "payment_organization_id_invoice_id_fkey"
  FOREIGN KEY ("organization_id", "invoice_id") REFERENCES "invoice"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "payment" ADD CONSTRAINT "payment_organization_id_payment_method_id_fkey"
  FOREIGN KEY ("organization_id", "payment_method_id") REFERENCES "payment_method"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "payment_organization_id_invoice_id_attempt_key" ON "payment"("organization_id", "invoice_id", "attempt");
CREATE INDEX "payment_organization_id_contract_id_idx" ON "payment"("organization_id", "contract_id");

-- What the sandbox remembers of what it was asked for: it is a provider for trying things out, and moves no money.
CREATE TABLE "sandbox_payment" (
    "organization_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_payment_pkey" PRIMARY KEY ("organization_id","key")
);
ALTER TABLE "sandbox_payment" ADD CONSTRAINT "sandbox_payment_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE INDEX outbox_contract ON outbox (entity_id, created_at) WHERE kind = 'contract';
