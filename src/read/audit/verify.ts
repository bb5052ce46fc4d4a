import type { Database } from '../../database/pool.js'
import { linkPendingEntries } from './link-pending.js'

export interface AuditVerdict {
  ok: boolean
  entries: number
  checkedTo: number
  firstBroken?: number
  erased: number
}

/** Recomputes the organization's whole chain. */
export async function verifyAudit(db: Database, organizationId: string): Promise<AuditVerdict> {
  await linkPendingEntries(db)
  const [row] = await db
    .of(organizationId)
    .query<{ verdict: AuditVerdict }>('SELECT audit_verify($1) AS verdict')
  if (row === undefined) throw new Error('audit_verify returned nothing')
  return row.verdict
}
