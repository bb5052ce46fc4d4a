import type { OrganizationDb } from '../../database/pool.js'
import { NO_COUNTS, type RetentionCounts, type RetentionPiece } from '../../domain/retention/run.js'
import type { ChosenPart, Retained } from './kind.js'
import type { RetentionRun, RetentionStep } from './run.js'

const STRETCH = 2_000

const HELD = `SELECT FROM ticket t WHERE t.organization_id = $1 AND t.legal_hold_at IS NOT NULL AND t.id = e.ticket_id`

/** The first signed head behind a place, of those up to which all is due; a ticket that is held keeps what is after it, too. */
const HEAD = `SELECT s.seq::int AS head FROM audit_signed_head s
  WHERE s.organization_id = $1 AND s.at <= $2 AND s.seq > $3
    AND ($4 = 'anonymize' OR s.seq < coalesce((SELECT min(e.seq) FROM ticket t
      JOIN audit_entry e ON e.organization_id = $1 AND e.ticket_id = t.id
      WHERE t.organization_id = $1 AND t.legal_hold_at IS NOT NULL), 'Infinity'::float8))
  ORDER BY s.seq LIMIT 1`

/** Of the entries of a stretch those that an action takes. What says that something was erased has nothing of anybody. */
const DUE: Record<'delete' | 'anonymize', string> = {
  delete: `FROM audit_entry e WHERE e.organization_id = $1 AND e.seq > $2 AND e.seq <= $3`,
  anonymize: `FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
    WHERE e.organization_id = $1 AND e.seq > $2 AND e.seq <= $3 AND e.action <> 'audit.erase' AND NOT EXISTS (${HELD})`,
}

/**
 * The audit log, from its beginning. Deleted, the chain is cut off at one of its signed heads after the other, so that what
 * is left is proven by it; anonymized, its entries lose their details.
 */
export const RETAINED_AUDIT: Retained = {
  batch: 1,
  prepare: async () => {},
  measure: async (db, { rule }) => {
    const text = `SELECT coalesce(max(seq), 0)::int AS n FROM audit_signed_head WHERE organization_id = $1 AND at <= $2`
    return (await db.query<{ n: number }>(text, [rule.cutoff]))[0]?.n ?? 0
  },
  choose: chooseStretch,
  list: listEntries,
  apply: applyToStretch,
}

/** A piece is a stretch: `<its first entry>/<the head that it ends at>`, and its last entry. */
async function chooseStretch(
  db: OrganizationDb,
  { rule }: RetentionRun,
  after: string | null,
): Promise<ChosenPart> {
  const from = Number(after ?? 0)
  const heads = await db.query<{ head: number }>(HEAD, [rule.cutoff, from, rule.action])
  const nothing = { pieces: [], counts: NO_COUNTS, held: 0, underWay: 0, seen: 0, after: null }
  const head = heads[0]?.head
  if (head === undefined) return nothing
  const to = Math.min(from + STRETCH, head)
  const [row] = await db.query<{ n: number }>(`SELECT count(*)::int AS n ${DUE[rule.action]}`, [
    from,
    to,
  ])
  const audit = row?.n ?? 0
  return {
    pieces: audit === 0 ? [] : [{ id: `${from}/${head}`, seq: to }],
    counts: { ...NO_COUNTS, audit },
    held: 0,
    underWay: 0,
    seen: to - from,
    after: String(to),
  }
}

async function* listEntries(
  db: OrganizationDb,
  { rule }: RetentionRun,
  pieces: readonly RetentionPiece[],
): AsyncGenerator<object> {
  for (const { id, seq } of pieces) {
    const [from] = readStretch(id)
    const text = `SELECT to_jsonb(e) AS entry, (SELECT to_jsonb(x) FROM audit_detail x WHERE x.audit_id = e.id) AS detail
      ${DUE[rule.action]} ORDER BY e.seq`
    const rows = await db.query<{ entry: object; detail: object | null }>(text, [from, seq])
    for (const { entry, detail } of rows) yield { table: 'audit_entry', row: entry, detail }
  }
}

const ERASE = `SELECT audit_erase($1, ARRAY(SELECT e.id ${DUE.anonymize}), clock_timestamp(), '{"kind": "system"}', NULL,
  'retention') AS n`

async function applyToStretch(
  step: RetentionStep,
  { rule }: RetentionRun,
  pieces: readonly RetentionPiece[],
): Promise<RetentionCounts> {
  let audit = 0
  for (const { id, seq } of pieces) {
    const [from, head] = readStretch(id)
    const rows =
      rule.action === 'delete'
        ? await step.query<{ n: number }>('SELECT audit_cut_off($1, $2, $3) AS n', [head, seq])
        : await step.query<{ n: number }>(ERASE, [from, seq])
    audit += rows[0]?.n ?? 0
  }
  const counts = { ...NO_COUNTS, audit }
  if (audit > 0) await step.audit({ to: pieces.at(-1)?.seq, counts })
  return counts
}

function readStretch(id: string): [from: number, head: number] {
  const [from, head] = id.split('/')
  return [Number(from), Number(head)]
}
