import { message, newMessage } from '../../../contracts/messages.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { sendToChat } from './send-to-chat.js'

export function sendMessageRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'sendMessage',
      method: 'post',
      path: '/tickets/{id}/messages',
      tags: ['Chat'],
      summary: 'Say something in the chat',
      request: { params: idParam, ...body(newMessage) },
      responses: {
        201: json(message, 'The message'),
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      return c.json(await sendToChat(c, deps, ref, c.req.valid('json')), 201)
    },
  )
}
