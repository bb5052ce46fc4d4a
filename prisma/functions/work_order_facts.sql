-- What news of a work order need for their words, as it is now, and whether it is this reader's; null for what is about none,
-- or about one that is gone. The text is a rule's, of the version that has acted, the job the one that they are about: whose it was
-- may know of its end. It writes nothing.
CREATE OR REPLACE FUNCTION work_order_facts(p_org uuid, p_user uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('workOrderId', w.id, 'number', w.number, 'title', w.title, 'address', w.location->>'address',
    'text', (SELECT v.definition->'actions'->(p_about->>'action')::int->>'text' FROM resource_version v
      WHERE v.organization_id = p_org AND v.entity = 'automation_rule' AND v.entity_id = (p_about->>'ruleId')::uuid
        AND v.version = (p_about->>'version')::int),
    'job', (SELECT jsonb_build_object('status', j.status, 'technician', person_name(p_org, t.user_id),
        'startsAt', to_char(j.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'acceptBy', to_char(j.accept_by AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'notes', j.notes)
      FROM job j JOIN technician t ON t.organization_id = p_org AND t.id = j.technician_id
      WHERE j.organization_id = p_org AND j.work_order_id = w.id AND j.id = (p_about->>'jobId')::uuid),
    'isTheirs', EXISTS (
        SELECT 1 FROM job j JOIN technician t ON t.organization_id = p_org AND t.id = j.technician_id
        WHERE j.organization_id = p_org AND j.work_order_id = w.id AND t.user_id = p_user
          AND (j.status <> 'cancelled' OR j.id = (p_about->>'jobId')::uuid))
      OR EXISTS (
        SELECT 1 FROM ticket k JOIN department d ON d.organization_id = p_org AND d.id = k.department_id
        WHERE k.organization_id = p_org AND k.id = w.ticket_id AND d.head_id = p_user AND d.deleted_at IS NULL))
  FROM work_order w
  WHERE w.organization_id = p_org AND w.id = (p_about->>'workOrderId')::uuid AND w.deleted_at IS NULL
$$;
