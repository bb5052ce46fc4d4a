import type { ListenerTransaction } from '../listeners/listener.js'
import { nothingWaits } from './nothing-waits.js'
import { WAKE } from './wake.js'

/** What a webhook is to be told: its body is rendered from this, once. */
export interface NewDelivery {
  webhookId: string
  /** The id of what has happened. */
  event: string
  type: string
  entityId: string
  at: string
  data: object
}

const COUNT = `INSERT INTO webhook_sequence AS s (organization_id, webhook_id, entity_id, sequence)
  SELECT $1, webhook_id, entity_id, count(*) FROM unnest($2::uuid[], $3::uuid[]) AS named (webhook_id, entity_id)
  GROUP BY webhook_id, entity_id ORDER BY webhook_id, entity_id
  ON CONFLICT (organization_id, webhook_id, entity_id) DO UPDATE SET sequence = s.sequence + excluded.sequence
  RETURNING webhook_id AS "webhookId", entity_id AS "entityId", sequence`

/** The first of each entity has its turn, where nothing of it waits: whoever settles one needs the row of its numbers first. */
const INSERT = `INSERT INTO webhook_delivery (
    organization_id, id, webhook_id, event, type, entity_id, sequence, body, began_at, next_attempt_at, at)
  SELECT $1, uuidv7(), webhook_id, event, type, entity_id, sequence, body, clock_timestamp(),
    CASE WHEN leads AND ${nothingWaits('given.webhook_id', 'given.entity_id')}
      THEN date_trunc('milliseconds', clock_timestamp()) END, clock_timestamp()
  FROM jsonb_to_recordset($2::jsonb) AS given (
    webhook_id uuid, event text, type text, entity_id uuid, sequence bigint, body text, leads boolean)`

/** Writes what is to be sent, numbered for each receiver and entity, and wakes who sends it. */
export async function writeDeliveries(
  transaction: ListenerTransaction,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return
  const giveNumber = await countOn(transaction, deliveries)
  const rows = deliveries.map(({ webhookId, event, type, entityId, at, data }) => {
    const { sequence, leads } = giveNumber(webhookId, entityId)
    const body = JSON.stringify({ type, timestamp: at, sequence, data })
    return { webhook_id: webhookId, event, type, entity_id: entityId, sequence, body, leads }
  })
  await transaction.query(INSERT, [JSON.stringify(rows)])
  await transaction.query(WAKE, [[...new Set(deliveries.map(({ webhookId }) => webhookId))]])
}

type Pair = Pick<NewDelivery, 'webhookId' | 'entityId'>

/** Takes as many numbers for each receiver and entity as there are deliveries, and gives them one by one; the first of each leads. */
async function countOn({ query }: ListenerTransaction, pairs: readonly Pair[]) {
  const rows = await query<Pair & { sequence: string }>(COUNT, [
    pairs.map(({ webhookId }) => webhookId),
    pairs.map(({ entityId }) => entityId),
  ])
  const key = (webhookId: string, entityId: string) => `${webhookId}/${entityId}`
  const next = new Map(
    rows.map(({ webhookId, entityId, sequence }) => {
      const own = pairs.filter((one) => one.webhookId === webhookId && one.entityId === entityId)
      return [key(webhookId, entityId), Number(sequence) - own.length + 1]
    }),
  )
  const led = new Set<string>()
  return (webhookId: string, entityId: string): { sequence: number; leads: boolean } => {
    const one = key(webhookId, entityId)
    const sequence = next.get(one) ?? 1
    next.set(one, sequence + 1)
    const leads = !led.has(one)
    led.add(one)
    return { sequence, leads }
  }
}
