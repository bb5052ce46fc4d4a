import type { AuditQuery } from '../../contracts/audit.js'
import { paginate } from '../../database/paginate.js'
import type { Database } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import { linkPendingEntries } from './link-pending.js'

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

const COLUMNS = `e.id, e.seq, e.at, e.actor, d.ip, d.user_agent AS "userAgent", e.action, e.outcome, e.entity,
  e.entity_id AS "entityId", e.ticket_id AS "ticketId", d.before, d.after, encode(e.hash, 'hex') AS hash`
/** An entry that was committed a moment ago has no place in the chain yet; it is read a moment later. */
const FROM = `FROM audit_entry e LEFT JOIN audit_detail d ON d.audit_id = e.id
  WHERE e.organization_id = $1 AND e.seq IS NOT NULL`

function buildFilters(query: AuditQuery, values: Values): string {
  const conditions: string[] = []
  const filter = (value: unknown, condition: (placeholder: string) => string) => {
    if (value !== undefined) conditions.push(` AND ${condition(values.add(value))}`)
  }
  filter(query.actor, (p) => `(e.actor->>'id' = ${p} OR e.actor->>'kind' = ${p})`)
  filter(query.action, (p) => `e.action = ${p}`)
  filter(query.entity, (p) => `e.entity = ${p}`)
  filter(query.entityId, (p) => `e.entity_id = ${p}`)
  filter(query.ticketId, (p) => `e.ticket_id = ${p}::uuid`)
  filter(query.from, (p) => `e.at >= ${p}::timestamptz`)
  filter(query.to, (p) => `e.at < ${p}::timestamptz`)
  filter(query.ip, (p) => `d.ip = ${p}`)
  filter(
    query.q,
    (p) => `position(lower(${p}) in lower(e.action || ' ' || coalesce(d.after::text, ''))) > 0`,
  )
  return conditions.join('')
}

function presentEntry({ seq, at, ticketId, ...row }: AuditRow) {
  const ticket = ticketId === null ? {} : { ticketId }
  return { ...row, seq: Number(seq), at: iso(at), ...ticket }
}

/** The organization's entries, newest first. */
export async function listAudit(db: Database, organizationId: string, query: AuditQuery) {
  await linkPendingEntries(db)
  const values = new Values()
  const filters = buildFilters(query, values)
  return paginate(
    db.of(organizationId),
    {
      order: {
        name: 'seq',
        direction: 'DESC',
        keys: [{ column: 'e.seq', kind: 'int', read: (row) => row.seq }],
      },
      select: COLUMNS,
      from: `${FROM}${filters}`,
      values: values.list,
      prepared: false,
      view: presentEntry,
    },
    query,
  )
}
