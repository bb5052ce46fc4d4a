import { conversation, conversationPage, conversationQuery } from '../../../contracts/chatbot.js'
import { refuse } from '../../../domain/errors.js'
import { hasRole } from '../../../domain/people.js'
import { findConversation, listConversations } from '../../../read/chatbot/conversations.js'
import { readLanguage } from '../../../read/chatbot/language.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readReader, TAGS } from './kit.js'

export function listConversationsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listChatbotConversations',
      method: 'get',
      path: '/chatbot/conversations',
      tags: TAGS,
      summary: 'Conversations with the assistant, the newest first',
      request: { query: conversationQuery },
      responses: { 200: json(conversationPage, 'A page of them'), ...problems(403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const query = c.req.valid('query')
      const userId = query.userId ?? person.id
      if (userId !== person.id && !hasRole(person, 'admin')) {
        refuse('forbidden', 'Only an admin reads what others have asked.')
      }
      return c.json(await listConversations(c.get('db'), userId, query), 200)
    },
  )
}

export function readConversationRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readChatbotConversation',
      method: 'get',
      path: '/chatbot/conversations/{id}',
      tags: TAGS,
      summary: 'What was asked and answered; one’s own, or anybody’s for an admin',
      request: { params: idParam },
      responses: { 200: json(conversation, 'The conversation'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const language = await readLanguage(c.get('db'), person.id)
      const reader = { ...readReader(c), language, readsAll: hasRole(person, 'admin') }
      return c.json(await findConversation(c.get('db'), reader, c.req.valid('param').id), 200)
    },
  )
}
