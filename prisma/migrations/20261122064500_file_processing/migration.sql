-- Files whose runs have something left to do, and what was said to start them.
CREATE INDEX attachment_owed ON attachment (received_at) WHERE incoming_key IS NOT NULL;
CREATE INDEX outbox_attachment ON outbox (entity_id, created_at) WHERE kind = 'attachment';
