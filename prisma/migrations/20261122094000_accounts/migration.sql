-- Whether it was proved that the mails of an account reach its owner, and what was said to a registration that was rejected.
-- Accounts that an admin made are the admin's word.
ALTER TABLE "app_user" ADD COLUMN "email_verified_at" TIMESTAMPTZ(3), ADD COLUMN "decision_reason" TEXT;
UPDATE "app_user" SET "email_verified_at" = "created_at" WHERE "status" IN ('active', 'inactive');

-- What is given to the owner of an account, once and for a while: a link to set a password, the end of a sign-in elsewhere.
CREATE TABLE "account_token" (
    "hash" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "challenge" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_token_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "account_token_expires_at_idx" ON "account_token"("expires_at");
CREATE INDEX "account_token_organization_id_user_id_idx" ON "account_token"("organization_id", "user_id");
ALTER TABLE "account_token" ADD CONSTRAINT "account_token_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A second factor: it counts from its confirmation, and each of its steps once.
CREATE TABLE "totp" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "totp_pkey" PRIMARY KEY ("organization_id", "user_id")
);
ALTER TABLE "totp" ADD CONSTRAINT "totp_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "recovery_code" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("organization_id", "user_id", "hash")
);
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "totp"("organization_id", "user_id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- Who an account is to a provider of OpenID Connect.
CREATE TABLE "identity" (
    "organization_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("organization_id", "issuer", "subject")
);
CREATE UNIQUE INDEX "identity_organization_id_user_id_issuer_key" ON "identity"("organization_id", "user_id", "issuer");
ALTER TABLE "identity" ADD CONSTRAINT "identity_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
