-- Whether amount, reason and comments are for this reader, as src/domain/access/approvals.ts says it: for who asked, for
-- approvers who are or were asked, and for moderators. It writes nothing.
CREATE OR REPLACE FUNCTION may_read_approval(p_reader app_user, p_approval approval) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT p_reader.roles && ARRAY['moderator', 'admin'] OR p_reader.id = p_approval.requested_by_id
    OR ('approver' = ANY (p_reader.roles) AND p_reader.id = ANY (p_approval.decider_ids))
$$;
