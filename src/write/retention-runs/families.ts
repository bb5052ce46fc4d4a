import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { countFamily, type FamilyKind, judgeFamily } from '../../domain/retention/family.js'
import {
  addCounts,
  NO_COUNTS,
  type RetentionCounts,
  type RetentionPiece,
} from '../../domain/retention/run.js'
import { findFamilies, type RetainedFamily } from './find-families.js'
import type { ChosenPart, Retained } from './kind.js'
import { listRecords } from './list-records.js'
import type { RetentionRun, RetentionStep } from './run.js'

const PART = 200
const BATCH = 20
const MOST_COUNTED = 100_000
const BEGINNING = '0001-01-01T00:00:00.000Z/00000000-0000-0000-0000-000000000000'

/** Each condition is that of an index, so that nothing else is looked through. */
const ROOTS: Record<'ended' | 'drafts', string> = {
  ended: `t.parent_id IS NULL AND t.deleted_at IS NULL AND t.status IN ('rejected', 'closed', 'withdrawn')`,
  drafts: `t.parent_id IS NULL AND t.deleted_at IS NOT NULL AND t.status = 'draft'`,
}

/** Tickets that have ended, drafts that are gone, or what tickets hold: judged by whole families, the oldest first. */
export function retainFamilies(kind: FamilyKind): Retained {
  const roots = `FROM ticket t WHERE t.organization_id = $1 AND ${ROOTS[kind === 'drafts' ? 'drafts' : 'ended']}
    AND t.updated_at <= $2`
  const next = `SELECT t.id, ${selectInstant('t.updated_at')} AS at ${roots}
    AND (t.updated_at, t.id) > ($3::timestamptz, $4::uuid) ORDER BY t.updated_at, t.id LIMIT ${PART}`
  return {
    batch: BATCH,
    measure: async (db, { rule }) => {
      const text = `SELECT count(*)::int AS n FROM (SELECT 1 ${roots} LIMIT ${MOST_COUNTED}) counted`
      return (await db.query<{ n: number }>(text, [rule.cutoff]))[0]?.n ?? 0
    },
    choose: (db, run, after) => chooseFamilies(db, run, next, after ?? BEGINNING),
    list: (db, { rule }, pieces) => listRecords(db, rule.kind, pieces),
    prepare: async (db, { rule }) => {
      if (rule.action === 'anonymize') await db.query('SELECT anonymous_person($1)')
    },
    apply: applyToFamilies,
  }
}

async function chooseFamilies(
  db: OrganizationDb,
  { rule }: RetentionRun,
  next: string,
  after: string,
): Promise<ChosenPart> {
  const found = await db.query<{ id: string; at: string }>(next, [rule.cutoff, ...after.split('/')])
  const families = await findFamilies(
    db,
    found.map(({ id }) => id),
  )
  const now = new Date().toISOString()
  const judged = families.map((family) => ({
    ...family,
    verdict: judgeFamily(rule, family.tickets, now),
  }))
  const due = judged.filter(({ verdict }) => verdict === 'due')
  const countTickets = (wanted: (typeof judged)[number]['verdict']) =>
    judged
      .filter(({ verdict }) => verdict === wanted)
      .reduce((n, { tickets }) => n + tickets.length, 0)
  const last = found.at(-1)
  return {
    pieces: due.map(({ piece }) => piece),
    counts: sumCounts(rule.kind, due),
    held: countTickets('held'),
    underWay: countTickets('under_way'),
    seen: found.length,
    after: found.length < PART || last === undefined ? null : `${last.at}/${last.id}`,
  }
}

function sumCounts(
  kind: RetentionRun['rule']['kind'],
  families: readonly RetainedFamily[],
): RetentionCounts {
  return families.reduce(
    (sum, { tickets }) => addCounts(sum, countFamily(kind, tickets)),
    NO_COUNTS,
  )
}

const LOCK_ROOTS = `SELECT 1 FROM ticket WHERE organization_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`
const LOCK_OTHERS = `SELECT 1 FROM ticket WHERE organization_id = $1 AND parent_id = ANY ($2)
  ORDER BY child_number, id FOR UPDATE`

/** What has moved since it was chosen is not what the archive has: it is left for the next run. */
async function applyToFamilies(
  step: RetentionStep,
  { rule }: RetentionRun,
  pieces: readonly RetentionPiece[],
): Promise<RetentionCounts> {
  const ids = pieces.map(({ id }) => id)
  await step.query('SELECT pg_advisory_xact_lock_shared(facts_lock_key($1))') // as commands do, before tickets
  await step.query(LOCK_ROOTS, [ids])
  await step.query(LOCK_OTHERS, [ids])
  const now = new Date().toISOString()
  const due = (await findFamilies(step, ids)).filter(
    ({ piece, tickets }) =>
      pieces.some(({ id, seq }) => id === piece.id && seq === piece.seq) &&
      judgeFamily(rule, tickets, now) === 'due',
  )
  if (due.length === 0) return NO_COUNTS
  const tickets = due.flatMap((family) => family.tickets)
  await step.query(
    ...chooseStatement(
      rule,
      tickets.map(({ id }) => id),
    ),
  )
  const counts = sumCounts(rule.kind, due)
  await step.audit({ tickets: tickets.map(({ number }) => number), counts })
  return counts
}

function chooseStatement(
  { kind, action, archive }: RetentionRun['rule'],
  ids: readonly string[],
): [text: string, values: unknown[]] {
  if (action === 'anonymize') {
    return ['SELECT anonymize_contents($1, $2, $3, anonymous_person($1), $4)', [ids, kind, archive]]
  }
  return kind === 'tickets' || kind === 'drafts'
    ? ['SELECT forget_tickets($1, $2, $3)', [ids, archive]]
    : ['SELECT forget_contents($1, $2, $3, $4)', [ids, kind, archive]]
}
