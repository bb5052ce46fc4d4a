import type { LetterChannel } from '../domain/ticket/outcome/channels.js'
import { foundingSlug } from './names.js'
import type { Database } from './pool.js'
import { IS_DUE } from './queue.js'
import { sqlList } from './sql-list.js'

/** Nobody has it in hand, nor waits for a time to try it again. */
const IS_NOBODYS = `(attempts = 0 OR leased_until < now())`
/** Who has not had their last digest: what came since waits for it, and so is one mail (prisma/functions/gather_digests.sql). */
const HELD_READERS = `SELECT coalesce(jsonb_agg(DISTINCT payload->'userId'), '[]') AS ids FROM outbox
  WHERE organization_id = $1 AND kind = 'mail' AND done_at IS NULL AND payload ? 'items'`
const HAS_READER = `(kind <> 'digest' OR NOT payload->'users' <@ (SELECT ids FROM held))`

/** Literals, so that the planner can match partial indexes. */
function writeTexts(kinds: readonly string[]) {
  const isOurs = `kind IN (${sqlList(kinds)}) AND done_at IS NULL`
  const numbered = (where: string, order: string) =>
    `SELECT organization_id, cursor FROM outbox WHERE ${isOurs} AND cursor IS NOT NULL ${where} ORDER BY ${order} LIMIT 1`
  const nextDue = (kind: string) => `(SELECT due_at FROM outbox
      WHERE organization_id = $1 AND kind = '${kind}' AND done_at IS NULL AND attempts = 0 AND ${HAS_READER}
      ORDER BY due_at LIMIT 1)`
  return {
    /** Of each organization with letters that wait the cursor of the newest. One entry of the index for each. */
    newest: `WITH RECURSIVE waiting(id) AS (
        (SELECT organization_id FROM (${numbered('', 'organization_id')}) first)
        UNION ALL
        SELECT next.organization_id FROM waiting, LATERAL (${numbered('AND organization_id > waiting.id', 'organization_id')}) next)
      SELECT g.id AS "organizationId", ${foundingSlug('g')} AS "organizationSlug", newest.cursor::text AS newest
      FROM waiting JOIN organization g USING (id), LATERAL (${numbered('AND organization_id = g.id', 'cursor DESC')}) newest`,
    /** Whether letters wait that nobody has in hand, and whether one up to that cursor is due. */
    waiting: `WITH held AS MATERIALIZED (${HELD_READERS})
      SELECT EXISTS (SELECT 1 FROM outbox
          WHERE organization_id = $1 AND ${isOurs} AND cursor IS NOT NULL AND ${IS_NOBODYS}) AS "isWaiting",
        EXISTS (SELECT 1 FROM outbox WHERE organization_id = $1 AND ${isOurs} AND cursor <= $2::bigint
          AND ${IS_DUE} AND ${IS_NOBODYS} AND ${HAS_READER}) AS "isBehind"`,
    /** What was tried has a row in an index of its own. */
    tried: `WITH held AS MATERIALIZED (${HELD_READERS}),
      tried AS MATERIALIZED (
        SELECT id, leased_until AS at FROM outbox WHERE organization_id = $1 AND ${isOurs} AND attempts > 0)
      SELECT (SELECT array_agg(id) FROM tried WHERE at <= now()) AS failed,
        least((SELECT min(at) FROM tried WHERE at > now()), ${kinds.map(nextDue).join(', ')}) AS next`,
  }
}

const TEXTS: Record<LetterChannel, ReturnType<typeof writeTexts>> = {
  mail: writeTexts(['mail', 'digest']),
  push: writeTexts(['push']),
  sms: writeTexts(['sms']),
}

/** What waits of the outbox's letters by one channel, without looking at each: there may be hundreds of thousands. */
export function createLetterBacklog(db: Database, channel: LetterChannel) {
  const texts = TEXTS[channel]
  return {
    /** The newest letter of each organization that has any to be sent, once numbered. */
    readNewest: () =>
      db.query<{ organizationId: string; organizationSlug: string; newest: string }>(texts.newest),
    /** `isBehind`: what was numbered up to `cursor` is not all sent, though it could be. */
    readWaiting: async (organizationId: string, cursor: string) => {
      const [row] = await db
        .of(organizationId)
        .query<{ isWaiting: boolean; isBehind: boolean }>(texts.waiting, [cursor])
      return row ?? { isWaiting: false, isBehind: false }
    },
    /**
     * Letters that were tried and are nobody's now: what failed, whose claim ran out without an outcome, whose run
     * was lost; and when the next row becomes due, or the next claim runs out.
     */
    readTried: async (organizationId: string) => {
      const organization = db.of(organizationId)
      const [row] = await organization.query<{ failed: string[] | null; next: Date | null }>(
        texts.tried,
      )
      return { failed: row?.failed ?? [], nextDueAt: row?.next?.toISOString() ?? null }
    },
  }
}
