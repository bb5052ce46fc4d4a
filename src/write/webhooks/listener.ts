import type { Announcement } from '../../auth/reply-tokens.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'
import { asksFor } from '../../domain/webhooks/patterns.js'
import { readDetails } from '../../read/webhooks/read-details.js'
import { readSubjects } from '../../read/webhooks/read-subjects.js'
import type { Listener, ListenerTransaction } from '../listeners/listener.js'
import { writeDeliveries } from './write-deliveries.js'

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
  const deliveries = told.flatMap(({ hook, events }) =>
    events.map(({ id, name, entityId, at }) => ({
      ...{ webhookId: hook.id, event: id, type: name, entityId, at },
      data: { ...subjects.get(id), ...details.get(id) },
    })),
  )
  await writeDeliveries(transaction, deliveries)
}
