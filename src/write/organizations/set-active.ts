import type { Database } from '../../database/pool.js'
import { changeFacts } from '../resources/change-facts.js'

const SET = `UPDATE organization SET active = $2, updated_at = now() WHERE id = $1 AND active <> $2 RETURNING id`

const END_SESSIONS = `UPDATE session SET revoked_at = now() WHERE organization_id = $1 AND revoked_at IS NULL AND expires_at > now()`

/** Temporal's schedules follow their rows, and these their organization. */
const TOUCH_SCHEDULES =
  'UPDATE schedule SET updated_at = clock_timestamp() WHERE organization_id = $1'

/**
 * Deactivated, nobody signs in, who was signed in is so no more, and timers stand; restored, people sign in anew, and what
 * was due meanwhile is carried out. False where it is so already.
 */
export function setOrganizationActive(
  db: Database,
  organizationId: string,
  active: boolean,
): Promise<boolean> {
  const origin = { ip: null, userAgent: 'npm run org' }
  const author = {
    organizationId,
    actor: { kind: 'operator' },
    origin,
    workId: organizationId,
  } as const
  return changeFacts(db, author, async ({ query, audit }) => {
    if ((await query<object>(SET, [active])).length === 0) return false
    if (!active) await query(END_SESSIONS)
    await query(TOUCH_SCHEDULES)
    const action = active ? 'organization.restore' : 'organization.deactivate'
    await audit({ action, entity: 'organization', entityId: organizationId })
    return true
  })
}
