-- Whoever was erased never comes back.
ALTER TABLE "app_user" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
UPDATE app_user SET erased_at = deleted_at, roles = '{}' WHERE email = 'erased-' || id || '@erased.invalid';

-- Whom a message of the system is about: the name is put in when it is read, as it is then.
ALTER TABLE "message" ADD COLUMN "subject_id" UUID;
ALTER TABLE "message" ADD CONSTRAINT "message_organization_id_subject_id_fkey"
  FOREIGN KEY ("organization_id", "subject_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
