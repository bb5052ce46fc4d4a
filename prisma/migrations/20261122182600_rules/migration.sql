-- What an organization has done by itself when something happens to a ticket.
CREATE TABLE "automation_rule" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "trigger" JSONB NOT NULL,
    "conditions" JSONB NOT NULL,
    "actions" JSONB NOT NULL,
    "stop_on_match" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "automation_rule_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "automation_rule" ADD CONSTRAINT "automation_rule_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX automation_rule_by_name ON automation_rule (organization_id, (left(lower(name), 40)), id) WHERE deleted_at IS NULL;
CREATE INDEX automation_rule_in_order ON automation_rule (organization_id, place, id) WHERE deleted_at IS NULL AND active;

-- One rule and one event: whether it matched, and how deep it lies in what rules have caused.
CREATE TABLE "rule_run" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "depth" INTEGER NOT NULL,
    "matched" BOOLEAN NOT NULL,
    "failed_condition" JSONB,
    "cut" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_run_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE UNIQUE INDEX "rule_run_organization_id_rule_id_event_id_key" ON "rule_run"("organization_id","rule_id","event_id");
CREATE INDEX "rule_run_organization_id_rule_id_matched_id_idx" ON "rule_run"("organization_id","rule_id","matched","id");
CREATE INDEX rule_run_of_ticket ON rule_run (organization_id, ticket_id, at) WHERE matched AND cut IS NULL;
ALTER TABLE "rule_run" ADD CONSTRAINT "rule_run_organization_id_rule_id_fkey"
  FOREIGN KEY ("organization_id", "rule_id") REFERENCES "automation_rule"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What a run has had done: a command or a message of that id; `ok` is null until it is decided.
CREATE TABLE "rule_action" (
    "organization_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "ok" BOOLEAN,
    "code" TEXT,

    CONSTRAINT "rule_action_pkey" PRIMARY KEY ("organization_id","command_id")
);
CREATE INDEX "rule_action_organization_id_run_id_n_idx" ON "rule_action"("organization_id","run_id","n");
ALTER TABLE "rule_action" ADD CONSTRAINT "rule_action_organization_id_run_id_fkey"
  FOREIGN KEY ("organization_id", "run_id") REFERENCES "rule_run"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- How a rule has fared: of actions those alone whose runs are kept no more.
CREATE TABLE "rule_figure" (
    "organization_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "runs" BIGINT NOT NULL DEFAULT 0,
    "matches" BIGINT NOT NULL DEFAULT 0,
    "successes" BIGINT NOT NULL DEFAULT 0,
    "failures" BIGINT NOT NULL DEFAULT 0,
    "spent_us" BIGINT NOT NULL DEFAULT 0,
    "last_run_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_figure_pkey" PRIMARY KEY ("organization_id","rule_id")
);
ALTER TABLE "rule_figure" ADD CONSTRAINT "rule_figure_organization_id_rule_id_fkey"
  FOREIGN KEY ("organization_id", "rule_id") REFERENCES "automation_rule"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
