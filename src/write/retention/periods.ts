export interface Period {
  /** As `docs/data-map.md` lists it. */
  table: string
  /** ISO 8601, counted from what `since` names; null where the row has its own end. */
  kept: string | null
  since: string
  /** The rows whose time is over, by an index. */
  isOver: string
}

/** The first id that is made a while after the beginning of 1970: ids are UUIDv7, so that older ones are smaller. */
const idBefore = (days: number) => `(
    SELECT (lpad(to_hex((extract(epoch FROM now() - interval '${days} days') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid)`

/** How long is kept what is no record: all that the record itself (tickets, events, audit) does not need any more. */
export const PERIODS: readonly Period[] = [
  {
    table: 'idempotency',
    kept: null,
    since: 'its first use, 24 hours',
    isOver: 'expires_at < now()',
  },
  {
    table: 'refresh_token',
    kept: 'P1D',
    since: 'its end',
    isOver: `expires_at < now() - interval '1 day'`,
  },
  {
    table: 'realtime_token',
    kept: null,
    since: 'it was given, 30 seconds',
    isOver: 'expires_at < now()',
  },
  {
    table: 'account_token',
    kept: 'PT1H',
    since: 'its end',
    isOver: `expires_at < now() - interval '1 hour'`,
  },
  {
    table: 'session',
    kept: 'P30D',
    since: 'its end',
    isOver: `expires_at < now() - interval '30 days'
      AND NOT EXISTS (SELECT 1 FROM refresh_token t
        WHERE t.organization_id = session.organization_id AND t.session_id = session.id)`,
  },
  {
    table: 'stream_event',
    kept: 'P7D',
    since: 'it happened',
    isOver: `id < ${idBefore(7)} AND cursor IS NOT NULL`,
  },
  {
    table: 'command_inbox',
    kept: 'P7D',
    since: 'it was decided',
    isOver: `decided_at < now() - interval '7 days'`,
  },
  {
    table: 'operation',
    kept: 'P7D',
    since: 'its end',
    isOver: `ended_at < now() - interval '7 days' AND file_key IS NULL`,
  },
  {
    table: 'handover',
    kept: 'P7D',
    since: 'it was asked for',
    isOver: `at < now() - interval '7 days'`,
  },
  {
    table: 'outbox',
    kept: 'P7D',
    since: 'it was made, once it is done',
    isOver: `id < ${idBefore(7)} AND done_at IS NOT NULL AND cursor IS NOT NULL`,
  },
  {
    table: 'notification',
    kept: 'P90D',
    since: 'it was read',
    isOver: `read_at < now() - interval '90 days'`,
  },
  {
    table: 'delivery',
    kept: 'P90D',
    since: 'it was intended',
    isOver: `id < ${idBefore(90)} AND status <> 'intended'`,
  },
  {
    table: 'webhook_delivery',
    kept: 'P30D',
    since: 'its event, once it is settled',
    isOver: `status <> 'pending' AND at < now() - interval '30 days'`,
  },
  {
    table: 'ticket_reply',
    kept: 'P1D',
    since: 'it came',
    isOver: `at < now() - interval '1 day'`,
  },
  {
    table: 'kb_deflection',
    kept: 'P730D',
    since: 'it was filed, or was not',
    isOver: `at < now() - interval '730 days'`,
  },
  {
    table: 'kb_view',
    kept: 'P2D',
    since: 'its day began',
    isOver: `day < (now() AT TIME ZONE 'UTC')::date - 1`,
  },
  {
    table: 'kb_search',
    kept: 'P90D',
    since: 'it was looked for last',
    isOver: `last_at < now() - interval '90 days'`,
  },
  {
    table: 'mail_in',
    kept: 'P90D',
    since: 'it came',
    isOver: `received_at < now() - interval '90 days'`,
  },
  {
    table: 'chatbot_budget',
    kept: 'P30D',
    since: 'its day',
    isOver: `day < (now() AT TIME ZONE 'UTC')::date - 30`,
  },
  {
    table: 'report_run',
    kept: 'P90D',
    since: 'its time; its files go with it',
    isOver: `at < now() - interval '90 days'`,
  },
  {
    table: 'dev_mail',
    kept: 'P30D',
    since: 'it was sent',
    isOver: `at < now() - interval '30 days'`,
  },
  {
    table: 'sign_in_attempt',
    kept: 'P1D',
    since: 'the first of its tries, or its lock',
    isOver: `since < now() - interval '1 day'
      AND (locked_until IS NULL OR locked_until < now() - interval '1 day')`,
  },
  {
    table: 'rate_limit',
    kept: null,
    since: 'its time, an hour at most',
    isOver: 'expire < extract(epoch FROM now()) * 1000',
  },
]

/** Deletes so many (`$1`) of the rows; one that somebody holds is left for the next time. */
export function deleteText({ table, isOver }: Period): string {
  return `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${isOver} LIMIT $1 FOR UPDATE SKIP LOCKED)) RETURNING 1 AS deleted`
}
