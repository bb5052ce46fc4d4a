import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Database } from '../../../src/database/pool.js'
import type { MailServer } from '../../support/mail-server.js'
import type { Product } from '../../support/product.js'
import type { SentFile, Talked } from './talk.js'

/** Each acknowledged word is there once, and no other is. */
export async function expectSaidOnce(db: Database, { said }: Talked): Promise<void> {
  const rows = await db.query<{ body: string }>(`SELECT body FROM message WHERE kind = 'message'`)
  expect(rows.map(({ body }) => body).toSorted()).toEqual(said.toSorted())
}

/** Each file has its verdict, and its own bytes where that is a good one; each step of it is in the audit log once. */
export async function expectSettledOnce(
  product: Product,
  db: Database,
  { sent }: Talked,
): Promise<void> {
  const files = await db.query<{
    id: string
    status: string
    variants: string[]
    messages: number
  }>(
    `SELECT id, status, variants, (message_id IS NOT NULL)::int AS messages FROM attachment WHERE deleted_at IS NULL`,
  )
  const found = files.map((file) => [file.id, file.status, file.messages, ...file.variants])
  const meant = sent.map(({ key, becomes, variants }) => [key, becomes, 1, ...variants])
  expect(found.toSorted()).toEqual(meant.toSorted())
  for (const file of sent.filter(({ becomes }) => becomes === 'ok')) {
    expect(await downloadDigest(product, file), file.fileName).toBe(digest(file.content))
  }
  const notices = await db.query<{ ticket: string; type: string }>(
    `SELECT ticket_id AS ticket, type FROM notification WHERE type IN ('attachment_infected', 'attachment_failed')
     GROUP BY ticket_id, type HAVING count(*) <> count(DISTINCT user_id)`,
  )
  expect(notices).toEqual([])
}

async function downloadDigest(product: Product, { key }: SentFile): Promise<string> {
  const headers = { Authorization: `Bearer ${await product.token('moderator')}` }
  const url = `${product.url}/api/v1/attachments/${key}/download?variant=original`
  return digest(Buffer.from(await (await fetch(url, { headers })).arrayBuffer()))
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

interface Letter {
  id: string
  attempts: number
  error: string | null
  /** The ledger has what is about tickets. */
  isAboutTicket: boolean
  /** What the ledger says of each notification in it. */
  statuses: string[]
  ledgerAttempts: number
}

const LETTERS = `SELECT o.id, o.attempts, o.error, array_agg(coalesce(d.status, 'none')) AS statuses,
    max(d.attempts) AS "ledgerAttempts", bool_or(held.ticket_id IS NOT NULL) AS "isAboutTicket"
  FROM outbox o, letter_deliveries(o.id, o.entity_id, o.payload) held LEFT JOIN delivery d ON d.id = held.delivery_id
  WHERE o.kind = 'mail' AND o.done_at IS NOT NULL GROUP BY o.id`

export interface Mailed {
  letters: number
  /** Taken by the server twice: whoever sent it was killed before it could say so. */
  doubled: number
}

/**
 * The server has what the ledger says it was given, and nothing else. What was sent in the moment in which its worker was
 * killed is sent again, under the same Message-ID: the ledger says that it took two tries.
 */
export async function expectMailed(
  db: Database,
  { killed }: Talked,
  server: MailServer,
): Promise<Mailed> {
  const letters = await db.query<Letter>(LETTERS)
  const counts = new Map([...server.counts()].map(([id, n]) => [id.replace('@perdure', ''), n]))
  const wrong = letters.filter((letter) => {
    const { id, attempts, error, statuses, ledgerAttempts, isAboutTicket } = letter
    const taken = counts.get(id) ?? 0
    if (error !== null) return taken > 0
    if (taken < 1 || taken > attempts) return true
    return isAboutTicket && (ledgerAttempts !== attempts || !statuses.includes('delivered'))
  })
  expect(wrong).toEqual([])
  const ids = new Set(letters.map(({ id }) => id))
  expect([...counts.keys()].filter((id) => !ids.has(id))).toEqual([])
  const doubled = [...counts.values()].reduce((sum, n) => sum + n - 1, 0)
  expect(doubled).toBeLessThanOrEqual(killed)
  return { letters: letters.length, doubled }
}
