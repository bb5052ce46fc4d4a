import type { Context } from 'hono'
import { type FileConversationBody, fileConversationBody } from '../../../contracts/chatbot.js'
import { emptyBody } from '../../../contracts/common.js'
import { ticket } from '../../../contracts/tickets.js'
import { readLanguage } from '../../../read/chatbot/language.js'
import { findTicket } from '../../../read/tickets/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { type Filing, fileConversation } from '../../../write/chatbot/file-ticket.js'
import { etag } from '../../after-command.js'
import { BASE } from '../../base.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { TAGS } from './kit.js'

const RESPONSES = {
  200: json(ticket, 'The ticket that was filed from it before'),
  201: json(ticket, 'The new ticket'),
  ...problems(402, 404, 409),
}

export function fileConversationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'fileChatbotConversation',
      method: 'post',
      path: '/chatbot/conversations/{id}/ticket',
      tags: TAGS,
      summary: 'File the proposed ticket, with the conversation in it; once, whoever asks again',
      request: { params: idParam, ...body(fileConversationBody, false) },
      responses: RESPONSES,
    }),
    async (c) => {
      const given = c.req.valid('json')
      const filed = await file(c, deps, c.req.valid('param').id, { action: 'chatbot.file', given })
      return filed.isNew ? c.json(filed.view, 201) : c.json(filed.view, 200)
    },
  )
}

export function handOverConversationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'handOverChatbotConversation',
      method: 'post',
      path: '/chatbot/conversations/{id}/handover',
      tags: TAGS,
      summary: 'Have a person take over: a ticket is opened at once, with the conversation in it',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: RESPONSES,
    }),
    async (c) => {
      const asked = { action: 'chatbot.handover', given: {} } as const
      const filed = await file(c, deps, c.req.valid('param').id, asked)
      return filed.isNew ? c.json(filed.view, 201) : c.json(filed.view, 200)
    },
  )
}

async function file(
  c: Context<AppEnv>,
  deps: AppDeps,
  conversationId: string,
  asked: { action: Filing['action']; given: FileConversationBody },
) {
  const { person } = c.get('caller')
  const db = c.get('db')
  const at = currentInstant(deps)
  const { ticketId, isNew } = await fileConversation(deps.db, db, {
    ...{ userId: person.id, origin: c.get('origin'), conversationId, at, ...asked },
    language: await readLanguage(db, person.id),
  })
  deps.notifyCommitted()
  const record = await findTicket(db, person, ticketId)
  c.header('ETag', etag(record.state.revision))
  c.header('Location', `${BASE}/tickets/${ticketId}`)
  return { view: presentTicket(record, person, at), isNew }
}
