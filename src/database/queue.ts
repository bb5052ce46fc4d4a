import type { Database } from './pool.js'
import { UNFLUSHED } from './unflushed.js'

/** A row that is nobody else's before its lease is over, and the ticket that it concerns. */
export type Leased<Own> = Own & {
  id: string
  organizationId: string
  organizationSlug: string
  ticketId: string
  number: string
}

/** `attachment`: the workflow of the file that the row names is to be started. */
export type OutboxKind = 'start' | 'signal' | 'mail' | 'digest' | 'attachment'

export const IS_FREE = '(leased_until IS NULL OR leased_until < now())'
/** An instant is kept in whole milliseconds, and may lie half of one ahead. */
export const IS_DUE = `due_at < now() + interval '1 millisecond'`
export const LEASE_END = `now() + $2 * interval '1 second'`
export const LEASED_BY = `l.id, l.organization_id AS "organizationId", g.slug AS "organizationSlug"`

const BACKED_OFF = `now() + least(300, 1.5 ^ least(attempts, 20)) * interval '1 second'`

/** Nobody has begun with it: what was tried once is carried on by whoever tried it. */
export const IS_UNTRIED = 'attempts = 0 AND done_at IS NULL'

const leaseText = (isOurs: string) => `WITH due AS (
    SELECT id FROM outbox WHERE ${isOurs} AND done_at IS NULL AND ${IS_DUE} AND ${IS_FREE}
    ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED),
  l AS (UPDATE outbox o SET leased_until = ${LEASE_END}, attempts = attempts + 1 FROM due, ${UNFLUSHED}
    WHERE o.id = due.id RETURNING o.*)
  SELECT ${LEASED_BY}, l.entity_id AS "ticketId", l.payload->>'number' AS number, l.kind, l.payload
  FROM l JOIN organization g ON g.id = l.organization_id ORDER BY l.id`

const CLAIM = `UPDATE outbox SET attempts = 1, leased_until = ${LEASE_END}
  WHERE id = $1 AND ${IS_UNTRIED} RETURNING id`

const BEGIN_TRY = `UPDATE outbox SET attempts = attempts + 1, leased_until = now() + $3 * interval '1 second'
  WHERE organization_id = $1 AND id = $2 AND done_at IS NULL
  RETURNING attempts, created_at < now() - interval '1 day' AS "isOld"`

/** Who has not had their last digest: what came since waits for it, and so is one mail (prisma/functions/gather_digests.sql). */
const HELD_READERS = `SELECT organization_id, jsonb_agg(DISTINCT payload->'userId') AS ids FROM outbox
  WHERE kind = 'mail' AND done_at IS NULL AND payload ? 'items' GROUP BY organization_id`
const HAS_READER = `(o.kind <> 'digest' OR NOT o.payload->'users' <@ coalesce(held.ids, '[]'))`

const newestText = (isOurs: string) => `WITH held AS MATERIALIZED (${HELD_READERS})
  SELECT o.organization_id AS "organizationId",
    g.slug AS "organizationSlug", (min(o.cursor) FILTER (WHERE o.${IS_DUE} AND ${HAS_READER}))::text AS "oldestDue", max(o.cursor)::text AS newest
  FROM outbox o JOIN organization g ON g.id = o.organization_id LEFT JOIN held USING (organization_id)
  WHERE ${isOurs} AND o.done_at IS NULL AND o.cursor IS NOT NULL AND (o.attempts = 0 OR o.leased_until < now())
  GROUP BY 1, 2`

const backlogText = (isOurs: string) => `WITH held AS (${HELD_READERS}),
  waiting AS (
    SELECT id, attempts > 0 AS tried, CASE attempts WHEN 0 THEN due_at ELSE leased_until END AS at
    FROM outbox o LEFT JOIN held USING (organization_id)
    WHERE organization_id = $1 AND ${isOurs} AND done_at IS NULL AND ${HAS_READER})
  SELECT array_agg(id) FILTER (WHERE tried AND at <= now()) AS failed,
    min(at) FILTER (WHERE NOT tried OR at > now()) AS next
  FROM waiting`

/** The outbox as a queue of some of its kinds. */
export function createOutboxQueue<Kind extends OutboxKind>(db: Database, kinds: readonly Kind[]) {
  // literals, so that the planner can match partial indexes
  const isOurs = `kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`
  return {
    ...createMarks(db),
    /** Takes what is due, the longest due first. What is neither completed nor put off comes again. */
    lease: <Payload>(limit: number, seconds: number) =>
      db.query<Leased<{ kind: Kind; payload: Payload }>>(leaseText(isOurs), [limit, seconds]),
    /** False for a letter that another has tried. */
    claim: async (id: string, seconds: number): Promise<boolean> =>
      (await db.query(CLAIM, [id, seconds])).length > 0,
    /** Counts a try of a letter by whoever has it to itself; undefined when it is settled. */
    beginTry: async (organizationId: string, letterId: string, seconds: number) => {
      const [letter] = await db
        .of(organizationId)
        .query<{ attempts: number; isOld: boolean }>(BEGIN_TRY, [letterId, seconds])
      return letter
    },
    /** The cursors of each organization's oldest due and newest row that is nobody's now, once numbered. */
    readNewest: () =>
      db.query<{
        organizationId: string
        organizationSlug: string
        oldestDue: string | null
        newest: string
      }>(newestText(isOurs)),
    /**
     * Letters that were tried and are nobody's now: what failed, whose claim ran out without an outcome, whose run
     * was lost; and when the next row becomes due, or the next claim runs out.
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

/** What becomes of rows that were taken. An error is a code. */
function createMarks(db: Database) {
  const update = async (assignments: string, ids: readonly string[], ...values: unknown[]) => {
    if (ids.length === 0) return
    await db.query(`UPDATE outbox SET ${assignments} WHERE id = ANY($1)`, [ids, ...values])
  }
  return {
    complete: (ids: readonly string[]) => update('done_at = now(), error = NULL', ids),
    retryLater: (ids: readonly string[], seconds: number) =>
      update(`leased_until = ${LEASE_END}`, ids, seconds),
    /** What fails for its own reasons waits longer each time, up to five minutes, and so leaves the places to others. */
    retryEverLater: (ids: readonly string[]) => update(`leased_until = ${BACKED_OFF}`, ids),
    /** It is nobody's from now on: instants are kept in whole milliseconds, and may be rounded up. */
    fail: (ids: readonly string[], error: string) =>
      update("error = $2, leased_until = now() - interval '1 millisecond'", ids, error),
    /** The holder tries again at this instant; if it dies, the row is free after it. */
    putOff: (ids: readonly string[], error: string, seconds: number) =>
      update(`error = $2, leased_until = now() + $3 * interval '1 second'`, ids, error, seconds),
    /** Undoes a claim: it does not count. */
    release: (ids: readonly string[]) => update('attempts = 0, leased_until = NULL', ids),
  }
}
