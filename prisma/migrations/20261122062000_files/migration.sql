-- How a file comes in, what becomes of it, and until when it is kept unused.
ALTER TABLE "attachment"
  ADD COLUMN "incoming_key" TEXT,
  ADD COLUMN "received_at" TIMESTAMPTZ(3),
  ADD COLUMN "retry_token_hash" TEXT,
  ADD COLUMN "expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "settled_at" TIMESTAMPTZ(3),
  ADD COLUMN "web_storage_key" TEXT,
  ADD COLUMN "web_size" BIGINT,
  ADD COLUMN "web_content_type" TEXT,
  ADD COLUMN "duration_ms" INTEGER;

-- What an uploader has is added up for the quota.
CREATE INDEX "attachment_organization_id_uploaded_by_id_idx" ON "attachment"("organization_id", "uploaded_by_id");
-- These serve the sweep of unused files, and who looks for bytes that go past this server.
CREATE INDEX attachment_unused ON attachment (expires_at) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX attachment_unsettled ON attachment (status, created_at)
  WHERE status IN ('uploading', 'processing') AND deleted_at IS NULL;
