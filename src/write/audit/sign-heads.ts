import { type AuditHead, signAuditHead } from '../../auth/audit-heads.js'
import type { KeyRing } from '../../auth/keys.js'
import type { Database } from '../../database/pool.js'
import { verifyAudit } from '../../read/audit/verify.js'

export interface SignHeadsDeps {
  db: Database
  keys: KeyRing
  /** Hands a new head out: what lies in the same database proves nothing against whoever owns it. */
  onSigned: (head: AuditHead & { slug: string; jws: string }) => void
  onBroken: (found: { slug: string; firstBroken: number }) => void
}

/** Organizations whose chain has grown since its last head, and which have none of today. */
const DUE = `SELECT o.id, o.slug, coalesce(last.seq, 0) AS signed FROM organization o
  JOIN audit_head h ON h.organization_id = o.id
  LEFT JOIN LATERAL (SELECT seq, day FROM audit_signed_head s WHERE s.organization_id = o.id
    ORDER BY day DESC LIMIT 1) last ON true
  WHERE h.seq > coalesce(last.seq, 0)
    AND coalesce(last.day, '-infinity') < (clock_timestamp() AT TIME ZONE 'UTC')::date`

const KEEP = `INSERT INTO audit_signed_head (organization_id, day, seq, hash, at, jws)
  VALUES ($1, ($5::timestamptz AT TIME ZONE 'UTC')::date, $2, decode($3, 'hex'), $5, $4) ON CONFLICT DO NOTHING RETURNING seq`

/**
 * Signs the head of each chain once a day, after the part since the last one was found whole. Several processes may do
 * it at once: one head a day is kept.
 */
export async function signAuditHeads(deps: SignHeadsDeps): Promise<void> {
  const due = await deps.db.query<{ id: string; slug: string; signed: string }>(DUE)
  for (const { id, slug, signed } of due) await signHead(deps, id, slug, Number(signed))
}

async function signHead(
  { db, keys, onSigned, onBroken }: SignHeadsDeps,
  organizationId: string,
  slug: string,
  signed: number,
): Promise<void> {
  const { verifying } = keys
  const verdict = await verifyAudit({ db, verifying }, organizationId, { from: signed + 1 })
  if (verdict.firstBroken !== undefined) {
    return onBroken({ slug, firstBroken: verdict.firstBroken })
  }
  const seq = verdict.checkedTo
  const bound = db.of(organizationId)
  const [entry] = await bound.query<{ hash: string; at: Date }>(
    `SELECT encode(hash, 'hex') AS hash, date_trunc('milliseconds', clock_timestamp()) AS at
     FROM audit_entry WHERE organization_id = $1 AND seq = $2`,
    [seq],
  )
  if (entry === undefined) return
  const head = { organizationId, seq, hash: entry.hash, at: entry.at.toISOString() }
  const jws = await signAuditHead(keys, head)
  const kept = await bound.query(KEEP, [seq, head.hash, jws, head.at])
  if (kept.length > 0) onSigned({ ...head, slug, jws })
}
