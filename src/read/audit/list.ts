import type { AuditQuery } from '../../contracts/audit.js'
import { decodeCursor, encodeCursor, pageOf, withTotal } from '../../database/paginate.js'
import type { Database } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

interface AuditRow {
  id: string
  seq: string
  at: Date
  actor: Record<string, unknown>
  ip: string | null
  userAgent: string | null
  action: string
  outcome: 'ok' | 'denied'
  entity: string
  entityId: string | null
  ticketId: string | null
  before: unknown
  after: unknown
  hash: string
}

/** What is committed is linked first, so that no entry is read without its place in the chain. */
async function linkPending(db: Database): Promise<void> {
  while ((await db.query<{ n: number }>('SELECT sequence_stream(5000) AS n'))[0]?.n === 5000);
}

const COLUMNS = `e.id, e.seq, e.at, e.actor, d.ip, d.user_agent AS "userAgent", e.action, e.outcome, e.entity,
  e.entity_id AS "entityId", e.ticket_id AS "ticketId", d.before, d.after, encode(e.hash, 'hex') AS hash`
const FROM =
  'FROM audit_entry e LEFT JOIN audit_detail d ON d.audit_id = e.id WHERE e.organization_id = $1'

function filtersOf(query: AuditQuery): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const conditions: string[] = []
  const where = (value: unknown, condition: (placeholder: string) => string) => {
    if (value === undefined) return
    values.push(value)
    conditions.push(` AND ${condition(`$${values.length + 1}`)}`)
  }
  where(query.actor, (p) => `(e.actor->>'id' = ${p} OR e.actor->>'kind' = ${p})`)
  where(query.action, (p) => `e.action = ${p}`)
  where(query.entity, (p) => `e.entity = ${p}`)
  where(query.entityId, (p) => `e.entity_id = ${p}`)
  where(query.ticketId, (p) => `e.ticket_id = ${p}::uuid`)
  where(query.from, (p) => `e.at >= ${p}::timestamptz`)
  where(query.to, (p) => `e.at < ${p}::timestamptz`)
  where(query.ip, (p) => `d.ip = ${p}`)
  where(
    query.q,
    (p) => `position(lower(${p}) in lower(e.action || ' ' || coalesce(d.after::text, ''))) > 0`,
  )
  return { text: conditions.join(''), values }
}

export async function listAudit(db: Database, organizationId: string, query: AuditQuery) {
  await linkPending(db)
  const bound = db.of(organizationId)
  const { text, values } = filtersOf(query)
  const before = decodeCursor(query.cursor, 'seq', 1)?.[0] ?? null
  const n = values.length + 1
  const rows = await bound.query<AuditRow>(
    `SELECT ${COLUMNS} ${FROM}${text} AND ($${n + 1}::bigint IS NULL OR e.seq < $${n + 1}::bigint) ORDER BY e.seq DESC LIMIT $${n + 2}`,
    [...values, before, query.limit + 1],
  )
  const page = pageOf(
    rows,
    query.limit,
    ({ seq, at, ticketId, ...row }) => ({
      ...row,
      seq: Number(seq),
      at: iso(at),
      ...(ticketId === null ? {} : { ticketId }),
    }),
    (row) => encodeCursor('seq', [row.seq]),
  )
  return withTotal(bound, page, query.count, `SELECT count(*)::int AS n ${FROM}${text}`, values)
}

export interface AuditVerdict {
  ok: boolean
  entries: number
  checkedTo: number
  firstBroken?: number
  erased: number
}

export async function verifyAudit(db: Database, organizationId: string): Promise<AuditVerdict> {
  await linkPending(db)
  const [row] = await db
    .of(organizationId)
    .query<{ verdict: AuditVerdict }>('SELECT audit_verify($1) AS verdict')
  if (row === undefined) throw new Error('audit_verify returned nothing')
  return row.verdict
}
