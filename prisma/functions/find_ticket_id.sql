-- The ticket that a caller names by its id or its number; NULL where there is none. It writes nothing.
CREATE OR REPLACE FUNCTION find_ticket_id(p_org uuid, p_ref text) RETURNS uuid
LANGUAGE sql STABLE STRICT AS $$
  SELECT id FROM ticket WHERE organization_id = p_org AND (
    number = p_ref OR id = parse_uuid(p_ref))
$$;
