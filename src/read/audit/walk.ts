import type { AuditFilters } from '../../contracts/audit.js'
import type { Database } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import { linkPendingEntries } from '../../write/audit/link-pending.js'
import { AUDIT_COLUMNS, AUDIT_FROM, type AuditRow, buildFilters, presentEntry } from './list.js'

export interface AuditStretch {
  entries: ReturnType<typeof presentEntry>[]
  /** How much of all there is was looked through, from 0 to 1. */
  share: number
}

/** So many entries are looked through by one statement. */
const STRIDE = 2_000

/**
 * All entries that match, oldest first, as far as the chain goes at its beginning. Each statement looks through a bounded
 * stretch of the chain, whatever is asked for.
 */
export async function* walkAudit(
  db: Database,
  organizationId: string,
  filters: AuditFilters,
  stride = STRIDE,
): AsyncGenerator<AuditStretch> {
  await linkPendingEntries(db)
  const bound = db.of(organizationId)
  const [head] = await bound.query<{ seq: string }>(
    'SELECT seq FROM audit_head WHERE organization_id = $1',
  )
  const last = Number(head?.seq ?? 0)
  const values = new Values([], 4)
  const text = `SELECT ${AUDIT_COLUMNS} ${AUDIT_FROM} AND e.seq > $2 AND e.seq <= $3${buildFilters(filters, values)}
    ORDER BY e.seq`
  for (let from = 0; from < last; from += stride) {
    const to = Math.min(from + stride, last)
    const rows = await bound.query<AuditRow>(text, [from, to, ...values.list], { prepared: false })
    yield { entries: rows.map(presentEntry), share: to / last }
  }
}
