-- Creates a ticket with its first event, its number, participants, notifications, audit entry and the start
-- of its workflow. Repeating it is harmless: the same id gives the ticket that is there.
CREATE OR REPLACE FUNCTION create_ticket(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_state jsonb := p->'change'->'state';
  v_id uuid := (v_state->>'id')::uuid;
  v_number text;
  v_event jsonb := p->'change'->'event';
  v_known jsonb;
  v_effects jsonb := p->'change'->'effects';
  v_category category;
  v_is_sold boolean := false;
  v_entitlement jsonb;
BEGIN
  SELECT jsonb_build_object('kind', 'created', 'state', state) INTO v_known
    FROM ticket WHERE organization_id = v_org AND id = v_id;
  IF FOUND THEN
    RETURN v_known;
  END IF;
  IF v_state->>'departmentId' IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM department
      WHERE organization_id = v_org AND id = (v_state->>'departmentId')::uuid AND deleted_at IS NULL) THEN
    RETURN jsonb_build_object('kind', 'department_not_found');
  END IF;
  IF v_state->>'categoryId' IS NOT NULL THEN
    SELECT * INTO v_category FROM category
      WHERE organization_id = v_org AND id = (v_state->>'categoryId')::uuid AND deleted_at IS NULL;
    IF NOT FOUND THEN
      RETURN jsonb_build_object('kind', 'category_not_found');
    ELSIF v_category.department_id <> (v_state->>'departmentId')::uuid THEN
      RETURN jsonb_build_object('kind', 'foreign_category');
    END IF;
    v_state := v_state || jsonb_build_object('groupId', v_category.group_id);
  END IF;

  IF v_state->>'status' = 'submitted' AND hold_contracts(v_org, (v_state->>'requesterId')::uuid) THEN
    v_is_sold := true;
    v_entitlement := find_entitlement(v_org, (v_state->>'requesterId')::uuid, p->>'channel');
    IF NOT fits_entitlement(v_entitlement, p->>'channel') THEN
      RETURN jsonb_build_object('kind', 'unentitled', 'entitlement', v_entitlement);
    END IF;
    IF NOT (p->>'isPriorityGiven')::boolean THEN
      v_state := v_state || jsonb_build_object('priority',
        coalesce(v_entitlement->'terms'->'entitlements'->'priority', v_state->'priority'));
    END IF;
  END IF;

  SELECT coalesce(settings->>'ticketPrefix', 'T') || '-' || nextval(ticket_sequence(v_org)::regclass)
    INTO v_number
    FROM organization WHERE id = v_org;
  v_state := v_state || jsonb_build_object('number', v_number);
  SELECT jsonb_set(v_effects, '{broadcasts}', coalesce(jsonb_agg(
      CASE WHEN b->'data' ? 'number' THEN jsonb_set(b, '{data,number}', to_jsonb(v_number)) ELSE b END ORDER BY n), '[]'))
    INTO v_effects
    FROM jsonb_array_elements(v_effects->'broadcasts') WITH ORDINALITY AS listed(b, n);
  INSERT INTO ticket (
    organization_id, id, number, type, status, priority, seq, revision, version, department_id, category_id,
    group_id, requester_id, created_by_id, tags, title, description, custom_fields, channel, state,
    expires_at, next_due_at, created_at, updated_at)
  VALUES (
    v_org, v_id, v_number, 'ticket', v_state->>'status', v_state->>'priority', 1, 1, 1,
    (v_state->>'departmentId')::uuid, (v_state->>'categoryId')::uuid, (v_state->>'groupId')::uuid,
    (v_state->>'requesterId')::uuid, (v_state->>'createdById')::uuid,
    ARRAY(SELECT jsonb_array_elements_text(v_state->'tags')), p->>'title', p->>'description',
    p->'customFields', p->>'channel', v_state, (v_state->'deadlines'->'draft_expiry'->>'at')::timestamptz,
    next_due_at(v_state), (v_state->>'createdAt')::timestamptz, (v_state->>'updatedAt')::timestamptz)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'created', 'state', (
      SELECT state FROM ticket WHERE organization_id = v_org AND id = v_id));
  END IF;

  IF v_is_sold THEN
    PERFORM count_ticket_use(v_org, v_id);
  END IF;
  INSERT INTO ticket_event (
    organization_id, ticket_id, seq, id, command_id, type, at, actor, to_status, version, data)
  VALUES (
    v_org, v_id, 1, uuidv7(), v_id::text, v_event->>'type', (v_event->>'at')::timestamptz, p->'actor',
    v_state->>'status', 1, v_event);
  PERFORM publish_event(v_org, v_state, v_event, p->'actor', v_effects, '{}', '{}');
  PERFORM attach(v_org, v_id, (p->'actor'->>'id')::uuid, p->'attachments', 1, NULL);
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (
      uuidv7(), v_org, 'start', v_id, jsonb_build_object('number', v_number), clock_timestamp(),
      clock_timestamp());
  PERFORM audit_record(
    v_org, (v_event->>'at')::timestamptz, p->'actor', p->'origin', 'ticket.' || (v_event->>'type'), 'ok',
    'ticket', v_id::text, v_id, NULL,
    jsonb_build_object('event', v_event, 'status', v_state->>'status'));
  IF p ? 'filedFrom' THEN
    PERFORM audit_record(
      v_org, (v_event->>'at')::timestamptz, p->'actor', p->'origin', p->'filedFrom'->>'action', 'ok',
      p->'filedFrom'->>'entity', p->'filedFrom'->>'entityId', v_id, NULL, NULL);
  END IF;
  RETURN jsonb_build_object('kind', 'created', 'state', v_state);
END
$$;
