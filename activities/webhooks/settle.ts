import type { OrganizationDb } from '../../src/database/pool.js'
import { findNextAttempt, isForsaken } from '../../src/domain/webhooks/retry.js'
import { disableWebhook } from '../../src/write/webhooks/disable.js'
import type { Due } from './due.js'
import type { Attempt } from './send.js'

const SETTLE = 'SELECT settle_webhook($1, $2::jsonb)'

const TAKEN = `UPDATE webhook SET failing_since = NULL
  WHERE organization_id = $1 AND id = $2 AND failing_since IS NOT NULL`

const REFUSED = `UPDATE webhook SET failing_since = coalesce(failing_since, $3::timestamptz)
  WHERE organization_id = $1 AND id = $2 RETURNING failing_since AS since`

/** Writes what became of a try, and turns the webhook off where its receiver is gone, or has taken nothing for days. */
export async function settle(
  db: OrganizationDb,
  webhookId: string,
  due: Due,
  attempt: Attempt,
): Promise<void> {
  const { kind, retryAfterMs, ...told } = attempt
  const nowMs = Date.parse(attempt.at) + attempt.ms
  const next = findNextAttempt({
    ...{ attempts: due.tries + 1, beganAtMs: due.beganAt.getTime(), nowMs, retryAfterMs },
  })
  const status = kind === 'taken' ? 'delivered' : next === undefined ? 'failed' : 'pending'
  const nextAttemptAt = next === undefined ? null : new Date(next).toISOString()
  const settled = { webhookId, id: due.id, attempt: told, status, nextAttemptAt }
  await db.query(SETTLE, [JSON.stringify(settled)])
  if (kind === 'taken') return void (await db.query(TAKEN, [webhookId]))
  if (kind === 'gone') return disableWebhook(db, webhookId, 'gone')
  const [row] = await db.query<{ since: Date }>(REFUSED, [webhookId, attempt.at])
  if (row !== undefined && isForsaken(row.since.getTime(), nowMs)) {
    await disableWebhook(db, webhookId, 'failing')
  }
}
