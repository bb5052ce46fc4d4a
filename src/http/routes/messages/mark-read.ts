import { markBody, readMark } from '../../../contracts/messages.js'
import { requireChat } from '../../../domain/access/chat.js'
import { countUnreadMessages } from '../../../read/messages/count-unread.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { markMessagesRead } from '../../../write/messages/mark-read.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

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
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      requireChat(state, person)
      const mark = await markMessagesRead(c.get('db'), state.id, person.id, messageId)
      const unread = await countUnreadMessages(c.get('db'), state, person)
      return c.json({ messageId: mark, unread }, 200)
    },
  )
}
