-- How far a run of a retention policy is: where it goes on, and what it has done.
CREATE TABLE "retention_run" (
    "organization_id" UUID NOT NULL,
    "operation_id" UUID NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("organization_id", "operation_id")
);
ALTER TABLE "retention_run" ADD CONSTRAINT "retention_run_organization_id_operation_id_fkey"
  FOREIGN KEY ("organization_id", "operation_id")
  REFERENCES "operation"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
CREATE UNIQUE INDEX operation_one_retention ON operation (organization_id, (input->>'policyId'))
  WHERE kind = 'retention_run' AND ended_at IS NULL AND NOT (input->>'isDryRun')::boolean;

-- What was written down before it went: a file of a run, named before there is any of it.
CREATE TABLE "retention_archive" (
    "organization_id" UUID NOT NULL,
    "operation_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "policy_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "records" INTEGER,
    "size" BIGINT,
    "sha256" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retention_archive_pkey" PRIMARY KEY ("organization_id", "operation_id", "part")
);
ALTER TABLE "retention_archive" ADD CONSTRAINT "retention_archive_organization_id_policy_id_fkey"
  FOREIGN KEY ("organization_id", "policy_id")
  REFERENCES "retention_policy"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX retention_archive_of_policy ON retention_archive (organization_id, policy_id, at);
CREATE INDEX retention_archive_unfinished ON retention_archive (at) WHERE records IS NULL;

-- Bytes that no row names any more, until they are removed.
CREATE TABLE "discarded_file" (
    "organization_id" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discarded_file_pkey" PRIMARY KEY ("organization_id", "place", "key")
);
ALTER TABLE "discarded_file" ADD CONSTRAINT "discarded_file_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX discarded_file_by_age ON discarded_file (at);

-- At which of its events a ticket was anonymized, by the kind of policy: what has come since is not.
ALTER TABLE "ticket" ADD COLUMN "anonymized" JSONB NOT NULL DEFAULT '{}';
CREATE INDEX ticket_over ON ticket (organization_id, updated_at, id)
  WHERE parent_id IS NULL AND deleted_at IS NULL AND status IN ('rejected', 'closed', 'withdrawn');
CREATE INDEX ticket_draft_gone ON ticket (organization_id, updated_at, id)
  WHERE parent_id IS NULL AND deleted_at IS NOT NULL AND status = 'draft';

-- Up to where the chain of the audit was cut off: at one of its signed heads.
CREATE TABLE "audit_cut" (
    "organization_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_cut_pkey" PRIMARY KEY ("organization_id")
);
ALTER TABLE "audit_cut" ADD CONSTRAINT "audit_cut_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE FUNCTION audit_cut_follows() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER audit_cut_moved BEFORE INSERT OR UPDATE OR DELETE ON audit_cut
  FOR EACH ROW EXECUTE FUNCTION audit_cut_follows();
CREATE TRIGGER audit_cut_emptied BEFORE TRUNCATE ON audit_cut
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
