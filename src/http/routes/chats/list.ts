import { z } from '@hono/zod-openapi'
import { chatPage } from '../../../contracts/chats.js'
import { pageQuery } from '../../../contracts/common.js'
import { listChats } from '../../../read/chats/list.js'
import { MODERATORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listChatsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      operationId: 'listChats',
      method: 'get',
      path: '/moderator/chats',
      tags: ['Moderators'],
      summary: 'All rooms, of tickets and sub-tickets, with what is unread',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: json(chatPage, 'A page of rooms'), ...problems(403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(await listChats(c.get('db'), person, c.req.valid('query')), 200)
    },
  )
}
