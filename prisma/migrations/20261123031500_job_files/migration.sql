-- A file may be a visit's: the signature of whoever was visited, or a photo.
ALTER TABLE "attachment" ADD COLUMN "job_id" UUID;
ALTER TABLE "attachment" ADD COLUMN "job_part" TEXT;
ALTER TABLE "attachment" ADD CONSTRAINT attachment_is_of_one CHECK (ticket_id IS NULL OR job_id IS NULL);
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organization_id_job_id_fkey"
  FOREIGN KEY ("organization_id", "job_id") REFERENCES "job"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "attachment_organization_id_job_id_idx" ON "attachment"("organization_id", "job_id");
