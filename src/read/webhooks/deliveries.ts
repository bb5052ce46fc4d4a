import type { WebhookDeliveryDetail, WebhookDeliveryView } from '../../contracts/webhooks.js'
import { Filters } from '../../database/filters.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { Values } from '../../database/values.js'

interface Row extends Pick<WebhookDeliveryView, 'id' | 'webhookId' | 'event' | 'type' | 'status'> {
  sequence: string
  attempts: WebhookDeliveryView['attempts']
  nextAttemptAt: Date | null
  at: Date
}

const COLUMNS = `d.id, d.webhook_id AS "webhookId", d.event, d.type, d.sequence, d.status, d.attempts,
  d.next_attempt_at AS "nextAttemptAt", d.at`

interface Query extends PageArguments {
  status?: string | undefined
  type?: string | undefined
}

/** What was sent to a webhook, and is to be sent; newest first. */
export function listWebhookDeliveries(
  db: OrganizationDb,
  webhookId: string,
  { status, type, ...page }: Query,
): Promise<Page<WebhookDeliveryView>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(webhookId, (p) => `d.webhook_id = ${p}::uuid`)
  filters.add(status, (p) => `d.status = ${p}`)
  filters.add(type, (p) => `d.type = ${p}`)
  const listing = {
    order: orderById('d.id', 'DESC'),
    select: COLUMNS,
    from: `FROM webhook_delivery d WHERE d.organization_id = $1 AND ${filters.list.join(' AND ')}`,
    values: values.list,
    view: presentDelivery,
  }
  return paginate(db, listing, page)
}

const BY_ID = `SELECT ${COLUMNS}, d.body FROM webhook_delivery d WHERE d.organization_id = $1 AND d.id = $2`

/** One of them with the body; undefined where it is not kept. */
export async function readWebhookDelivery(
  db: OrganizationDb,
  id: string,
): Promise<WebhookDeliveryDetail | undefined> {
  const [row] = await db.query<Row & { body: string }>(BY_ID, [id])
  if (row === undefined) return undefined
  const { body, ...delivery } = row
  return { ...presentDelivery(delivery), body }
}

function presentDelivery({ sequence, nextAttemptAt, at, ...row }: Row): WebhookDeliveryView {
  return {
    ...row,
    sequence: Number(sequence),
    ...(nextAttemptAt === null ? {} : { nextAttemptAt: iso(nextAttemptAt) }),
    at: iso(at),
  }
}
