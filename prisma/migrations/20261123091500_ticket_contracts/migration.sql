-- The contract that a ticket was filed by; null where nothing was sold, and of those that were filed before this was kept.
ALTER TABLE "ticket" ADD COLUMN "contract_id" UUID;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_organization_id_contract_id_fkey"
  FOREIGN KEY ("organization_id", "contract_id") REFERENCES "contract"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
