import type {
  ChatbotExchange,
  Conversation,
  ConversationQuery,
  ListedConversation,
} from '../../contracts/chatbot.js'
import { selectPerson } from '../../database/names.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import type { Reader } from '../../domain/chatbot/passage.js'
import { CHATBOT_WORDS } from '../../domain/chatbot/words.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Language } from '../../domain/language.js'
import { findReadable } from './readable.js'

const SELECT = `c.id, ${selectPerson('c.user_id')} AS user, ${selectInstant('c.created_at')} AS "createdAt",
  ${selectInstant('c.updated_at')} AS "updatedAt",
  coalesce((SELECT left(m.question, 100) FROM chatbot_message m
    WHERE m.organization_id = $1 AND m.conversation_id = c.id ORDER BY m.id LIMIT 1), '') AS title,
  (SELECT jsonb_build_object('id', t.id, 'number', t.number, 'title', t.title) FROM ticket t
    WHERE t.organization_id = $1 AND t.id = c.ticket_key AND t.deleted_at IS NULL) AS ticket`

/** Of one person, the newest first. */
export function listConversations(
  db: OrganizationDb,
  userId: string,
  page: ConversationQuery,
): Promise<Page<ListedConversation>> {
  return paginate(
    db,
    {
      order: orderById('c.id', 'DESC'),
      select: SELECT,
      from: 'FROM chatbot_conversation c WHERE c.organization_id = $1 AND c.user_id = $2',
      values: [userId],
      view: (one: ListedConversation) => one,
    },
    page,
  )
}

const MOST_MESSAGES = 200

export type KeptExchange = ChatbotExchange & { sources: string[] }

const MESSAGES = `SELECT * FROM (SELECT m.id, ${selectInstant('m.at')} AS at, m.question AS message, m.reply, m.citations, m.draft,
    m.source, m.handover, m.sources,
    CASE WHEN m.helpful IS NOT NULL THEN jsonb_build_object('helpful', m.helpful, 'comment', m.comment) END AS feedback
  FROM chatbot_message m WHERE m.organization_id = $1 AND m.conversation_id = $2
  ORDER BY m.id DESC LIMIT ${MOST_MESSAGES}) last ORDER BY id`

/** The last that was said in a conversation. */
export function readExchanges(
  { query }: Pick<OrganizationDb, 'query'>,
  conversationId: string,
): Promise<KeptExchange[]> {
  return query<KeptExchange>(MESSAGES, [conversationId])
}

export interface ConversationReader extends Reader {
  language: Language
  /** Admins read everybody's. */
  readsAll: boolean
}

/**
 * A conversation as somebody may read it now: of an answer whose sources they may not read any more nothing is told. Throws `not_found`.
 */
export async function findConversation(
  db: OrganizationDb,
  reader: ConversationReader,
  id: string,
): Promise<Conversation> {
  const text = `SELECT ${SELECT} FROM chatbot_conversation c
    WHERE c.organization_id = $1 AND c.id = $2 AND ($3::uuid IS NULL OR c.user_id = $3)`
  const values = [id, reader.readsAll ? null : reader.userId]
  const [found] = isUuid(id) ? await db.query<ListedConversation>(text, values) : []
  if (found === undefined) return refuseMissing('conversation')
  const kept = await readExchanges(db, id)
  const ids = kept.flatMap(({ sources }) => sources)
  const readable = await findReadable(db, { reach: reader.reach, userId: found.user.id }, ids)
  const messages = kept.map((one) => showExchange(one, readable, reader.language))
  return { ...found, messages }
}

/** A draft may have words of the sources, too. */
export function showExchange(
  { sources, draft, ...exchange }: KeptExchange,
  readable: ReadonlySet<string>,
  language: Language,
): ChatbotExchange {
  if (sources.every((id) => readable.has(id))) {
    return (draft ?? null) === null ? exchange : { ...exchange, draft }
  }
  return { ...exchange, reply: CHATBOT_WORDS[language].withheld, citations: [] }
}
