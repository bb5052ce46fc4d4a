/** Has the run of the organization `$1` look at its articles. */
export const WAKE_ARTICLES = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  VALUES (uuidv7(), $1, 'article', $1, '{}', clock_timestamp(), clock_timestamp())`
