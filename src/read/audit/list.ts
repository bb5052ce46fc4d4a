import type { AuditEntryView, AuditFilters, AuditQuery } from '../../contracts/audit.js'
import { decodeCursor, encodeCursor } from '../../database/cursor.js'
import { Filters } from '../../database/filters.js'
import { selectPerson } from '../../database/names.js'
import { type Order, type Page, paginate } from '../../database/paginate.js'
import type { Database, OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import type { Json } from '../../domain/audit/redact.js'
import { linkPendingEntries } from '../../write/audit/link-pending.js'
import { LONG_READ, limitLongReads, type Reader } from '../limit-long-reads.js'

export interface AuditRow {
  id: string
  seq: string
  at: Date
  actor: AuditEntryView['actor']
  ip: string | null
  userAgent: string | null
  action: string
  outcome: 'ok' | 'denied'
  entity: string
  entityId: string | null
  ticketId: string | null
  before: Json
  after: Json
  hash: string
}

export const AUDIT_COLUMNS = `e.id, e.seq, e.at, e.actor, d.ip, d.user_agent AS "userAgent", e.action, e.outcome, e.entity,
  e.entity_id AS "entityId", e.ticket_id AS "ticketId", d.before, d.after, encode(e.hash, 'hex') AS hash`
/** An entry that was committed a moment ago has no place in the chain yet; it is read a moment later. */
export const AUDIT_FROM = `FROM audit_entry e LEFT JOIN audit_detail d ON d.audit_id = e.id
  WHERE e.organization_id = $1 AND e.seq IS NOT NULL`

export function buildFilters(query: AuditFilters, values: Values): string {
  const filters = new Filters(values)
  filters.add(query.actor, (p) => `(e.actor->>'id' = ${p} OR e.actor->>'kind' = ${p})`)
  filters.add(query.action, (p) => `e.action = ${p}`)
  filters.add(query.entity, (p) => `e.entity = ${p}`)
  filters.add(query.entityId, (p) => `e.entity_id = ${p}`)
  filters.add(query.ticketId, (p) => `e.ticket_id = ${p}::uuid`)
  filters.add(query.from, (p) => `e.at >= ${p}::timestamptz`)
  filters.add(query.to, (p) => `e.at < ${p}::timestamptz`)
  filters.add(query.ip, (p) => `d.ip = ${p}`)
  filters.add(
    query.q,
    (p) => `position(lower(${p}) in lower(e.action || ' ' || coalesce(d.after::text, ''))) > 0`,
  )
  return filters.list.map((condition) => ` AND ${condition}`).join('')
}

export function presentEntry({ seq, at, ticketId, ...row }: AuditRow) {
  const ticket = ticketId === null ? {} : { ticketId }
  return { ...row, seq: Number(seq), at: iso(at), ...ticket }
}

export type AuditEntry = ReturnType<typeof presentEntry>

interface ListedRow extends AuditRow {
  /** Of the person who acted, as they are called now. */
  actorName: string | null
}

/** The chain holds ids alone, so that a name may change, or be erased. */
const LISTED_COLUMNS = `${AUDIT_COLUMNS}, ${selectPerson("(e.actor->>'id')::uuid")}->>'name' AS "actorName"`

function presentListed({ actorName, ...row }: ListedRow): AuditEntry {
  const entry = presentEntry(row)
  return actorName === null ? entry : { ...entry, actor: { ...entry.actor, name: actorName } }
}

const ORDER: Order<AuditRow> = {
  name: 'seq',
  direction: 'DESC',
  keys: [{ column: 'e.seq', kind: 'int', read: (row) => row.seq }],
}

/** How many entries one page looks through at most, for filters that no index serves. */
export interface Windows {
  entries: number
  /** Where the details must be read, too. */
  details: number
}

const WINDOWS: Windows = { entries: 100_000, details: 20_000 }

/** Undefined when an index leads to the few entries in question, or every entry will do. */
function chooseWindow(query: AuditQuery, windows: Windows): number | undefined {
  const { actor, entity, entityId, ticketId, from, to, ip, q } = query
  if (ticketId !== undefined || (entity !== undefined && entityId !== undefined)) return undefined
  if (ip !== undefined || q !== undefined) return windows.details
  const isScan = [actor, entity, entityId, from, to].some((value) => value !== undefined)
  return isScan ? windows.entries : undefined
}

/**
 * The organization's entries, newest first. A page that had to look through a whole window for what it shows may be
 * short, even empty, and its cursor leads on.
 */
export async function listAudit(
  db: Database,
  reader: Reader,
  query: AuditQuery,
  windows = WINDOWS,
): Promise<Page<AuditEntry>> {
  await linkPendingEntries(db)
  const bound = db.of(reader.organizationId)
  const window = chooseWindow(query, windows)
  if (window !== undefined) return limitLongReads(reader, () => listWithin(bound, query, window))
  const { count, ...rest } = query
  const page = await listFrom(bound, rest, 0)
  if (count !== 'true') return page
  const { total } = await limitLongReads(reader, () => listFrom(bound, { ...query, limit: 1 }, 0))
  return { ...page, total: total ?? 0 }
}

async function listWithin(
  bound: OrganizationDb,
  query: AuditQuery,
  window: number,
): Promise<Page<AuditEntry>> {
  const [head] = await bound.query<{ seq: string }>(
    'SELECT seq FROM audit_head WHERE organization_id = $1',
  )
  const newest = Number(head?.seq ?? 0) + 1
  const { cursor, count, ...rest } = query
  const before = cursor === undefined ? newest : Number(decodeCursor(cursor, 'seq', ['int'])[0])
  const floor = before - window
  const page = await listFrom(bound, { ...rest, cursor }, floor)
  const nextCursor = page.nextCursor ?? (floor > 1 ? encodeCursor('seq', [String(floor)]) : null)
  if (count !== 'true') return { ...page, nextCursor }
  const { total } = await listFrom(bound, { ...rest, limit: 1, count }, newest - window)
  const isWhole = newest - window <= 1
  return { ...page, nextCursor, total: total ?? 0, ...(isWhole ? {} : { totalIsAtLeast: true }) }
}

/** Those with at least that number. */
function listFrom(db: OrganizationDb, query: AuditQuery, floor: number) {
  const values = new Values()
  const filters = buildFilters(query, values)
  const within = floor > 0 ? ` AND e.seq >= ${values.add(floor)}` : ''
  const listing = {
    order: ORDER,
    select: LISTED_COLUMNS,
    from: `${AUDIT_FROM}${filters}${within}`,
    values: values.list,
    options: LONG_READ,
    view: presentListed,
  }
  return paginate(db, listing, query)
}
