import type { Database } from '../../database/pool.js'
import { bindToOrganization } from '../listeners/listener.js'
import { addTimers } from './arm.js'
import { readCompiledRules } from './read-compiled.js'

const AT_ONCE = 200

const OPEN =
  'UPDATE automation_rule SET armed_at = coalesce(armed_at, clock_timestamp()) WHERE organization_id = $1 AND id = $2'
const TICKETS = `SELECT id FROM ticket WHERE organization_id = $1 AND deleted_at IS NULL AND status <> 'draft'
  AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT ${AT_ONCE}`
const COUNT = `SELECT count(*)::int AS n FROM ticket WHERE organization_id = $1 AND deleted_at IS NULL AND status <> 'draft'`

export interface Arming {
  ruleId: string
  /** Tickets that were looked at. */
  checked: number
  /** Of them those for which the rule has a reason. */
  armed: number
}

/** Arms a rule for all tickets that are there, a part in each transaction; `note` hears how far it is, and may throw. */
export async function armEverywhere(
  db: Database,
  { organizationId, ruleId }: { organizationId: string; ruleId: string },
  note: (share: number) => void,
): Promise<Arming> {
  const own = db.of(organizationId)
  await own.query(OPEN, [ruleId])
  const [total] = await own.query<{ n: number }>(COUNT)
  const arming = { ruleId, checked: 0, armed: 0 }
  let last: string | null = null
  for (;;) {
    const rows: { id: string }[] = await own.query(TICKETS, [last])
    const ids = rows.map(({ id }) => id)
    const armed = await db.transaction(async (transaction) => {
      const bound = bindToOrganization(transaction, organizationId)
      return addTimers(bound, await readCompiledRules(bound), ids)
    })
    arming.checked += ids.length
    arming.armed += armed.filter((one) => one.ruleId === ruleId).length
    note(Math.min(1, arming.checked / Math.max(1, total?.n ?? 1)))
    last = ids.at(-1) ?? null
    if (ids.length < AT_ONCE) return arming
  }
}
