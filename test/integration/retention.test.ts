import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { PERIODS } from '../../src/write/retention/periods.js'
import { sweepExpired } from '../../src/write/retention/sweep.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** What the product is for: kept until somebody's retention policy, or an erasure, says otherwise. */
const RECORDS = [
  'app_user',
  'approval',
  'attachment',
  'automation_rule',
  'audit_cut',
  'audit_detail',
  'audit_entry',
  'audit_head',
  'audit_signed_head',
  'calendar',
  'chatbot_conversation',
  'chatbot_message',
  'category',
  'customer',
  'department',
  'escalation_matrix',
  'group_member',
  'identity',
  'kb_article',
  'kb_article_version',
  'kb_category',
  'kb_feedback',
  'listener_cursor',
  'message',
  'macro',
  'message_read',
  'organization',
  'participant',
  'recovery_code',
  'report_approvals',
  'report_csat',
  'report_sla',
  'report_ticket',
  'report_times',
  'report_volume',
  'saved_report',
  'request',
  'resource_version',
  'retention_archive',
  'retention_policy',
  'schedule',
  'scim_group',
  'scim_token',
  'scim_user',
  'contract',
  'invoice',
  'invoice_counter',
  'payment',
  'payment_method',
  'plan',
  'sandbox_payment',
  'sla_policy',
  'survey',
  'survey_template',
  'sla_template',
  'ticket',
  'ticket_event',
  'ticket_search',
  'ticket_tally',
  'totp',
  'user_group',
  'user_permission',
  'job',
  'work_order',
  'work_order_counter',
  'webhook',
  'webhook_sequence',
  'mailbox',
  'mailbox_mail',
]
/** Gone with what it belongs to. */
const PARTS = [
  'discarded_file',
  'kb_embedding',
  'kb_posting',
  'kb_view_count',
  'kb_searchable',
  'kb_word',
  'listener_failure',
  'mailbox_unfetched',
  'push_subscription',
  'report_file',
  'retention_run',
  'rule_action',
  'rule_figure',
  'rule_run',
  'rule_timer',
  'staff_sync',
  'ticket_article',
]
/** As many rows as there are migrations, functions, processes or task queues. */
const BOUNDED = [
  '_prisma_migrations',
  'sql_function',
  'stream_head',
  'technician',
  'worker_beat',
  'workflow_guard',
]

const ID = (days: number) =>
  `(lpad(to_hex((extract(epoch FROM now() - interval '${days} days') * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`
const ago = (days: number) => `now() - interval '${days} days'`
const ORG = `(SELECT id FROM organization WHERE slug LIKE 'demo-%')`
const USER = `(SELECT id FROM app_user WHERE email = 'requester@demo.test')`

/** A row of each kind, as it would be so many days after its time began. */
const INSERTS: Record<string, (days: number) => string> = {
  idempotency: (days) => `(organization_id, user_id, key, id, fingerprint, leased_until, expires_at)
    VALUES (${ORG}, ${USER}, '${days}', ${ID(days)}, 'x', now(), ${ago(days - 1)})`,
  refresh_token: (days) => `(hash, organization_id, session_id, created_at, expires_at)
    SELECT 'token-${days}', organization_id, id, now(), ${ago(days)} FROM session ORDER BY id LIMIT 1`,
  account_token: (days) => `(hash, organization_id, user_id, purpose, created_at, expires_at)
    VALUES ('token-${days}', ${ORG}, ${USER}, 'reset', ${ago(days)}, ${ago(days)})`,
  realtime_token: (days) => `(hash, organization_id, user_id, session_id, expires_at)
    SELECT 'token-${days}', organization_id, user_id, id, ${ago(days - 1)} FROM session ORDER BY id LIMIT 1`,
  session: (days) => `(organization_id, id, user_id, created_at, last_used_at, expires_at)
    VALUES (${ORG}, ${ID(days)}, ${USER}, ${ago(days)}, ${ago(days)}, ${ago(days)})`,
  stream_event: (days) => `(id, cursor, organization_id, type, rooms, data, at)
    VALUES (${ID(days)}, ${-days - 1}, ${ORG}, 'x', '{}', '{}', ${ago(days)})`,
  command_inbox: (
    days,
  ) => `(id, organization_id, ticket_id, name, actor, payload, status, created_at, decided_at)
    VALUES ('old-${days}', ${ORG}, ${ID(days)}, 'x', '{}', '{}', 'rejected', ${ago(days)}, ${ago(days)})`,
  operation: (days) => `(organization_id, id, kind, input, created_at, ended_at)
    VALUES (${ORG}, ${ID(days)}, 'audit_export', '{}', ${ago(days)}, ${ago(days)})`,
  handover: (days) => `(organization_id, id, user_id, from_id, ticket_ids, at)
    VALUES (${ORG}, ${ID(days)}, ${USER}, ${USER}, '{}', ${ago(days)})`,
  outbox: (days) => `(id, cursor, organization_id, kind, payload, created_at, due_at, done_at)
    VALUES (${ID(days)}, ${-days - 1}, ${ORG}, 'mail', '{}', ${ago(days)}, ${ago(days)}, ${ago(days)})`,
  notification: (days) => `(organization_id, id, user_id, type, dedupe_key, at, read_at)
    VALUES (${ORG}, ${ID(days)}, ${USER}, 'x', 'old-${days}', ${ago(days)}, ${ago(days)})`,
  delivery: (
    days,
  ) => `(id, organization_id, ticket_id, user_id, type, channel, about, status, attempts, at)
    SELECT ${ID(days)}, organization_id, id, requester_id, 'x', 'mail', '{}', 'delivered', 1, ${ago(days)} FROM ticket LIMIT 1`,
  webhook_delivery: (
    days,
  ) => `(organization_id, id, webhook_id, event, type, entity_id, sequence, body, status, began_at, at)
    SELECT organization_id, ${ID(days)}, id, 'x', 'x', id, ${days}, '{}', 'delivered', ${ago(days)}, ${ago(days)} FROM webhook LIMIT 1`,
  ticket_reply: (days) => `(organization_id, ticket_id, key, fingerprint, at)
    SELECT organization_id, id, '${days}', 'x', ${ago(days)} FROM ticket LIMIT 1`,
  kb_deflection: (days) =>
    `(organization_id, id, at) VALUES (${ORG}, ${ID(days)}, ${ago(8 * days)})`,
  kb_view: (days) => `(organization_id, article_id, day, reader)
    VALUES (${ORG}, uuidv7(), (now() AT TIME ZONE 'UTC')::date - ${days}, 'x')`,
  kb_search: (days) => `(organization_id, id, query, first_at, last_at)
    VALUES (${ORG}, ${ID(days)}, 'old-${days}', ${ago(days)}, ${ago(days)})`,
  mail_in: (
    days,
  ) => `(organization_id, id, source, digest, recipients, envelope_sender, raw, size, received_at)
    VALUES (${ORG}, ${ID(days)}, 'smtp', 'old-${days}', '{}', 'x', '', 0, ${ago(days)})`,
  chatbot_budget: (days) => `(organization_id, day, tokens)
    VALUES (${ORG}, (now() AT TIME ZONE 'UTC')::date - ${days}, 1)`,
  report_run: (
    days,
  ) => `(organization_id, id, saved_report_id, at, status, name, report, span, recipients)
    SELECT organization_id, ${ID(days)}, id, ${ago(days)}, 'sent', 'x', 'sla', '{}', 0 FROM saved_report LIMIT 1`,
  dev_mail: (days) => `(id, organization_id, "to", subject, text, html, headers, at)
    VALUES (${ID(days)}, ${ORG}, 'x', 'x', 'x', 'x', '{}', ${ago(days)})`,
  sign_in_attempt: (days) => `(key, since) VALUES ('old-${days}', ${ago(days)})`,
  rate_limit: (days) => `(key, points, expire)
    VALUES ('old-${days}', 1, extract(epoch FROM ${ago(days - 1)}) * 1000)`,
}

describe('what is kept for its time alone', () => {
  it.each(PERIODS.map(({ table }) => table))(
    '%s is swept after it, and not before',
    async (table) => {
      const count = async () => {
        const sql = `SELECT count(*)::int AS n FROM ${table}`
        return (await world.owner.query<{ n: number }>(sql))[0]?.n ?? 0
      }
      await world.file() // what a delivery is about
      await world.owner.query(`INSERT INTO webhook (organization_id, id, name, url, events)
        VALUES (${ORG}, uuidv7(), 'x', 'https://example.org', '{*}')`)
      await world.owner.query(`INSERT INTO saved_report (organization_id, id, name, report, parameters, owner_id)
        VALUES (${ORG}, uuidv7(), 'x', 'sla', '{}', ${USER})`)
      await world.owner.query(`DELETE FROM ${table} WHERE false`)
      await sweepExpired(world.db)
      const before = await count()
      const insert = INSERTS[table]
      await world.owner.query(`INSERT INTO ${table} ${insert?.(0)}`)
      for (let days = 100; days < 125; days += 1) {
        await world.owner.query(`INSERT INTO ${table} ${insert?.(days)}`)
      }
      while (await sweepExpired(world.db, 10)) expect(await count()).toBeGreaterThan(before)
      expect(await count()).toBe(before + 1)
    },
  )

  it('is swept also when one of the tables before it can’t be', async () => {
    const [first, last] = [PERIODS[0], PERIODS.at(-1)]
    await world.owner.query(`INSERT INTO ${last?.table} ${INSERTS[last?.table ?? '']?.(200)}`)
    await world.owner.query(`ALTER TABLE ${first?.table} RENAME TO hidden_table`)
    try {
      await expect(sweepExpired(world.db)).rejects.toThrow(first?.table)
    } finally {
      await world.owner.query(`ALTER TABLE hidden_table RENAME TO ${first?.table}`)
    }
    const left = await world.owner.query(`SELECT 1 FROM ${last?.table} WHERE ${last?.isOver}`)
    expect(left).toEqual([])
  })

  it('each table is a record, or has a period, and the data map has it', async () => {
    const rows = await world.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    )
    const swept = PERIODS.map(({ table }) => table)
    const known = [...RECORDS, ...PARTS, ...BOUNDED, ...swept].sort()
    expect(rows.map(({ name }) => name).sort()).toEqual(known)
    const map = await readFile('docs/data-map.md', 'utf8')
    for (const table of [...RECORDS, ...PARTS, ...swept]) expect(map).toContain(`\`${table}\``)
    for (const { table, kept } of PERIODS) {
      if (kept !== null) expect(map).toMatch(new RegExp(`\`${table}\`.*${kept}`))
    }
  })
})

describe('a refused command', () => {
  it('leaves none of its words behind', async () => {
    const { id } = await world.file()
    const comment = 'words that nobody needs'
    const answer = await world.call('requester', 'POST', `/tickets/${id}/rework`, { comment })
    expect(answer.status).toBe(409)
    const [row] = await world.owner.query<{ texts: object }>(
      `SELECT texts FROM command_inbox WHERE ticket_id = $1`,
      [id],
    )
    expect(row?.texts).toEqual({})
  })
})
