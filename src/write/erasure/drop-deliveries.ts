import type { Database } from '../../database/pool.js'

const DROP = `DELETE FROM webhook_delivery WHERE organization_id = $1 AND id IN (
    SELECT id FROM webhook_delivery WHERE organization_id = $1 AND status <> 'pending' AND at < $2::timestamptz LIMIT $3)
  RETURNING id`

/**
 * Drops what an organization has sent to receivers before, so many a statement: each may have anybody's words. Of what waits
 * it drops what names the person.
 */
export async function dropDeliveries(
  db: Database,
  { organizationId, userId }: { organizationId: string; userId: string },
  stride: number,
): Promise<void> {
  const bound = db.of(organizationId)
  const before = new Date().toISOString()
  while ((await bound.query(DROP, [before, stride])).length === stride);
  const hooks = await bound.query<{ id: string }>(
    'SELECT id FROM webhook WHERE organization_id = $1 ORDER BY id',
  )
  for (const { id } of hooks) {
    let after: string | undefined = NOWHERE
    while (after !== undefined) {
      after = await dropWaiting(db, { organizationId, userId, webhookId: id, after, stride })
    }
  }
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

/** Held alone: of its deliveries none is written, settled or cancelled meanwhile. */
const HOLD = 'SELECT 1 FROM webhook WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE'

const STRETCH = `WITH stretch AS (
    SELECT id FROM webhook_delivery
    WHERE organization_id = $1 AND webhook_id = $2 AND id > $4::uuid ORDER BY id LIMIT $5),
  dropped AS (
    DELETE FROM webhook_delivery d USING stretch
    WHERE d.organization_id = $1 AND d.id = stretch.id AND d.status = 'pending' AND position($3 in d.body) > 0
    RETURNING d.entity_id)
  SELECT max(id::text) AS last, ARRAY(SELECT DISTINCT entity_id FROM dropped) AS entities FROM stretch`

interface Waiting {
  organizationId: string
  userId: string
  webhookId: string
  after: string
  stride: number
}

/** One stretch of a webhook's deliveries, whose entities go on with what comes next; gives where the next begins. */
function dropWaiting(
  db: Database,
  { organizationId, userId, webhookId, after, stride }: Waiting,
): Promise<string | undefined> {
  return db.transaction(async ({ query }) => {
    await query(HOLD, [organizationId, webhookId])
    const [found] = await query<{ last: string | null; entities: string[] }>(STRETCH, [
      ...[organizationId, webhookId, userId, after, stride],
    ])
    if (found !== undefined && found.entities.length > 0) {
      await query('SELECT arm_webhook($1, $2, $3::uuid[])', [
        ...[organizationId, webhookId, found.entities],
      ])
    }
    return found?.last ?? undefined
  })
}
