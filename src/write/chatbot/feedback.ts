import type { ChatbotFeedback, NewChatbotFeedback } from '../../contracts/chatbot.js'
import type { Database } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { refuseMissing } from '../../domain/errors.js'
import { type Author, changeAudited } from '../resources/change-facts.js'

/** Said again it is what was said last. */
const GIVE = `UPDATE chatbot_message m SET helpful = $4, comment = $5 FROM chatbot_conversation c
  WHERE m.organization_id = $1 AND m.id = $2 AND m.reply IS NOT NULL
    AND c.organization_id = $1 AND c.id = m.conversation_id AND c.user_id = $3
  RETURNING m.helpful, m.comment`

/** What somebody makes of an answer that they got; throws `not_found` for any other. */
export function rateReply(
  db: Database,
  author: Author,
  { messageId, userId }: { messageId: string; userId: string },
  { helpful, comment }: NewChatbotFeedback,
): Promise<ChatbotFeedback> {
  if (!isUuid(messageId)) refuseMissing('answer')
  return changeAudited(db, author, async (change) => {
    const values = [messageId, userId, helpful, comment]
    const [given] = await change.query<ChatbotFeedback>(GIVE, values)
    if (given === undefined) return refuseMissing('answer')
    const entity = 'chatbot_message'
    await change.audit({
      action: 'chatbot.feedback',
      entity,
      entityId: messageId,
      after: { helpful },
    })
    return given
  })
}
