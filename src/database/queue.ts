import type { Database } from './pool.js'

/** A row that is nobody else's before its lease is over, and the ticket that it concerns. */
export type Leased<Own> = Own & {
  id: string
  organizationId: string
  organizationSlug: string
  ticketId: string
  number: string
}

export type OutboxKind = 'start' | 'signal' | 'mail' | 'digest'

export const IS_FREE = '(leased_until IS NULL OR leased_until < now())'
export const LEASE_END = `now() + $2 * interval '1 second'`
export const LEASED_BY = `l.id, l.organization_id AS "organizationId", g.slug AS "organizationSlug"`

/** Nobody has begun with it: what was tried once is carried on by whoever tried it. */
export const IS_UNTRIED = 'attempts = 0 AND done_at IS NULL'

const leaseText = (isOurs: string) => `WITH due AS (
    SELECT id FROM outbox WHERE ${isOurs} AND done_at IS NULL AND due_at <= now() AND ${IS_FREE}
    ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED),
  l AS (UPDATE outbox o SET leased_until = ${LEASE_END}, attempts = attempts + 1 FROM due WHERE o.id = due.id RETURNING o.*)
  SELECT ${LEASED_BY}, l.entity_id AS "ticketId", l.payload->>'number' AS number, l.kind, l.payload
  FROM l JOIN organization g ON g.id = l.organization_id ORDER BY l.id`

const CLAIM = `UPDATE outbox SET attempts = attempts + 1, leased_until = ${LEASE_END}
  WHERE id = ANY($1) AND ${IS_UNTRIED} RETURNING id`

const newestText = (isOurs: string) => `SELECT o.organization_id AS "organizationId",
    g.slug AS "organizationSlug", max(o.cursor)::text AS newest
  FROM outbox o JOIN organization g ON g.id = o.organization_id
  WHERE ${isOurs} AND ${IS_UNTRIED} AND o.cursor IS NOT NULL GROUP BY 1, 2`

const backlogText = (isOurs: string) => `SELECT
    array_agg(id) FILTER (WHERE attempts = 1 AND (error IS NOT NULL OR ${IS_FREE})) AS failed,
    min(CASE attempts WHEN 0 THEN due_at WHEN 1 THEN leased_until END)
      FILTER (WHERE attempts = 0 OR (error IS NULL AND NOT ${IS_FREE})) AS next
  FROM outbox WHERE organization_id = $1 AND ${isOurs} AND done_at IS NULL`

/** The outbox as a queue of some of its kinds. */
export function createOutboxQueue(db: Database, kinds: readonly OutboxKind[]) {
  // literals, so that the planner can match partial indexes
  const isOurs = `kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`
  return {
    ...createMarks(db),
    /** Takes what is due, the longest due first. What is neither completed nor put off comes again. */
    lease: <Payload>(limit: number, seconds: number) =>
      db.query<Leased<{ kind: OutboxKind; payload: Payload }>>(leaseText(isOurs), [limit, seconds]),
    /** Takes for good those of the rows that nobody has tried: their ids. */
    claim: async (ids: readonly string[], seconds: number): Promise<Set<string>> => {
      const claimed = await db.query<{ id: string }>(CLAIM, [ids, seconds])
      return new Set(claimed.map(({ id }) => id))
    },
    /** The cursor of each organization's newest untried row, once it is numbered. */
    readNewest: () =>
      db.query<{ organizationId: string; organizationSlug: string; newest: string }>(
        newestText(isOurs),
      ),
    /**
     * What was claimed and failed, or whose claim ran out without an outcome, and that nobody has tried since;
     * and when the next row becomes due, or the next claim runs out.
     */
    readBacklog: async (organizationId: string) => {
      const organization = db.of(organizationId)
      const [row] = await organization.query<{ failed: string[] | null; next: Date | null }>(
        backlogText(isOurs),
      )
      return { failed: row?.failed ?? [], nextDueAt: row?.next?.toISOString() ?? null }
    },
  }
}

export type OutboxQueue = ReturnType<typeof createOutboxQueue>

/** What becomes of rows that were taken. An error keeps its first 500 characters. */
function createMarks(db: Database) {
  const update = async (assignments: string, ids: readonly string[], ...values: unknown[]) => {
    if (ids.length === 0) return
    await db.query(`UPDATE outbox SET ${assignments} WHERE id = ANY($1)`, [ids, ...values])
  }
  return {
    complete: (ids: readonly string[]) => update('done_at = now(), error = NULL', ids),
    retryLater: (ids: readonly string[], seconds: number) =>
      update(`leased_until = ${LEASE_END}`, ids, seconds),
    fail: (ids: readonly string[], error: string) => update('error = left($2, 500)', ids, error),
    /** Undoes a claim: it does not count. */
    release: (ids: readonly string[]) =>
      update('attempts = attempts - 1, leased_until = NULL', ids),
    /** Counts a try by whoever has the row to itself. */
    countTry: (id: string) =>
      update(`attempts = attempts + 1, error = coalesce(error, 'no answer')`, [id]),
    giveUp: (id: string, error: string) =>
      update('done_at = now(), error = left($2, 500)', [id], error),
  }
}
