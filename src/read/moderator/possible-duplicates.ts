import { setImmediate } from 'node:timers/promises'
import type { PossibleDuplicate } from '../../contracts/review-queue.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { TicketRecord } from '../../database/rows.js'
import {
  COMPARED_LENGTH,
  type Comparable,
  type Fingerprint,
  fingerprint,
  similarity,
} from '../../domain/ticket/similarity.js'

/** Below it two tickets only happen to share words. */
const LIKE_ENOUGH = 0.3
const MOST = 5
const WINDOW = 200

/** Of the same requester or department, the 200 latest within thirty days, are compared. */
const CANDIDATES = `SELECT t.id, t.number, t.title, left(t.description, ${COMPARED_LENGTH}) AS description FROM ticket t
  WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status <> 'draft' AND t.parent_id IS NULL AND t.id <> $2
  AND (t.requester_id = $3 OR t.department_id = $4) AND t.created_at > $5::timestamptz - interval '30 days'
  ORDER BY t.id DESC LIMIT ${WINDOW}`

/** About 15 MB of trigrams at the most. */
const MAX_KNOWN = 500

/** So many are compared at once before others have their turn: a few milliseconds, whatever the texts are. */
const AT_ONCE = 20

/** Fingerprints by ticket, kept while a page is made: tickets of one department have the same candidates. */
export type Fingerprints = Map<string, Fingerprint>

/** The tickets that this one may duplicate, the likest first. */
export async function findDuplicates(
  db: OrganizationDb,
  record: TicketRecord,
  known: Fingerprints,
): Promise<PossibleDuplicate[]> {
  const { id, requesterId, departmentId, createdAt } = record.state
  const candidates = await db.query<Comparable & { id: string; number: string }>(CANDIDATES, [
    id,
    requesterId,
    departmentId,
    createdAt,
  ])
  const own = recall(known, id, record)
  const alike: PossibleDuplicate[] = []
  for (const [i, { description, ...other }] of candidates.entries()) {
    if (i % AT_ONCE === 0) await setImmediate()
    const score = similarity(own, recall(known, other.id, { title: other.title, description }))
    if (score >= LIKE_ENOUGH) alike.push({ ...other, score })
  }
  return alike.sort((a, b) => b.score - a.score).slice(0, MOST)
}

function recall(known: Fingerprints, id: string, text: Comparable): Fingerprint {
  const before = known.get(id)
  if (before !== undefined) return before
  if (known.size >= MAX_KNOWN) known.clear()
  const fresh = fingerprint(text)
  known.set(id, fresh)
  return fresh
}
