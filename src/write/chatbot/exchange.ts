import type { ChatbotAnswer } from '../../contracts/chatbot.js'
import type { Database, OrganizationDb } from '../../database/pool.js'
import { refuse, refuseMissing } from '../../domain/errors.js'
import { type Author, type Change, changeAudited } from '../resources/change-facts.js'

export interface NewExchange {
  userId: string
  /** Of the request: asked again under it, it is the same question. */
  messageId: string
  conversationId: string | undefined
  newConversation: { id: string; ticketKey: string }
  question: string
}

/** A question that somebody answers now, or that was answered before. */
export type ExchangeStart =
  | { kind: 'begun'; conversationId: string; earlier: string[]; hasTicket: boolean }
  | { kind: 'answered'; answer: ChatbotAnswer }

/** Whoever began to answer so long ago does it no more. */
const LEASE = `interval '90 seconds'`

const KNOWN = `SELECT m.conversation_id AS "conversationId", m.reply, m.citations, m.draft, m.source, m.handover,
    m.started_at > clock_timestamp() - ${LEASE} AS "isUnderWay"
  FROM chatbot_message m JOIN chatbot_conversation c ON c.organization_id = $1 AND c.id = m.conversation_id
  WHERE m.organization_id = $1 AND m.id = $2 AND c.user_id = $3 FOR UPDATE OF m`

const LOCK = `SELECT id FROM chatbot_conversation WHERE organization_id = $1 AND id = $2 AND user_id = $3 FOR UPDATE`

const CONVERSE = `INSERT INTO chatbot_conversation (organization_id, id, user_id, ticket_key, created_at, updated_at)
  VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp())`

const ASK = `INSERT INTO chatbot_message (organization_id, id, conversation_id, question, at, started_at)
  VALUES ($1, $2, $3, $4, clock_timestamp(), clock_timestamp())`

const RESUME = `UPDATE chatbot_message SET started_at = clock_timestamp() WHERE organization_id = $1 AND id = $2`

const EARLIER = `SELECT ARRAY(SELECT q.question FROM (SELECT id, question FROM chatbot_message
      WHERE organization_id = $1 AND conversation_id = $2 AND id < $3 ORDER BY id DESC LIMIT 20) q ORDER BY q.id) AS earlier,
    EXISTS (SELECT FROM ticket t WHERE t.organization_id = $1 AND t.id = c.ticket_key AND t.deleted_at IS NULL) AS "hasTicket"
  FROM chatbot_conversation c WHERE c.organization_id = $1 AND c.id = $2`

/**
 * Keeps a question. Again under the same id it is answered by what was answered; where that never came, it is answered anew, by one at a
 * time. Throws `not_found` for a conversation of somebody else, `idempotency_in_flight` while it is being answered.
 */
export function beginExchange(
  db: Database,
  author: Author,
  asked: NewExchange,
): Promise<ExchangeStart> {
  return changeAudited(db, author, async (change) => {
    const { messageId } = asked
    const [known] = await change.query<KnownExchange>(KNOWN, [messageId, asked.userId])
    if (known?.reply != null) return { kind: 'answered', answer: showKnown(messageId, known) }
    if (known?.isUnderWay === true) {
      refuse('idempotency_in_flight', 'The first request with this Idempotency-Key still runs.')
    }
    const conversationId = known?.conversationId ?? (await converse(change, asked))
    if (known === undefined) {
      await change.query(ASK, [messageId, conversationId, asked.question])
      const entity = 'chatbot_conversation'
      await change.audit({ action: 'chatbot.ask', entity, entityId: conversationId })
    } else {
      await change.query(RESUME, [messageId])
    }
    const [row] = await change.query<{ earlier: string[]; hasTicket: boolean }>(EARLIER, [
      ...[conversationId, messageId],
    ])
    const { earlier, hasTicket } = row ?? { earlier: [], hasTicket: false }
    return { kind: 'begun', conversationId, earlier, hasTicket }
  })
}

type KnownExchange = Omit<ChatbotAnswer, 'messageId' | 'draft' | 'reply'> & {
  reply: string | null
  draft: ChatbotAnswer['draft'] | null
  isUnderWay: boolean | null
}

function showKnown(
  messageId: string,
  { isUnderWay: _under, reply, draft, ...known }: KnownExchange,
): ChatbotAnswer {
  const kept = draft === null || draft === undefined ? {} : { draft }
  return { ...known, messageId, reply: reply ?? '', ...kept }
}

async function converse(change: Change, asked: NewExchange): Promise<string> {
  const { conversationId, newConversation, userId } = asked
  if (conversationId === undefined) {
    await change.query(CONVERSE, [newConversation.id, userId, newConversation.ticketKey])
    return newConversation.id
  }
  const [found] = await change.query<{ id: string }>(LOCK, [conversationId, userId])
  return found?.id ?? refuseMissing('conversation')
}

const ANSWER = `WITH answered AS (
    UPDATE chatbot_message SET reply = $3, citations = $4::jsonb, sources = $5::jsonb, draft = $6::jsonb, source = $7, handover = $8,
      started_at = NULL, answered_at = clock_timestamp()
    WHERE organization_id = $1 AND id = $2 RETURNING conversation_id)
  UPDATE chatbot_conversation c SET updated_at = clock_timestamp() FROM answered a
    WHERE c.organization_id = $1 AND c.id = a.conversation_id`

/** Keeps an answer, with the ids of all that it was made of. */
export async function keepReply(
  db: OrganizationDb,
  answer: ChatbotAnswer,
  sources: readonly string[],
): Promise<void> {
  const { messageId, reply, citations, draft, source, handover } = answer
  const [cited, used, drafted] = [citations, sources, draft ?? null].map((one) =>
    one === null ? null : JSON.stringify(one),
  )
  await db.query(ANSWER, [messageId, reply, cited, used, drafted, source, handover])
}

const GIVE_UP = `UPDATE chatbot_message SET started_at = NULL WHERE organization_id = $1 AND id = $2 AND reply IS NULL`

/** Nobody answers it any more, so that it can be asked again at once. */
export async function giveUpExchange(db: OrganizationDb, messageId: string): Promise<void> {
  await db.query(GIVE_UP, [messageId])
}
