import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import type { Rule } from '../../domain/automation/rules.js'

const ACTIVE = `SELECT id, version, name, trigger, conditions, actions, stop_on_match AS "stopOnMatch", created_at AS "createdAt",
    armed_at IS NOT NULL AS "isArmed"
  FROM automation_rule WHERE organization_id = $1 AND deleted_at IS NULL AND active ORDER BY place, id`

export interface ActiveRule extends Rule {
  createdAt: string
  /** What began before it counts, too. */
  isArmed: boolean
}

/** In the order in which they are asked. */
export async function readActiveRules({
  query,
}: Pick<OrganizationDb, 'query'>): Promise<ActiveRule[]> {
  const rows = await query<Rule & { createdAt: Date; isArmed: boolean }>(ACTIVE)
  return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) }))
}
