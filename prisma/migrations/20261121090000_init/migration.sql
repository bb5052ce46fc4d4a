-- Everything but the SQL functions, whose text stands in prisma/functions, one file each. They are created
-- after the migrations and in the same transaction.

-- The search configuration folds accents.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE TEXT SEARCH CONFIGURATION perdure (COPY = english);
ALTER TEXT SEARCH CONFIGURATION perdure
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

-- Tables
CREATE TABLE "sql_function" (
    "name" TEXT NOT NULL,
    "checksum" TEXT NOT NULL,

    CONSTRAINT "sql_function_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT,
    "ticket_id" UUID,
    "digest" BYTEA NOT NULL,
    "detail_digest" BYTEA NOT NULL,
    "seq" BIGINT,
    "prev" BYTEA,
    "hash" BYTEA,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "audit_detail" (
    "audit_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "before" JSONB,
    "after" JSONB,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "audit_detail_pkey" PRIMARY KEY ("audit_id")
);

CREATE TABLE "audit_signed_head" (
    "organization_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "jws" TEXT NOT NULL,

    CONSTRAINT "audit_signed_head_pkey" PRIMARY KEY ("organization_id","day")
);

CREATE TABLE "audit_head" (
    "organization_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "broken_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("organization_id")
);

CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "domain" TEXT,
    "subscription_tier" TEXT NOT NULL DEFAULT 'standard',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "category" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "department_id" UUID NOT NULL,
    "parent_id" UUID,
    "group_id" UUID,
    "assignment" JSONB NOT NULL DEFAULT '{"mode":"manual"}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "category_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "sla_template" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "due_delta" TEXT NOT NULL,
    "first_response_delta" TEXT,
    "calendar_id" UUID,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "sla_template_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "notification" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "ticket_id" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',
    "dedupe_key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("organization_id","user_id","id")
);

CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "cursor" BIGINT,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "entity_id" UUID,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "stream_event" (
    "id" UUID NOT NULL,
    "cursor" BIGINT,
    "organization_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "rooms" TEXT[],
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stream_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "stream_head" (
    "id" INTEGER NOT NULL,
    "cursor" BIGINT NOT NULL,
    "numbered_to" UUID NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stream_head_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "worker_beat" (
    "id" UUID NOT NULL,
    "task_queue" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_beat_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "dev_mail" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dev_mail_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "app_user" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "employee_code" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "password_hash" TEXT,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "phone" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "language" TEXT NOT NULL DEFAULT 'en',
    "availability" TEXT NOT NULL DEFAULT 'available',
    "notification_choices" JSONB NOT NULL DEFAULT '{}',
    "roles" TEXT[],
    "status" TEXT NOT NULL DEFAULT 'pending',
    "helpdesk_authorized" BOOLEAN NOT NULL DEFAULT false,
    "department_id" UUID,
    "avatar_id" UUID,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "tier" TEXT,
    "max_concurrent_tickets" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "user_permission" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "permission" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "granted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_permission_pkey" PRIMARY KEY ("organization_id","user_id","permission")
);

CREATE TABLE "session" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "ip" TEXT,
    "network" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "refresh_token" (
    "hash" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("hash")
);

CREATE TABLE "department" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "head_id" UUID,
    "handles_finance" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "department_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "user_group" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_group_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "group_member" (
    "organization_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("organization_id","group_id","user_id")
);

CREATE TABLE "command_inbox" (
    "id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "origin" JSONB NOT NULL DEFAULT '{}',
    "payload" JSONB NOT NULL,
    "texts" JSONB NOT NULL DEFAULT '{}',
    "if_match" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "deferred_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "command_inbox_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "idempotency" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" TEXT,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("organization_id","user_id","key")
);

CREATE UNLOGGED TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "sign_in_attempt" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "locks" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "ticket" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "parent_id" UUID,
    "child_number" INTEGER,
    "department_id" UUID,
    "category_id" UUID,
    "group_id" UUID,
    "requester_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "customer_id" UUID,
    "assignee_id" UUID,
    "team_member_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "custom_fields" JSONB NOT NULL DEFAULT '{}',
    "texts" JSONB NOT NULL DEFAULT '{}',
    "channel" TEXT NOT NULL DEFAULT 'web',
    "source" TEXT,
    "state" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "breached" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3),
    "next_due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "ticket_search" (
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "search" tsvector NOT NULL,

    CONSTRAINT "ticket_search_pkey" PRIMARY KEY ("organization_id","ticket_id")
);

CREATE TABLE "ticket_event" (
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "internal" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "texts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("organization_id","ticket_id","seq")
);

CREATE TABLE "participant" (
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "history_from" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("organization_id","ticket_id","user_id")
);

CREATE TABLE "message" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'message',
    "visibility" TEXT NOT NULL DEFAULT 'public',
    "author_id" UUID,
    "body" TEXT NOT NULL,
    "mentions" UUID[] DEFAULT ARRAY[]::UUID[],
    "client_id" TEXT,
    "flag" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "message_read" (
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_read_pkey" PRIMARY KEY ("organization_id","ticket_id","user_id")
);

CREATE TABLE "attachment" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID,
    "message_id" UUID,
    "event_seq" INTEGER,
    "uploaded_by_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "content_type" TEXT NOT NULL,
    "sha256" TEXT,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "progress" INTEGER,
    "variants" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "storage_key" TEXT,
    "download_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "request" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "by_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "content" JSONB NOT NULL DEFAULT '{}',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_pkey" PRIMARY KEY ("organization_id","id")
);

CREATE TABLE "approval" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT NOT NULL,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "steps" JSONB NOT NULL,
    "decider_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "requested_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_pkey" PRIMARY KEY ("organization_id","id")
);

-- Indexes that the schema names
CREATE INDEX "audit_entry_organization_id_action_seq_idx" ON "audit_entry"("organization_id", "action", "seq");
CREATE INDEX "audit_entry_organization_id_entity_entity_id_idx"
  ON "audit_entry"("organization_id", "entity", "entity_id");
CREATE INDEX "audit_entry_organization_id_ticket_id_idx" ON "audit_entry"("organization_id", "ticket_id");
CREATE UNIQUE INDEX "audit_entry_organization_id_seq_key" ON "audit_entry"("organization_id", "seq");
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");
CREATE UNIQUE INDEX "category_organization_id_code_key" ON "category"("organization_id", "code");
CREATE INDEX "notification_organization_id_ticket_id_idx" ON "notification"("organization_id", "ticket_id");
CREATE UNIQUE INDEX "notification_organization_id_user_id_dedupe_key_key"
  ON "notification"("organization_id", "user_id", "dedupe_key");
CREATE UNIQUE INDEX "outbox_cursor_key" ON "outbox"("cursor");
CREATE UNIQUE INDEX "stream_event_cursor_key" ON "stream_event"("cursor");
CREATE INDEX "app_user_email_idx" ON "app_user"("email");
CREATE INDEX "app_user_employee_code_idx" ON "app_user"("employee_code");
CREATE INDEX "app_user_organization_id_department_id_idx" ON "app_user"("organization_id", "department_id");
CREATE INDEX "app_user_organization_id_status_id_idx" ON "app_user"("organization_id", "status", "id");
CREATE INDEX "app_user_roles_idx" ON "app_user" USING GIN ("roles");
CREATE UNIQUE INDEX "app_user_organization_id_email_key" ON "app_user"("organization_id", "email");
CREATE UNIQUE INDEX "app_user_organization_id_employee_code_key"
  ON "app_user"("organization_id", "employee_code");
CREATE INDEX "session_organization_id_user_id_idx" ON "session"("organization_id", "user_id");
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");
CREATE INDEX "refresh_token_expires_at_idx" ON "refresh_token"("expires_at");
CREATE INDEX "refresh_token_organization_id_session_id_idx"
  ON "refresh_token"("organization_id", "session_id");
CREATE INDEX "department_organization_id_head_id_idx" ON "department"("organization_id", "head_id");
CREATE UNIQUE INDEX "department_organization_id_code_key" ON "department"("organization_id", "code");
CREATE INDEX "group_member_organization_id_user_id_idx" ON "group_member"("organization_id", "user_id");
CREATE INDEX "command_inbox_organization_id_ticket_id_created_at_idx"
  ON "command_inbox"("organization_id", "ticket_id", "created_at");
CREATE INDEX "idempotency_expires_at_idx" ON "idempotency"("expires_at");
CREATE INDEX "sign_in_attempt_since_idx" ON "sign_in_attempt"("since");
CREATE UNIQUE INDEX "ticket_organization_id_number_key" ON "ticket"("organization_id", "number");
CREATE UNIQUE INDEX "ticket_event_organization_id_ticket_id_command_id_key"
  ON "ticket_event"("organization_id", "ticket_id", "command_id");
CREATE INDEX "participant_organization_id_user_id_ticket_id_idx"
  ON "participant"("organization_id", "user_id", "ticket_id");
CREATE INDEX "message_organization_id_ticket_id_version_id_idx"
  ON "message"("organization_id", "ticket_id", "version", "id");
CREATE UNIQUE INDEX "message_organization_id_ticket_id_author_id_client_id_key"
  ON "message"("organization_id", "ticket_id", "author_id", "client_id");
CREATE INDEX "attachment_organization_id_ticket_id_idx" ON "attachment"("organization_id", "ticket_id");
CREATE INDEX "attachment_organization_id_message_id_idx" ON "attachment"("organization_id", "message_id");
CREATE INDEX "request_organization_id_by_id_at_id_idx"
  ON "request"("organization_id", "by_id", "at", "id");
CREATE INDEX "request_organization_id_status_at_id_idx"
  ON "request"("organization_id", "status", "at", "id");
CREATE INDEX "request_organization_id_ticket_id_idx" ON "request"("organization_id", "ticket_id");
CREATE INDEX "approval_organization_id_at_id_idx" ON "approval"("organization_id", "at", "id");
CREATE INDEX "approval_decider_ids_idx" ON "approval" USING GIN ("decider_ids");
CREATE UNIQUE INDEX "approval_organization_id_ticket_id_n_key"
  ON "approval"("organization_id", "ticket_id", "n");

-- Foreign keys
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_detail" ADD CONSTRAINT "audit_detail_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_signed_head" ADD CONSTRAINT "audit_signed_head_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "category" ADD CONSTRAINT "category_organization_id_department_id_fkey"
  FOREIGN KEY ("organization_id", "department_id")
  REFERENCES "department"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "category" ADD CONSTRAINT "category_organization_id_parent_id_fkey"
  FOREIGN KEY ("organization_id", "parent_id")
  REFERENCES "category"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "category" ADD CONSTRAINT "category_organization_id_group_id_fkey"
  FOREIGN KEY ("organization_id", "group_id")
  REFERENCES "user_group"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sla_template" ADD CONSTRAINT "sla_template_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notification" ADD CONSTRAINT "notification_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notification" ADD CONSTRAINT "notification_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "stream_event" ADD CONSTRAINT "stream_event_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "dev_mail" ADD CONSTRAINT "dev_mail_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_organization_id_department_id_fkey"
  FOREIGN KEY ("organization_id", "department_id")
  REFERENCES "department"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "user_permission" ADD CONSTRAINT "user_permission_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "session" ADD CONSTRAINT "session_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_organization_id_session_id_fkey"
  FOREIGN KEY ("organization_id", "session_id")
  REFERENCES "session"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department" ADD CONSTRAINT "department_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "department" ADD CONSTRAINT "department_organization_id_head_id_fkey"
  FOREIGN KEY ("organization_id", "head_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "user_group" ADD CONSTRAINT "user_group_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_organization_id_group_id_fkey"
  FOREIGN KEY ("organization_id", "group_id")
  REFERENCES "user_group"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "command_inbox" ADD CONSTRAINT "command_inbox_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_parent_id_fkey"
  FOREIGN KEY ("organization_id", "parent_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_department_id_fkey"
  FOREIGN KEY ("organization_id", "department_id")
  REFERENCES "department"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_category_id_fkey"
  FOREIGN KEY ("organization_id", "category_id")
  REFERENCES "category"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_group_id_fkey"
  FOREIGN KEY ("organization_id", "group_id")
  REFERENCES "user_group"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_requester_id_fkey"
  FOREIGN KEY ("organization_id", "requester_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_created_by_id_fkey"
  FOREIGN KEY ("organization_id", "created_by_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_assignee_id_fkey"
  FOREIGN KEY ("organization_id", "assignee_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket_search" ADD CONSTRAINT "ticket_search_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "participant" ADD CONSTRAINT "participant_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "participant" ADD CONSTRAINT "participant_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "message" ADD CONSTRAINT "message_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "message" ADD CONSTRAINT "message_organization_id_author_id_fkey"
  FOREIGN KEY ("organization_id", "author_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "message_read" ADD CONSTRAINT "message_read_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "message_read" ADD CONSTRAINT "message_read_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organization_id_message_id_fkey"
  FOREIGN KEY ("organization_id", "message_id")
  REFERENCES "message"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organization_id_uploaded_by_id_fkey"
  FOREIGN KEY ("organization_id", "uploaded_by_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "request" ADD CONSTRAINT "request_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "request" ADD CONSTRAINT "request_organization_id_by_id_fkey"
  FOREIGN KEY ("organization_id", "by_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "request" ADD CONSTRAINT "request_organization_id_decided_by_id_fkey"
  FOREIGN KEY ("organization_id", "decided_by_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "approval" ADD CONSTRAINT "approval_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "approval" ADD CONSTRAINT "approval_organization_id_requested_by_id_fkey"
  FOREIGN KEY ("organization_id", "requested_by_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- From here on stands what the schema cannot say. Workflow ids begin with the slug: with a `/` in it, those of two
-- organizations could meet.
ALTER TABLE organization ADD CONSTRAINT organization_slug_check
  CHECK (slug ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$' AND length(slug) <= 63);

-- These indexes are partial, or over an expression.
-- Every command on what is in progress, and every page with such a ticket, asks who the approvers are.
CREATE INDEX app_user_approver ON app_user (organization_id, id)
  WHERE roles @> ARRAY['approver'] AND status = 'active' AND helpdesk_authorized AND deleted_at IS NULL;
CREATE UNIQUE INDEX category_code_live ON category (organization_id, code) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX sla_template_default ON sla_template (organization_id, priority)
  WHERE is_default AND deleted_at IS NULL;

-- These serve what the sequencer has not numbered yet, what the outbox still owes, and readers of the stream.
CREATE INDEX stream_event_unnumbered ON stream_event (id) WHERE cursor IS NULL;
CREATE INDEX outbox_unnumbered ON outbox (id) WHERE cursor IS NULL;
CREATE INDEX outbox_due ON outbox (kind, due_at, id) WHERE done_at IS NULL;
CREATE INDEX outbox_signal ON outbox (entity_id, created_at) WHERE kind = 'signal';
CREATE INDEX outbox_overdue ON outbox (created_at) WHERE kind = 'signal' AND payload ? 'overdue';
CREATE INDEX audit_entry_unchained ON audit_entry (organization_id, id) WHERE seq IS NULL;
CREATE INDEX stream_event_reader ON stream_event (organization_id, cursor);

-- The inbox is read for what is pending, or was deferred.
CREATE INDEX command_pending ON command_inbox (created_at) WHERE status = 'pending';
CREATE INDEX command_deferred ON command_inbox (organization_id, ticket_id)
  WHERE status = 'pending' AND deferred_at IS NOT NULL;

-- The sweep of what has been kept for its time.
CREATE INDEX command_decided ON command_inbox (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX notification_read ON notification (read_at) WHERE read_at IS NOT NULL;

-- The ticket list has one index for each filter; all of them end in the cursor.
CREATE INDEX ticket_by_age ON ticket (organization_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_update ON ticket (organization_id, updated_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_status ON ticket (organization_id, status, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_priority ON ticket
  (organization_id, (array_position(ARRAY['low', 'normal', 'high', 'urgent'], priority)), id)
  WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_department ON ticket (organization_id, department_id, status, id DESC)
  WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_department_age ON ticket (organization_id, department_id, id DESC)
  WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_group ON ticket (organization_id, group_id, status, id DESC)
  WHERE deleted_at IS NULL AND group_id IS NOT NULL;
CREATE INDEX ticket_by_group_age ON ticket (organization_id, group_id, id DESC)
  WHERE deleted_at IS NULL AND group_id IS NOT NULL;
CREATE INDEX ticket_by_category ON ticket (organization_id, category_id, id DESC)
  WHERE deleted_at IS NULL AND category_id IS NOT NULL;
CREATE INDEX ticket_sub_tickets ON ticket (organization_id, id DESC)
  WHERE deleted_at IS NULL AND type = 'sub_ticket';
CREATE INDEX ticket_by_assignee ON ticket (organization_id, assignee_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_requester ON ticket (organization_id, requester_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_parent ON ticket (organization_id, parent_id, child_number)
  WHERE parent_id IS NOT NULL;
CREATE INDEX ticket_by_due ON ticket (organization_id, (coalesce(due_at, 'infinity'::timestamptz)), id)
  WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_due_downwards ON ticket (organization_id, (coalesce(due_at, '-infinity'::timestamptz)), id)
  WHERE deleted_at IS NULL;
CREATE INDEX ticket_breached ON ticket (organization_id, id DESC) WHERE deleted_at IS NULL AND breached;
CREATE INDEX ticket_by_tag ON ticket USING gin (organization_id, tags);
CREATE INDEX ticket_by_team_member ON ticket USING gin (organization_id, team_member_ids)
  WHERE team_member_ids <> '{}';
CREATE INDEX ticket_review_queue ON ticket (organization_id, (coalesce(due_at, 'infinity'::timestamptz)), id)
  WHERE deleted_at IS NULL AND status IN ('submitted', 'needs_clarification');
CREATE INDEX ticket_overdue ON ticket (next_due_at) WHERE next_due_at IS NOT NULL AND deleted_at IS NULL;

-- The other lists, and the search in tickets and in messages.
CREATE INDEX ticket_search_words ON ticket_search USING gin (organization_id, search);
-- Without statistics the planner always goes by this index: a scan would unfold every long description.
ALTER TABLE ticket_search ALTER COLUMN search SET STATISTICS 0;
CREATE INDEX message_search ON message
  USING gin (organization_id, to_tsvector('perdure'::regconfig, left(body, 100000)))
  WHERE kind = 'message';

-- A trigger needs its function. Until the file in prisma/functions gives it its body, it refuses.
CREATE FUNCTION on_organization_created() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
CREATE FUNCTION audit_detail_is_kept() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
CREATE FUNCTION audit_head_follows() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;

CREATE FUNCTION index_ticket_words() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;
CREATE FUNCTION hold_facts() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the SQL functions are missing: run npm run migrate'; END $$;

CREATE TRIGGER organization_created AFTER INSERT ON organization
  FOR EACH ROW EXECUTE FUNCTION on_organization_created();

-- A command changes neither of these columns, and so writes no word again.
CREATE TRIGGER ticket_words AFTER INSERT OR UPDATE OF title, description ON ticket
  FOR EACH ROW EXECUTE FUNCTION index_ticket_words();

-- The application has no right to any of this; these guard the audit from slips of those who have.
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_detail_deleted BEFORE DELETE ON audit_detail
  FOR EACH ROW EXECUTE FUNCTION audit_detail_is_kept();
CREATE TRIGGER audit_detail_changed BEFORE UPDATE ON audit_detail
  FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_head_moved BEFORE INSERT OR UPDATE OR DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION audit_head_follows();
CREATE TRIGGER audit_signed_head_changed BEFORE UPDATE OR DELETE ON audit_signed_head
  FOR EACH ROW EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_entry_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_detail_emptied BEFORE TRUNCATE ON audit_detail
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_head_emptied BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_signed_head_emptied BEFORE TRUNCATE ON audit_signed_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();

-- Whatever changes a fact that commands are decided on waits for those that have read it.
CREATE TRIGGER organization_facts BEFORE UPDATE OF settings ON organization
  FOR EACH ROW EXECUTE FUNCTION hold_facts();
CREATE TRIGGER app_user_facts
  BEFORE UPDATE OF roles, status, helpdesk_authorized, department_id, deleted_at ON app_user
  FOR EACH ROW EXECUTE FUNCTION hold_facts();
CREATE TRIGGER user_permission_facts BEFORE INSERT OR UPDATE OR DELETE ON user_permission
  FOR EACH ROW EXECUTE FUNCTION hold_facts();
CREATE TRIGGER group_member_facts BEFORE INSERT OR UPDATE OR DELETE ON group_member
  FOR EACH ROW EXECUTE FUNCTION hold_facts();
CREATE TRIGGER department_facts BEFORE UPDATE OR DELETE ON department
  FOR EACH ROW EXECUTE FUNCTION hold_facts();
CREATE TRIGGER category_facts BEFORE UPDATE OR DELETE ON category
  FOR EACH ROW EXECUTE FUNCTION hold_facts();
CREATE TRIGGER sla_template_facts BEFORE INSERT OR UPDATE OR DELETE ON sla_template
  FOR EACH ROW EXECUTE FUNCTION hold_facts();

-- The one row that counts cursors and keeps a second sequencer away.
INSERT INTO stream_head (id, cursor, numbered_to, looked_at)
  VALUES (1, 0, '00000000-0000-0000-0000-000000000000', '1970-01-01Z');
