-- Reads how much somebody has to do, and what bounds it: their own limit, and that of a category. It writes nothing.
CREATE OR REPLACE FUNCTION load_facts(p_org uuid, p_user uuid, p_category uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'open', (
      SELECT count(*) FROM ticket t
      WHERE t.organization_id = p_org AND t.assignee_id = u.id AND t.deleted_at IS NULL
        AND t.status IN ('assigned', 'in_progress', 'awaiting_approval', 'reopened')),
    'maxConcurrentTickets', u.max_concurrent_tickets,
    'maxPerAgent', (
      SELECT c.routing->'maxPerAgent' FROM category c WHERE c.organization_id = p_org AND c.id = p_category))
  FROM app_user u WHERE u.organization_id = p_org AND u.id = p_user
$$;
