CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The lists of requests and approvals, each part of them in its order.
CREATE INDEX "request_organization_id_at_id_idx" ON "request"("organization_id", "at", "id");
CREATE INDEX "approval_organization_id_requested_by_id_at_id_idx"
  ON "approval"("organization_id", "requested_by_id", "at", "id");
-- What waits for one of many approvers is little beside what they have decided.
CREATE INDEX approval_pending ON approval USING gin (decider_ids) WHERE status = 'pending';

-- Colleagues: all, those of a department, and by a part of the name.
CREATE INDEX app_user_entitled ON app_user (organization_id, id)
  WHERE status = 'active' AND helpdesk_authorized AND deleted_at IS NULL;
CREATE INDEX app_user_entitled_department ON app_user (organization_id, department_id, id)
  WHERE status = 'active' AND helpdesk_authorized AND deleted_at IS NULL;
CREATE INDEX app_user_name ON app_user USING gin (organization_id, (first_name || ' ' || last_name) gin_trgm_ops);

-- What is overdue is looked for in turn by organization.
DROP INDEX ticket_overdue;
CREATE INDEX ticket_overdue ON ticket (organization_id, next_due_at) WHERE next_due_at IS NOT NULL AND deleted_at IS NULL;
