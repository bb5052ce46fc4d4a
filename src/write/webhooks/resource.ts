import type { WebhookBody, WebhookView } from '../../contracts/webhooks.js'
import { selectInstant } from '../../database/rows.js'
import type { Change } from '../resources/change-facts.js'
import type { Resource } from '../resources/resource.js'
import { CANCEL_PENDING } from './cancel-pending.js'
import { WAKE } from './wake.js'

/** It hears of what comes from now on, and is as good as new. */
const BEGIN = `UPDATE webhook SET since = uuidv7(), failing_since = NULL, disabled_reason = NULL
  WHERE organization_id = $1 AND id = $2`

/** Another receiver has failed at nothing yet. */
const FORGIVE = 'UPDATE webhook SET failing_since = NULL WHERE organization_id = $1 AND id = $2'

/** What a body has, and the sealed secret of a new one. */
type Kept = WebhookBody & { secret: string }

async function begin(change: Change, id: string): Promise<void> {
  await change.query(BEGIN, [id])
  await change.query(WAKE, [[id]])
}

export const webhooks: Resource<WebhookView, Kept> = {
  entity: 'webhook',
  noun: 'webhook',
  table: 'webhook',
  alias: 'w',
  select: `w.id, w.name, w.url, w.events, w.active, w.headers, w.internal,
    ${selectInstant('w.failing_since')} AS "failingSince", w.disabled_reason AS "disabledReason",
    w.version, ${selectInstant('w.created_at')} AS "createdAt", ${selectInstant('w.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    url: 'url',
    events: 'events',
    active: 'active',
    headers: 'headers',
    internal: 'internal',
    secret: 'secret',
  },
  isVersioned: true,
  relate: async (change, id, { active, url }, before) => {
    if (active === false) await change.query(CANCEL_PENDING, [id])
    if (active === true && before?.active !== true) return begin(change, id)
    if (url !== undefined && url !== before?.url) await change.query(FORGIVE, [id])
  },
  retire: async (change, { id }) => {
    await change.query(CANCEL_PENDING, [id])
    await change.query(WAKE, [[id]])
  },
  revive: (change, { id }) => begin(change, id),
}
