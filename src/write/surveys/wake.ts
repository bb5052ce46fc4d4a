/** Has the run of the organization `$1` look at its surveys. */
export const WAKE_SURVEYS = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  VALUES (uuidv7(), $1, 'survey', $1, '{}', clock_timestamp(), clock_timestamp())`
