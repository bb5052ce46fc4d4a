/** Has the runs of webhooks `$2` of the organization `$1` look at what is due. */
export const WAKE = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), $1, 'webhook', id, '{}', clock_timestamp(), clock_timestamp() FROM unnest($2::uuid[]) AS named (id)`
