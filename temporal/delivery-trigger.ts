import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import type { deliveries } from '../workflows/index.js'
import { deliveriesWorkflowId } from './ids.js'

const NEWEST = `SELECT o.organization_id AS id, g.slug, max(o.cursor)::text AS newest FROM outbox o
  JOIN organization g ON g.id = o.organization_id
  WHERE o.kind IN ('mail', 'digest') AND o.done_at IS NULL AND o.attempts = 0 AND o.cursor IS NOT NULL GROUP BY 1, 2`

/** Wakes an organization's deliveries when its outbox has something new. A wake too many is harmless. */
export function createMailWaker(db: Database, client: Client, taskQueue: string) {
  const woken = new Map<string, string>()
  return async function wakeDeliveries(): Promise<void> {
    const rows = await db.query<{ id: string; slug: string; newest: string }>(NEWEST)
    for (const { id, slug, newest } of rows) {
      if (woken.get(id) === newest) continue
      await client.connection.withDeadline(Date.now() + 5_000, () =>
        client.workflow.signalWithStart<typeof deliveries, []>('deliveries', {
          workflowId: deliveriesWorkflowId(slug),
          taskQueue,
          args: [{ organizationId: id }],
          signal: 'wake',
          signalArgs: [],
          staticSummary: `Mails of ${slug}`,
        }),
      )
      woken.set(id, newest)
    }
  }
}
