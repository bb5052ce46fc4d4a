import type { OrganizationDb } from '../../database/pool.js'
import { NO_COUNTS, type RetentionCounts, type RetentionPiece } from '../../domain/retention/run.js'
import type { ChosenPart, Retained } from './kind.js'
import type { RetentionRun, RetentionStep } from './run.js'

const PART = 500
const BATCH = 50
const MOST_COUNTED = 100_000
const BEGINNING = '0001-01-01T00:00:00Z/00000000-0000-0000-0000-000000000000'

/** What nobody has spoken in since the cutoff. */
const OVER = `FROM chatbot_conversation c WHERE c.organization_id = $1 AND c.updated_at <= $2
  AND ($3 = 'delete' OR c.anonymized_at IS NULL)`
/** The ticket that was filed from it is held for a court. */
const IS_HELD = `EXISTS (SELECT FROM ticket t WHERE t.organization_id = $1 AND t.id = c.ticket_key AND t.legal_hold_at IS NOT NULL)`

/** Conversations with the assistant. Any that goes on meanwhile is left for the next run. */
export const RETAINED_CONVERSATIONS: Retained = {
  batch: BATCH,
  prepare: async (db, { rule }) => {
    if (rule.action === 'anonymize') await db.query('SELECT anonymous_person($1)')
  },
  measure: async (db, { rule }) => {
    const text = `SELECT count(*)::int AS n FROM (SELECT 1 ${OVER} LIMIT ${MOST_COUNTED}) counted`
    const [row] = await db.query<{ n: number }>(text, [rule.cutoff, rule.action])
    return row?.n ?? 0
  },
  choose: chooseConversations,
  list: listMessages,
  apply: applyToConversations,
}

const NEXT = `SELECT c.id, to_json(c.updated_at)#>>'{}' AS at, ${IS_HELD} AS "isHeld" ${OVER}
  AND (c.updated_at, c.id) > ($4::timestamptz, $5::uuid) ORDER BY c.updated_at, c.id LIMIT ${PART}`

async function chooseConversations(
  db: OrganizationDb,
  { rule }: RetentionRun,
  after: string | null,
): Promise<ChosenPart> {
  const values = [rule.cutoff, rule.action, ...(after ?? BEGINNING).split('/')]
  const found = await db.query<{ id: string; at: string; isHeld: boolean }>(NEXT, values)
  const due = found.filter(({ isHeld }) => !isHeld)
  const last = found.at(-1)
  return {
    pieces: due.map(({ id }) => ({ id, seq: 0 })),
    counts: { ...NO_COUNTS, chatbot: due.length },
    ...{ held: found.length - due.length, underWay: 0, seen: found.length },
    after: found.length < PART || last === undefined ? null : `${last.at}/${last.id}`,
  }
}

const MESSAGES = `SELECT to_jsonb(m) || jsonb_build_object('user_id', c.user_id) AS row
  FROM chatbot_message m JOIN chatbot_conversation c ON c.organization_id = $1 AND c.id = m.conversation_id
  WHERE m.organization_id = $1 AND m.conversation_id = $2 ORDER BY m.id`

/** A conversation's at a time. */
async function* listMessages(
  db: OrganizationDb,
  _run: RetentionRun,
  pieces: readonly RetentionPiece[],
): AsyncGenerator<object> {
  for (const { id } of pieces) {
    for (const { row } of await db.query<{ row: object }>(MESSAGES, [id])) {
      yield { table: 'chatbot_message', row }
    }
  }
}

const LOCK = `SELECT c.id ${OVER} AND c.id = ANY ($4) AND NOT ${IS_HELD} ORDER BY c.id FOR UPDATE OF c`

const DELETE = 'DELETE FROM chatbot_conversation WHERE organization_id = $1 AND id = ANY ($2)'

const ANONYMIZE = `WITH people AS (
    UPDATE chatbot_conversation SET user_id = anonymous_person($1), anonymized_at = clock_timestamp()
    WHERE organization_id = $1 AND id = ANY ($2))
  UPDATE chatbot_message SET question = '[erased]', reply = CASE WHEN reply IS NOT NULL THEN '[erased]' END, citations = '[]',
    sources = '[]', draft = NULL, comment = NULL
  WHERE organization_id = $1 AND conversation_id = ANY ($2)`

async function applyToConversations(
  step: RetentionStep,
  { rule }: RetentionRun,
  pieces: readonly RetentionPiece[],
): Promise<RetentionCounts> {
  const asked = [rule.cutoff, rule.action, pieces.map(({ id }) => id)]
  const ids = (await step.query<{ id: string }>(LOCK, asked)).map(({ id }) => id)
  if (ids.length === 0) return NO_COUNTS
  await step.query(rule.action === 'delete' ? DELETE : ANONYMIZE, [ids])
  const counts = { ...NO_COUNTS, chatbot: ids.length }
  await step.audit({ counts })
  return counts
}
