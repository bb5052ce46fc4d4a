import type { DomainEvent } from '../../domain/events/domain-event.js'
import { readSubjects } from '../../read/webhooks/read-subjects.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import { type NewDelivery, writeDeliveries } from './write-deliveries.js'

/** What a webhook is told of a ticket or a work order, whatever it has asked for: that as it is, and why. */
export interface Telling {
  webhookId: string
  entity: 'ticket' | 'work_order'
  entityId: string
  /** The id of the act that it is: once for each. */
  id: string
  type: 'rule.matched' | 'macro.applied'
  at: string
  because: object
}

interface Hook {
  id: string
  internal: boolean
}

/** Shared with whoever turns one off, as the listener does; in that order. */
const ACTIVE = `SELECT id, internal FROM webhook
  WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND active AND deleted_at IS NULL ORDER BY id FOR SHARE`
const KNOWN = `SELECT event FROM webhook_delivery
  WHERE organization_id = $1 AND webhook_id = ANY($2::uuid[]) AND entity_id = ANY($3::uuid[]) AND event = ANY($4::text[])`

/** Writes what is to be sent; the ids of those that can't be, as the webhook is off. What is known is not told again. */
export async function tellWebhooks(
  transaction: ListenerTransaction,
  tellings: readonly Telling[],
): Promise<Set<string>> {
  if (tellings.length === 0) return new Set()
  const webhookIds = [...new Set(tellings.map(({ webhookId }) => webhookId))]
  const hooks = await transaction.query<Hook>(ACTIVE, [webhookIds])
  const known = await transaction.query<{ event: string }>(KNOWN, [
    ...[webhookIds, tellings.map(({ entityId }) => entityId), tellings.map(({ id }) => id)],
  ])
  const deliveries: NewDelivery[] = []
  const failed = new Set<string>()
  for (const telling of tellings) {
    const { id: event, type, entityId, at, because, webhookId } = telling
    const hook = hooks.find(({ id }) => id === webhookId)
    const data = hook && (await readSubject(transaction, telling, hook.internal))
    if (data === undefined) failed.add(event)
    else if (!known.some((one) => one.event === event)) {
      deliveries.push({ webhookId, event, type, entityId, at, data: { ...data, ...because } })
    }
  }
  await writeDeliveries(transaction, deliveries)
  return failed
}

async function readSubject(
  transaction: ListenerTransaction,
  { id, entity, entityId, at }: Telling,
  internal: boolean,
): Promise<object | undefined> {
  const event: DomainEvent = {
    ...{ id, at, place: 0, data: {} },
    ...{ entity, entityId, name: `${entity}.updated` as const },
  }
  return (await readSubjects(transaction, [event], internal)).get(id)
}
