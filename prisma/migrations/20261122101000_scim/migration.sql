-- What a directory of people comes in by: its hash alone is kept. One that was taken back stays, because the audit names it.
CREATE TABLE "scim_token" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "scim_token_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE UNIQUE INDEX "scim_token_hash_key" ON "scim_token"("hash");
ALTER TABLE "scim_token" ADD CONSTRAINT "scim_token_organization_id_created_by_id_fkey"
  FOREIGN KEY ("organization_id", "created_by_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Who somebody is to the organization's directory, and what came to them by it.
CREATE TABLE "scim_user" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "external_id" TEXT,
    "user_name" TEXT NOT NULL,
    "said" JSONB NOT NULL DEFAULT '{}',
    "granted_roles" TEXT[] NOT NULL DEFAULT '{}',
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "unlinked_at" TIMESTAMPTZ(3),

    CONSTRAINT "scim_user_pkey" PRIMARY KEY ("organization_id","user_id")
);
CREATE INDEX scim_user_by_name ON scim_user (organization_id, lower(user_name));
CREATE INDEX scim_user_by_external_id ON scim_user (organization_id, external_id);
ALTER TABLE "scim_user" ADD CONSTRAINT "scim_user_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The same of a group.
CREATE TABLE "scim_group" (
    "organization_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "external_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scim_group_pkey" PRIMARY KEY ("organization_id","group_id")
);
CREATE INDEX scim_group_by_external_id ON scim_group (organization_id, external_id);
ALTER TABLE "scim_group" ADD CONSTRAINT "scim_group_organization_id_group_id_fkey"
  FOREIGN KEY ("organization_id", "group_id")
  REFERENCES "user_group"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
