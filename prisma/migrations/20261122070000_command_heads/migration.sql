-- The relay looks for each organization's oldest pending commands, those first that were seldom tried.
CREATE INDEX command_heads ON command_inbox (organization_id, (attempts > 2), (leased_until IS NOT NULL), created_at)
  WHERE status = 'pending';
CREATE INDEX command_pending_by_ticket ON command_inbox (organization_id, ticket_id, created_at, id) WHERE status = 'pending';
