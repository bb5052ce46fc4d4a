import { chatbotFeedback, newChatbotFeedback } from '../../../contracts/chatbot.js'
import { rateReply } from '../../../write/chatbot/feedback.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { TAGS } from './kit.js'

export function rateReplyRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'rateChatbotReply',
      method: 'post',
      path: '/chatbot/messages/{id}/feedback',
      tags: TAGS,
      summary: 'Say whether an answer has helped; what one says last counts',
      request: { params: idParam, ...body(newChatbotFeedback) },
      responses: { 200: json(chatbotFeedback, 'What was said'), ...problems(404) },
    }),
    async (c) => {
      const of = { messageId: c.req.valid('param').id, userId: c.get('caller').person.id }
      const given = await rateReply(deps.db, readAuthor(c), of, c.req.valid('json'))
      deps.notifyCommitted()
      return c.json(given, 200)
    },
  )
}
