-- A ticket that is held for a court keeps its words, whoever they are of.
ALTER TABLE "ticket" ADD COLUMN "legal_hold_at" TIMESTAMPTZ(3);
CREATE INDEX ticket_held ON ticket (organization_id, id) WHERE legal_hold_at IS NOT NULL;
