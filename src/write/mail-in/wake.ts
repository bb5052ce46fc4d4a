/** Has the run that files an organization's mails look at them, once what was written with it is committed. */
export const WAKE_MAIL_IN = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  VALUES (uuidv7(), $1, 'mail_in', $1, '{}', clock_timestamp(), clock_timestamp())`
