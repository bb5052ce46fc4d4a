-- Names the sequence that an organization's ticket numbers come from. There is one for each organization,
-- so that two creations never wait for each other. It reads and writes nothing.
CREATE OR REPLACE FUNCTION ticket_sequence(p_org uuid) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT 'ticket_number_' || replace(p_org::text, '-', '')
$$;
