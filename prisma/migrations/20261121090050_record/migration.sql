-- Numbers, audit chain and stream: what is append only.

-- Ticket numbers: one sequence an organization, so that two creations never wait for each other.
CREATE FUNCTION ticket_sequence(p_org uuid) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT 'ticket_number_' || replace(p_org::text, '-', '') $$;

CREATE FUNCTION found_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE SEQUENCE %I CACHE 1', ticket_sequence(NEW.id));
  INSERT INTO audit_head (organization_id, seq, hash) VALUES (NEW.id, 0, sha256(NEW.id::text::bytea));
  RETURN NEW;
END $$;
CREATE TRIGGER organization_founded AFTER INSERT ON organization
  FOR EACH ROW EXECUTE FUNCTION found_organization();

INSERT INTO stream_head (id, cursor) VALUES (1, 0);

-- What the sequencer has not numbered yet, and what the outbox still owes.
CREATE INDEX stream_event_unnumbered ON stream_event (id) WHERE cursor IS NULL;
CREATE INDEX outbox_unnumbered ON outbox (id) WHERE cursor IS NULL;
CREATE INDEX outbox_due ON outbox (kind, due_at) WHERE done_at IS NULL;
CREATE INDEX audit_entry_unchained ON audit_entry (id) WHERE seq IS NULL;
CREATE INDEX stream_event_reader ON stream_event (organization_id, cursor);

-- Over the stored bytes and a salt: a removed detail row leaves the chain whole.
CREATE FUNCTION audit_digest(e audit_entry, d audit_detail) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(d.salt || convert_to(jsonb_build_array(
    e.id, e.organization_id, extract(epoch FROM e.at), e.actor, e.action, e.outcome, e.entity,
    e.entity_id, e.ticket_id, d.ip, d.user_agent, d.before, d.after)::text, 'UTF8'))
$$;

-- Every audited write calls this inside its own transaction: no audit, no write.
CREATE FUNCTION audit_record(
  p_org uuid, p_at timestamptz, p_actor jsonb, p_origin jsonb, p_action text, p_outcome text,
  p_entity text, p_entity_id text, p_ticket uuid, p_before jsonb, p_after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE e audit_entry; d audit_detail;
BEGIN
  e.id := uuidv7(); e.organization_id := p_org; e.at := date_trunc('milliseconds', p_at);
  e.actor := p_actor; e.action := p_action; e.outcome := p_outcome; e.entity := p_entity;
  e.entity_id := p_entity_id; e.ticket_id := p_ticket;
  d.audit_id := e.id; d.organization_id := p_org; d.ip := p_origin->>'ip';
  d.user_agent := p_origin->>'userAgent'; d.before := p_before; d.after := p_after;
  d.salt := uuid_send(gen_random_uuid());
  e.digest := audit_digest(e, d);
  INSERT INTO audit_entry SELECT e.*;
  INSERT INTO audit_detail SELECT d.*;
END $$;

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.digest = OLD.digest AND NEW.at = OLD.at
     AND NEW.actor = OLD.actor AND NEW.action = OLD.action THEN
    RETURN NEW; -- the sequencer links an entry once
  END IF;
  RAISE EXCEPTION 'audit entries are append only';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();

-- Numbers what is committed; the locked head fences a second leader. Running it twice numbers nothing twice.
CREATE FUNCTION sequence_stream(p_limit int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_cursor bigint; v_count int; v_total int := 0; a record; v_org uuid; v_seq bigint; v_prev bytea; v_hash bytea;
BEGIN
  SELECT cursor INTO v_cursor FROM stream_head WHERE id = 1 FOR UPDATE;
  WITH batch AS (SELECT id FROM stream_event WHERE cursor IS NULL ORDER BY id LIMIT p_limit),
       numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch)
  UPDATE stream_event e SET cursor = n.c FROM numbered n WHERE e.id = n.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_cursor := v_cursor + v_count; v_total := v_count;
  WITH batch AS (SELECT id FROM outbox WHERE cursor IS NULL ORDER BY id LIMIT p_limit),
       numbered AS (SELECT id, v_cursor + row_number() OVER (ORDER BY id) AS c FROM batch)
  UPDATE outbox o SET cursor = n.c FROM numbered n WHERE o.id = n.id;
  GET DIAGNOSTICS v_count = ROW_COUNT;
  v_cursor := v_cursor + v_count; v_total := v_total + v_count;
  IF v_total > 0 THEN UPDATE stream_head SET cursor = v_cursor WHERE id = 1; END IF;

  FOR a IN SELECT id, organization_id, digest FROM
      (SELECT id, organization_id, digest FROM audit_entry WHERE seq IS NULL ORDER BY id LIMIT p_limit) b
      ORDER BY organization_id, id LOOP
    IF v_org IS DISTINCT FROM a.organization_id THEN
      IF v_org IS NOT NULL THEN UPDATE audit_head SET seq = v_seq, hash = v_prev WHERE organization_id = v_org; END IF;
      v_org := a.organization_id;
      SELECT seq, hash INTO v_seq, v_prev FROM audit_head WHERE organization_id = v_org FOR UPDATE;
    END IF;
    v_hash := sha256(v_prev || a.digest); v_seq := v_seq + 1; v_total := v_total + 1;
    UPDATE audit_entry SET seq = v_seq, prev = v_prev, hash = v_hash WHERE id = a.id;
    v_prev := v_hash;
  END LOOP;
  IF v_org IS NOT NULL THEN UPDATE audit_head SET seq = v_seq, hash = v_prev WHERE organization_id = v_org; END IF;
  RETURN v_total;
END $$;

-- Walks the whole chain of an organization and recomputes every hash and every digest still provable.
CREATE FUNCTION audit_verify(p_org uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE e audit_entry; d audit_detail; v_prev bytea := sha256(p_org::text::bytea); v_seq bigint := 0; v_erased int := 0;
        v_head audit_head; v_broken bigint;
BEGIN
  FOR e IN SELECT * FROM audit_entry WHERE organization_id = p_org AND seq IS NOT NULL ORDER BY seq LOOP
    v_seq := v_seq + 1;
    SELECT * INTO d FROM audit_detail WHERE audit_id = e.id;
    IF NOT FOUND THEN v_erased := v_erased + 1; END IF;
    IF e.seq <> v_seq OR e.prev <> v_prev OR e.hash <> sha256(v_prev || e.digest)
       OR (d.audit_id IS NOT NULL AND e.digest <> audit_digest(e, d)) THEN
      v_broken := v_seq; EXIT;
    END IF;
    v_prev := e.hash;
  END LOOP;
  SELECT * INTO v_head FROM audit_head WHERE organization_id = p_org;
  IF v_broken IS NULL AND (v_head.seq <> v_seq OR v_head.hash <> v_prev) THEN v_broken := v_seq + 1; END IF;
  RETURN jsonb_strip_nulls(jsonb_build_object('ok', v_broken IS NULL, 'entries', v_head.seq,
    'checkedTo', CASE WHEN v_broken IS NULL THEN v_seq ELSE v_broken - 1 END, 'firstBroken', v_broken, 'erased', v_erased));
END $$;
