import { markBody, readMark } from '../../../contracts/messages.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { markChatRead } from './mark-chat-read.js'

export function markMessagesReadRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'markMessagesRead',
      method: 'post',
      path: '/tickets/{id}/messages/read',
      tags: ['Chat'],
      summary: 'Mark the chat as read up to a message',
      request: { params: idParam, ...body(markBody) },
      responses: {
        200: json(readMark, 'The mark, and what is still unread'),
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const { messageId } = c.req.valid('json')
      return c.json(await markChatRead(c, c.req.valid('param').id, messageId), 200)
    },
  )
}
