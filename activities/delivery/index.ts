import { Context } from '@temporalio/activity'
import type { Database } from '../../src/database/pool.js'
import type { ActivityDeps } from '../index.js'
import type { Mailer } from '../ports.js'
import { type PendingMail, renderMail } from './render.js'

export interface Batch {
  /** Mails that failed their first try and have no run of their own yet. */
  failed: string[]
  /** When the next one becomes due; null when none waits. */
  nextDueAt: string | null
}

const FIELDS = `o.id, o.organization_id, o.kind, o.payload->>'type' AS type, u.email AS to, u.first_name,
  o.entity_id AS ticket_id, t.number, t.title, g.name AS organization`
const JOINS = `JOIN app_user u ON u.organization_id = o.organization_id AND u.id = (o.payload->>'userId')::uuid
  JOIN ticket t ON t.organization_id = o.organization_id AND t.id = o.entity_id
  JOIN organization g ON g.id = o.organization_id`

/** What is due; of a moderator's digest all that waits, due or not. A lease keeps a second batch off it. */
const LEASE = `WITH due AS (
    SELECT DISTINCT kind, payload->>'userId' AS user_id FROM outbox
    WHERE organization_id = $1 AND kind IN ('mail', 'digest') AND done_at IS NULL AND attempts = 0 AND due_at <= now()),
  batch AS (
    SELECT x.id FROM outbox x JOIN due d ON d.kind = x.kind AND d.user_id = x.payload->>'userId'
    WHERE x.organization_id = $1 AND x.done_at IS NULL AND x.attempts = 0 AND (x.leased_until IS NULL OR x.leased_until < now())
    ORDER BY x.id LIMIT 200 FOR UPDATE OF x SKIP LOCKED),
  leased AS (UPDATE outbox o SET leased_until = now() + interval '8 seconds' FROM batch b WHERE o.id = b.id RETURNING o.*)
  SELECT ${FIELDS} FROM leased o ${JOINS} ORDER BY o.id`

const ONE = `SELECT ${FIELDS} FROM outbox o ${JOINS} WHERE o.organization_id = $1 AND o.id = $2 AND o.done_at IS NULL`
const DONE =
  'UPDATE outbox SET done_at = now(), attempts = attempts + 1, error = NULL WHERE id = ANY($1)'
const FAILED = 'UPDATE outbox SET attempts = attempts + 1, error = $2 WHERE id = ANY($1)'

/** Well below the timeout in workflows/proxies.ts, so that a killed worker's batch is soon taken up. */
const HEARTBEAT_MS = 2_000

type Leased = PendingMail & { organization: string }

export function deliveryActivities({ db, mailer }: Pick<ActivityDeps, 'db' | 'mailer'>) {
  return {
    /** Repeating it sends only what is not marked done; a mail sent twice by a crash has the same Message-ID. */
    deliverDue: async (organizationId: string): Promise<Batch> => {
      const context = Context.current()
      const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
      try {
        const leased = await db.of(organizationId).query<Leased>(LEASE)
        for (const letter of lettersOf(leased)) await sendLetter(db, mailer, letter)
        return await readBatch(db, organizationId)
      } finally {
        clearInterval(beat)
      }
    },
    /** As above, for one; throws so that its run tries again. */
    deliverOne: async (organizationId: string, outboxId: string): Promise<void> => {
      const [item] = await db.of(organizationId).query<Leased>(ONE, [outboxId])
      if (item === undefined) return
      await db.query(FAILED, [[outboxId], 'retrying'])
      await mailer.send(renderMail([item], item.organization))
      await db.query(DONE, [[outboxId]])
    },
    /** Marking twice changes nothing. */
    giveUpDelivery: async (
      organizationId: string,
      outboxId: string,
      error: string,
    ): Promise<void> => {
      await db
        .of(organizationId)
        .query(
          'UPDATE outbox SET done_at = now(), error = $3 WHERE organization_id = $1 AND id = $2',
          [outboxId, error.slice(0, 500)],
        )
    },
  }
}

type Letter = [Leased, ...Leased[]]

/** A mail of its own for each item, one digest for each moderator. */
function lettersOf(leased: Leased[]): Letter[] {
  const letters: Letter[] = []
  const digests = new Map<string, Letter>()
  for (const item of leased) {
    const digest = item.kind === 'digest' ? digests.get(item.to) : undefined
    if (digest !== undefined) {
      digest.push(item)
      continue
    }
    const letter: Letter = [item]
    letters.push(letter)
    if (item.kind === 'digest') digests.set(item.to, letter)
  }
  return letters
}

async function sendLetter(db: Database, mailer: Mailer, letter: Letter): Promise<void> {
  const ids = letter.map(({ id }) => id)
  try {
    await mailer.send(renderMail(letter, letter[0].organization))
    await db.query(DONE, [ids])
  } catch (error) {
    await db.query(FAILED, [ids, String(error).slice(0, 500)])
  }
}

async function readBatch(db: Database, organizationId: string): Promise<Batch> {
  const [row] = await db.of(organizationId).query<{ failed: string[] | null; next: Date | null }>(
    `SELECT array_agg(id) FILTER (WHERE attempts = 1) AS failed, min(due_at) FILTER (WHERE attempts = 0) AS next
     FROM outbox WHERE organization_id = $1 AND kind IN ('mail', 'digest') AND done_at IS NULL`,
    [],
  )
  return { failed: row?.failed ?? [], nextDueAt: row?.next?.toISOString() ?? null }
}
