import type { Announcement } from '../../auth/reply-tokens.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'
import { asksFor } from '../../domain/webhooks/patterns.js'
import { readDetails } from '../../read/webhooks/read-details.js'
import { readSubjects } from '../../read/webhooks/read-subjects.js'
import type { Listener, ListenerTransaction } from '../listeners/listener.js'
import { nothingWaits } from './nothing-waits.js'
import { WAKE } from './wake.js'

interface Hook {
  id: string
  events: string[]
  internal: boolean
  since: string
}

/** Shared with whoever turns one off: what is written here is cancelled by them, or not written. */
const ACTIVE = `SELECT id, events, internal, since FROM webhook
  WHERE organization_id = $1 AND active AND deleted_at IS NULL AND since IS NOT NULL ORDER BY id FOR SHARE`

/** The address at which another system answers what announced a ticket to it. */
export type GiveReplyUrl = (announcement: Announcement) => string

/** Writes what is to be sent to each webhook, its body rendered once. */
export const createWebhookListener = (giveReplyUrl: GiveReplyUrl): Listener => ({
  name: 'webhooks',
  handle: async (transaction, events) => {
    const hooks = await transaction.query<Hook>(ACTIVE)
    for (const internal of [false, true]) {
      const wanted = hooks
        .filter((hook) => hook.internal === internal)
        .map((hook) => ({ hook, events: events.filter((event) => isFor(hook, event)) }))
        .filter((one) => one.events.length > 0)
      if (wanted.length > 0) await write(transaction, wanted, { internal, giveReplyUrl })
    }
  },
})

/** Ids of the log's entries are in order of time. What names a webhook is for it, whatever it asks for. */
function isFor({ id: hookId, events, since }: Hook, { id, name, data }: DomainEvent): boolean {
  return (asksFor(events, name) || data.webhookId === hookId) && id > since
}

interface Wanted {
  hook: Hook
  events: DomainEvent[]
}

const COUNT = `INSERT INTO webhook_sequence AS s (organization_id, webhook_id, entity_id, sequence)
  SELECT $1, webhook_id, entity_id, count(*) FROM unnest($2::uuid[], $3::uuid[]) AS named (webhook_id, entity_id)
  GROUP BY webhook_id, entity_id ORDER BY webhook_id, entity_id
  ON CONFLICT (organization_id, webhook_id, entity_id) DO UPDATE SET sequence = s.sequence + excluded.sequence
  RETURNING webhook_id AS "hookId", entity_id AS "entityId", sequence`

/** The first of each entity has its turn, where nothing of it waits: whoever settles one needs the row of its numbers first. */
const INSERT = `INSERT INTO webhook_delivery (
    organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, next_attempt_at, at)
  SELECT $1, uuidv7(), webhook_id, event, type, entity_id, sequence, body, clock_timestamp(),
    CASE WHEN leads AND ${nothingWaits('given.webhook_id', 'given.entity_id')}
      THEN date_trunc('milliseconds', clock_timestamp()) END, clock_timestamp()
  FROM jsonb_to_recordset($2::jsonb) AS given (
    webhook_id uuid, event text, type text, entity_id uuid, sequence bigint, body text, leads boolean)`

async function write(
  transaction: ListenerTransaction,
  wanted: readonly Wanted[],
  { internal, giveReplyUrl }: { internal: boolean; giveReplyUrl: GiveReplyUrl },
): Promise<void> {
  const all = [...new Set(wanted.flatMap(({ events }) => events))]
  const subjects = await readSubjects(transaction, all, internal)
  const details = await readDetails(transaction, all, giveReplyUrl)
  const told = wanted.map(({ hook, events }) => ({
    hook,
    events: events.filter(({ id }) => subjects.has(id)),
  }))
  const giveNumber = await countOn(transaction, told)
  const rows = told.flatMap(({ hook, events }) =>
    events.map((event) => {
      const { id, name, entityId, at } = event
      const { sequence, leads } = giveNumber(hook.id, entityId)
      const data = { ...subjects.get(id), ...details.get(id) }
      const body = JSON.stringify({ type: name, timestamp: at, sequence, data })
      return {
        webhook_id: hook.id,
        event: id,
        type: name,
        entity_id: entityId,
        sequence,
        body,
        leads,
      }
    }),
  )
  if (rows.length === 0) return
  await transaction.query(INSERT, [JSON.stringify(rows)])
  await transaction.query(WAKE, [[...new Set(rows.map((row) => row.webhook_id))]])
}

/** Takes as many numbers for each receiver and entity as there are events, and gives them one by one; the first of each leads. */
async function countOn({ query }: ListenerTransaction, told: readonly Wanted[]) {
  const pairs = told.flatMap(({ hook, events }) =>
    events.map(({ entityId }) => [hook.id, entityId] as const),
  )
  const rows = await query<{ hookId: string; entityId: string; sequence: string }>(COUNT, [
    pairs.map(([hookId]) => hookId),
    pairs.map(([, entityId]) => entityId),
  ])
  const key = (hookId: string, entityId: string) => `${hookId}/${entityId}`
  const next = new Map(
    rows.map(({ hookId, entityId, sequence }) => {
      const many = pairs.filter((pair) => pair[0] === hookId && pair[1] === entityId).length
      return [key(hookId, entityId), Number(sequence) - many + 1]
    }),
  )
  const led = new Set<string>()
  return (hookId: string, entityId: string): { sequence: number; leads: boolean } => {
    const one = key(hookId, entityId)
    const sequence = next.get(one) ?? 1
    next.set(one, sequence + 1)
    const leads = !led.has(one)
    led.add(one)
    return { sequence, leads }
  }
}
