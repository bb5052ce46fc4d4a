import type { OrganizationDb } from '../../src/database/pool.js'
import { findNextAttempt, isForsaken } from '../../src/domain/webhooks/retry.js'
import { disableWebhook } from '../../src/write/webhooks/disable.js'
import type { Due } from './due.js'
import type { Attempt } from './send.js'

/** What an admin reads of a delivery: the last so many tries. */
const KEPT_ATTEMPTS = 20

const APPEND = `(SELECT jsonb_agg(one ORDER BY n) FROM (
    SELECT one, n FROM jsonb_array_elements(attempts || jsonb_build_array($4::jsonb)) WITH ORDINALITY AS listed (one, n)
    ORDER BY n DESC LIMIT ${KEPT_ATTEMPTS}) last)`

/** Cancelled meanwhile it stays so, but for what has arrived. */
const SETTLE = `UPDATE webhook_delivery SET attempts = ${APPEND}, tries = tries + 1,
    status = CASE WHEN status = 'pending' OR $5 = 'delivered' THEN $5 ELSE status END,
    next_attempt_at = CASE WHEN status = 'pending' AND $5 = 'pending' THEN $6::timestamptz END
  WHERE organization_id = $1 AND id = $2 AND webhook_id = $3`

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
  const nextAt = next === undefined ? null : new Date(next).toISOString()
  await db.query(SETTLE, [due.id, webhookId, JSON.stringify(told), status, nextAt])
  if (kind === 'taken') return void (await db.query(TAKEN, [webhookId]))
  if (kind === 'gone') return disableWebhook(db, webhookId, 'gone')
  const [row] = await db.query<{ since: Date }>(REFUSED, [webhookId, attempt.at])
  if (row !== undefined && isForsaken(row.since.getTime(), nowMs)) {
    await disableWebhook(db, webhookId, 'failing')
  }
}
