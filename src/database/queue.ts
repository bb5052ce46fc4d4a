import type { LetterChannel } from '../domain/ticket/outcome/channels.js'
import { foundingSlug } from './names.js'
import type { Database } from './pool.js'
import { sqlList } from './sql-list.js'
import { UNFLUSHED } from './unflushed.js'

/** A row that is nobody else's before its lease is over, and the ticket that it concerns. */
export type Leased<Own> = Own & {
  id: string
  organizationId: string
  organizationSlug: string
  ticketId: string
  number: string
}

/**
 * `attachment`, `operation`: the workflow of the file, or of the work, that the row names is to be started; `assignment`,
 * `webhook`, `contract`, `work_order`, `rules`, `survey`, `mail_in`, `article`: that of the group, of the webhook, of the contract, of the work order, or of the organization itself,
 * is to be woken.
 */
export type OutboxKind =
  | 'start'
  | 'signal'
  | LetterChannel
  | 'digest'
  | 'attachment'
  | 'operation'
  | 'assignment'
  | 'webhook'
  | 'rules'
  | 'survey'
  | 'mail_in'
  | 'article'
  | 'contract'
  | 'work_order'

export const IS_FREE = '(leased_until IS NULL OR leased_until < now())'
/** An instant is kept in whole milliseconds, and may lie half of one ahead. */
export const IS_DUE = `due_at < now() + interval '1 millisecond'`
export const LEASE_END = `now() + $2 * interval '1 second'`
export const LEASED_BY = `l.id, l.organization_id AS "organizationId", ${foundingSlug('g')} AS "organizationSlug"`

const BACKED_OFF = `now() + least(300, 1.5 ^ least(attempts + 1, 20)) * interval '1 second'`

/** Nobody has begun with it: what was tried once is carried on by whoever tried it. */
export const IS_UNTRIED = 'attempts = 0 AND done_at IS NULL'

/** Before every organization's. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Takes at most `$1` rows of the outbox, an equal share of each organization that has some, so that one with thousands
 * keeps no other waiting: first of the organization that comes after `$3`, and around. The recursion looks at one entry
 * of the index an organization, and ends where it began.
 */
function leaseInTurn(isOurs: string): string {
  const isWaiting = `${isOurs} AND done_at IS NULL AND ${IS_DUE} AND ${IS_FREE}`
  const first = (where: string) =>
    `(SELECT organization_id FROM outbox WHERE ${isWaiting} ${where} ORDER BY organization_id LIMIT 1)`
  const next = (after: string) =>
    `coalesce(${first(`AND organization_id > ${after}`)}, ${first('')})`
  return `WITH RECURSIVE turn(id) AS (
    SELECT ${next('$3::uuid')} UNION SELECT ${next('turn.id')} FROM turn),
  served AS MATERIALIZED (SELECT id FROM turn WHERE id IS NOT NULL LIMIT $1),
  due AS (SELECT taken.id FROM served, LATERAL (
    SELECT o.id FROM outbox o WHERE organization_id = served.id AND ${isWaiting} ORDER BY due_at, o.id
    LIMIT (SELECT ceil($1::numeric / count(*))::int FROM served) FOR UPDATE SKIP LOCKED) taken LIMIT $1),
  l AS (UPDATE outbox o SET leased_until = ${LEASE_END} FROM ${UNFLUSHED}
    WHERE o.id = ANY(ARRAY(SELECT id FROM due)) RETURNING o.*)
  SELECT ${LEASED_BY}, l.entity_id AS "ticketId", l.payload->>'number' AS number, l.kind, l.payload
  FROM l JOIN organization g ON g.id = l.organization_id ORDER BY l.id`
}

/** The organization that was served last, by those that were served after another. */
function lastInTurn(served: readonly string[], after: string): string {
  const ids = [...served].sort()
  return ids.filter((id) => id <= after).at(-1) ?? ids.at(-1) ?? after
}

const CLAIM = `UPDATE outbox SET attempts = 1, leased_until = ${LEASE_END}
  WHERE id = $1 AND ${IS_UNTRIED} RETURNING id`

const BEGIN_TRY = `UPDATE outbox SET attempts = attempts + 1, leased_until = now() + $3 * interval '1 second'
  WHERE organization_id = $1 AND id = $2 AND done_at IS NULL
  RETURNING attempts, created_at < now() - interval '1 day' AS "isOld"`

/** The outbox as a queue of some of its kinds. */
export function createOutboxQueue<Kind extends OutboxKind>(db: Database, kinds: readonly Kind[]) {
  // literals, so that the planner can match partial indexes
  const isOurs = `kind IN (${sqlList(kinds)})`
  const lease = leaseInTurn(isOurs)
  let served = NOBODY
  return {
    ...createMarks(db),
    /**
     * Takes what is due, in turn by organization, of each the longest due first. What is neither completed nor put off
     * comes again.
     */
    lease: async <Payload>(limit: number, seconds: number) => {
      type Row = Leased<{ kind: Kind; payload: Payload }>
      const rows = await db.query<Row>(lease, [limit, seconds, served])
      served = lastInTurn(
        rows.map(({ organizationId }) => organizationId),
        served,
      )
      return rows
    },
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
    /** It counts as no try. */
    retryLater: (ids: readonly string[], seconds: number) =>
      update(`leased_until = ${LEASE_END}`, ids, seconds),
    /** What fails for its own reasons waits longer each time, up to five minutes, and so leaves the places to others. */
    retryEverLater: (ids: readonly string[]) =>
      update(`attempts = attempts + 1, leased_until = ${BACKED_OFF}`, ids),
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
