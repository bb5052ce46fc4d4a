-- What people ask the assistant and what it says to them; the words go with their person. A ticket that is filed from a conversation has
-- the id that the conversation was given at its beginning: filed twice it is one.
CREATE TABLE "chatbot_conversation" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "ticket_key" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "anonymized_at" TIMESTAMPTZ(3),

    CONSTRAINT "chatbot_conversation_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE TABLE "chatbot_message" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "reply" TEXT,
    "source" TEXT,
    "handover" BOOLEAN NOT NULL DEFAULT false,
    "citations" JSONB NOT NULL DEFAULT '[]',
    "sources" JSONB NOT NULL DEFAULT '[]',
    "draft" JSONB,
    "helpful" BOOLEAN,
    "comment" TEXT,

    CONSTRAINT "chatbot_message_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE TABLE "chatbot_budget" (
    "organization_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "tokens" BIGINT NOT NULL,

    CONSTRAINT "chatbot_budget_pkey" PRIMARY KEY ("organization_id","day")
);
ALTER TABLE "chatbot_conversation" ADD CONSTRAINT "chatbot_conversation_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "chatbot_message" ADD CONSTRAINT "chatbot_message_organization_id_conversation_id_fkey"
  FOREIGN KEY ("organization_id", "conversation_id") REFERENCES "chatbot_conversation"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "chatbot_budget" ADD CONSTRAINT "chatbot_budget_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "chatbot_conversation_organization_id_user_id_id_idx" ON "chatbot_conversation"("organization_id", "user_id", "id");
CREATE INDEX "chatbot_conversation_organization_id_updated_at_id_idx" ON "chatbot_conversation"("organization_id", "updated_at", "id");
CREATE INDEX "chatbot_message_organization_id_conversation_id_id_idx" ON "chatbot_message"("organization_id", "conversation_id", "id");
CREATE INDEX chatbot_budget_day ON chatbot_budget (day);
