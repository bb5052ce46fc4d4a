-- What news of a work order need for their words, as it is now, and whether it is this reader's; null for what is about none,
-- or about one that is gone. The text is the rule's, of the version that has acted. It writes nothing.
CREATE OR REPLACE FUNCTION work_order_facts(p_org uuid, p_user uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('workOrderId', w.id, 'number', w.number, 'title', w.title,
    'text', v.definition->'actions'->(p_about->>'action')::int->>'text',
    'isTheirs', EXISTS (
        SELECT 1 FROM job j JOIN technician t ON t.organization_id = p_org AND t.id = j.technician_id
        WHERE j.organization_id = p_org AND j.work_order_id = w.id AND t.user_id = p_user AND j.status <> 'cancelled')
      OR EXISTS (
        SELECT 1 FROM ticket k JOIN department d ON d.organization_id = p_org AND d.id = k.department_id
        WHERE k.organization_id = p_org AND k.id = w.ticket_id AND d.head_id = p_user AND d.deleted_at IS NULL))
  FROM work_order w JOIN resource_version v ON v.organization_id = p_org AND v.entity = 'automation_rule'
    AND v.entity_id = (p_about->>'ruleId')::uuid AND v.version = (p_about->>'version')::int
  WHERE w.organization_id = p_org AND w.id = (p_about->>'workOrderId')::uuid AND w.deleted_at IS NULL
$$;
