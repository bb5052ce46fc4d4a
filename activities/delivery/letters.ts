import type { OrganizationDb } from '../../src/database/pool.js'
import { IS_UNTRIED, type OutboxKind } from '../../src/database/queue.js'
import type { PendingMail } from './render.js'

export const MAIL_KINDS = ['mail', 'digest'] as const satisfies readonly OutboxKind[]

export type LetterItem = PendingMail & { organization: string }
/** What goes out as one mail. */
export type Letter = [LetterItem, ...LetterItem[]]

const FIELDS = `o.id, o.organization_id, o.kind, o.payload->>'type' AS type, u.email AS to, u.first_name,
  o.entity_id AS ticket_id, t.number, t.title, g.name AS organization`
const JOINS = `JOIN app_user u ON u.organization_id = o.organization_id AND u.id = (o.payload->>'userId')::uuid
  JOIN ticket t ON t.organization_id = o.organization_id AND t.id = o.entity_id
  JOIN organization g ON g.id = o.organization_id`

/** Mails that are due; of each digest that is due all that waits, due or not. */
const DUE = `WITH mails AS (
    SELECT id FROM outbox WHERE organization_id = $1 AND kind = 'mail' AND ${IS_UNTRIED} AND due_at <= now()
    ORDER BY due_at, id LIMIT $2),
  readers AS (
    SELECT DISTINCT payload->>'userId' AS user_id FROM outbox
    WHERE organization_id = $1 AND kind = 'digest' AND ${IS_UNTRIED} AND due_at <= now()),
  items AS (
    SELECT id FROM mails UNION ALL
    SELECT id FROM outbox JOIN readers ON user_id = payload->>'userId'
    WHERE organization_id = $1 AND kind = 'digest' AND ${IS_UNTRIED})
  SELECT ${FIELDS} FROM items JOIN outbox o USING (id) ${JOINS} ORDER BY o.id`

const ONE = `SELECT ${FIELDS} FROM outbox o ${JOINS}
  WHERE o.organization_id = $1 AND o.id = $2 AND o.done_at IS NULL`

/** The oldest letters that are due and that nobody has tried. */
export async function readDueLetters(db: OrganizationDb, limit: number): Promise<Letter[]> {
  return groupIntoLetters(await db.query<LetterItem>(DUE, [limit])).slice(0, limit)
}

/** Undefined when it was sent or given up. */
export async function readLetter(
  db: OrganizationDb,
  outboxId: string,
): Promise<Letter | undefined> {
  const [item] = await db.query<LetterItem>(ONE, [outboxId])
  return item === undefined ? undefined : [item]
}

/** A mail of its own for each item, one digest for each moderator. */
function groupIntoLetters(items: LetterItem[]): Letter[] {
  const letters: Letter[] = []
  const digests = new Map<string, Letter>()
  for (const item of items) {
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
