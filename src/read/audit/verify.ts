import { readAuditHead } from '../../auth/audit-heads.js'
import type { KeyRing } from '../../auth/keys.js'
import type { Database, OrganizationDb } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import { linkPendingEntries } from '../../write/audit/link-pending.js'

export interface AuditVerdict {
  ok: boolean
  entries: number
  checkedTo: number
  firstBroken?: number
  erased: number
  /** Up to there the chain was cut off. */
  cutTo?: number
}

interface Segment {
  entries: number
  checkedTo: number
  firstBroken?: number
  erased: number
  cutTo?: number
  isLast: boolean
}

export interface VerifyOptions {
  /** The first entry to be checked; those before it are believed. */
  from?: number
  /** How many entries at most, so that an answer takes seconds; all when left out. */
  limit?: number
}

/** One statement's share: well below its timeout, on a busy machine too. */
const SEGMENT = 5_000

/**
 * Computes the organization's chain again, and looks whether each signed head of the part still stands in it. Memory
 * and each statement are bounded, however long the chain is.
 */
export async function verifyAudit(
  { db, verifying }: { db: Database; verifying: KeyRing['verifying'] },
  organizationId: string,
  { from = 1, limit = Number.POSITIVE_INFINITY }: VerifyOptions = {},
): Promise<AuditVerdict> {
  await linkPendingEntries(db)
  const bound = db.of(organizationId)
  let erased = 0
  let segment: Segment
  let at = from
  do {
    segment = await verifySegment(bound, at, Math.min(SEGMENT, from + limit - at))
    erased += segment.erased
    at = segment.checkedTo + 1
  } while (segment.firstBroken === undefined && !segment.isLast && at < from + limit)

  const { entries, checkedTo, isLast, cutTo = 0 } = segment
  const broken = segment.firstBroken ?? Number.POSITIVE_INFINITY
  const to = isLast ? undefined : checkedTo
  const contradicted = await findContradicted(bound, verifying, { from, to, cutTo })
  const first = Math.min(broken, contradicted ?? Number.POSITIVE_INFINITY)
  const cut = cutTo === 0 ? {} : { cutTo }
  return first === Number.POSITIVE_INFINITY
    ? { ok: true, entries, checkedTo, erased, ...cut }
    : { ok: false, entries, checkedTo: first - 1, firstBroken: first, erased, ...cut }
}

/** Refuses a first entry that the chain has not come to yet: it would be called missing. */
export async function requireReached(db: OrganizationDb, from: number): Promise<void> {
  if (from === 1) return
  const rows = await db.query(
    'SELECT FROM audit_entry WHERE organization_id = $1 AND seq >= $2 LIMIT 1',
    [from - 1],
  )
  if (rows.length > 0) return
  refuse('validation_failed', 'The chain ends before that entry.', { from: ['is beyond the end'] })
}

async function verifySegment(db: OrganizationDb, from: number, limit: number): Promise<Segment> {
  const [row] = await db.query<{ segment: Segment }>('SELECT audit_verify($1, $2, $3) AS segment', [
    from,
    limit,
  ])
  if (row === undefined) throw new Error('audit_verify returned nothing')
  return row.segment
}

interface SignedRow {
  seq: string
  jws: string
  signedHash: string
  at: Date | null
  /** Of the entry that stands there now. */
  hash: string | null
}

/**
 * The first entry that a signed head contradicts; heads beyond `to` are left to whoever checks on from there. Of those up to
 * which the chain was cut off nothing stands any more but that they were signed.
 */
async function findContradicted(
  db: OrganizationDb,
  verifying: KeyRing['verifying'],
  { from, to, cutTo }: { from: number; to: number | undefined; cutTo: number },
): Promise<number | undefined> {
  const rows = await db.query<SignedRow>(
    `SELECT s.place AS seq, s.jws, s.at, encode(s.hash, 'hex') AS "signedHash", encode(e.hash, 'hex') AS hash
     FROM (SELECT *, coalesce(seq, $2) AS place FROM audit_signed_head) s
     LEFT JOIN audit_entry e ON e.organization_id = s.organization_id AND e.seq = s.seq
     WHERE s.organization_id = $1 AND place >= $2 AND ($3::bigint IS NULL OR place <= $3) ORDER BY place`,
    [from, to ?? null],
  )
  for (const row of rows) {
    const head = await readAuditHead(verifying, row.jws)
    const isKept =
      head !== undefined &&
      head.organizationId === db.organizationId &&
      head.seq === Number(row.seq) &&
      head.hash === row.signedHash &&
      (head.hash === row.hash || head.seq <= cutTo) &&
      head.at === row.at?.toISOString()
    if (!isKept) return Number(row.seq)
  }
  return undefined
}
