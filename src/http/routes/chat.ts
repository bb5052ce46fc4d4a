import type { Context } from 'hono'
import { v5 as uuidv5 } from 'uuid'
import {
  markBody,
  message,
  messagePage,
  messageQuery,
  type NewMessage,
  newMessage,
  readMark,
} from '../../contracts/chat.js'
import { judgeMessage, requireChat } from '../../domain/access/chat.js'
import { refuse } from '../../domain/errors.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { countUnreadMessages } from '../../read/messages/count-unread.js'
import { findSentMessage, readMessage } from '../../read/messages/find.js'
import { listMessages } from '../../read/messages/list.js'
import { readSettings } from '../../read/settings/find.js'
import { findTicket } from '../../read/tickets/find.js'
import { markMessagesRead } from '../../write/messages/mark-read.js'
import { sendMessage } from '../../write/messages/send.js'
import { sendCommand } from '../commands.js'
import { type AppDeps, type AppEnv, currentInstant } from '../env.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, params, problems, readBody } from '../route.js'
import type { RouteKit } from './kit.js'

const tags = ['Chat']

export function addChatRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/tickets/{id}/messages',
      tags,
      summary: 'The chat as far as I may read it, oldest first',
      request: { params, query: messageQuery },
      responses: { 200: json(messagePage, 'A page of messages'), ...problems(400, 401, 403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { state } = await findTicket(c.get('db'), person, c.req.valid('param').id)
      return c.json(await listMessages(c.get('db'), state, person, c.req.valid('query')), 200)
    },
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/tickets/{id}/messages',
      tags,
      summary: 'Say something in the chat',
      request: { params, ...body(newMessage) },
      responses: {
        201: json(message, 'The message'),
        ...problems(400, 401, 403, 404, 409, 413, 415, 429, 503),
      },
    }),
    keyed(async (c) => {
      const given = await readBody(c, newMessage)
      const ref = c.req.param('id') ?? ''
      return c.json(await say(c, deps, ref, given), 201)
    }),
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/tickets/{id}/messages/read',
      tags,
      summary: 'Mark the chat as read up to a message',
      request: { params, ...body(markBody) },
      responses: {
        200: json(readMark, 'The mark, and what is still unread'),
        ...problems(400, 401, 403, 404, 409, 413, 415),
      },
    }),
    keyed(async (c) => {
      const { messageId } = await readBody(c, markBody)
      const { person } = c.get('caller')
      const { state } = await findTicket(c.get('db'), person, c.req.param('id') ?? '')
      requireChat(state, person)
      const mark = await markMessagesRead(c.get('db'), state.id, person.id, messageId)
      const unread = await countUnreadMessages(c.get('db'), state, person)
      return c.json({ messageId: mark, unread }, 200)
    }),
  )
}

const TRIES = 10

/**
 * What was sent before under the client's own id is given again. Otherwise judged on the ticket as it is;
 * one that moves meanwhile is judged again.
 */
async function say(c: Context<AppEnv>, deps: AppDeps, ref: string, given: NewMessage) {
  const { person, organizationId } = c.get('caller')
  const { maxMessageLength: maxLength } = await readSettings(c.get('db'))
  const { clientId, flag } = given
  if (clientId !== undefined || flag !== undefined) {
    const { state } = await findTicket(c.get('db'), person, ref)
    const known = clientId && (await findSentMessage(c.get('db'), state.id, person.id, clientId))
    if (known) return known
    if (flag !== undefined) {
      judgeMessage(state, person, given, maxLength)
      await raiseFlag(c, deps, state, given)
    }
  }
  const sending = {
    organizationId,
    person,
    origin: c.get('origin'),
    messageId: c.get('workId'),
    maxLength,
    message: given,
  }
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { state } = await findTicket(c.get('db'), person, ref)
    const sent = await sendMessage(deps.db, state, { ...sending, at: currentInstant(deps) })
    if (sent === undefined) continue
    deps.notifyCommitted()
    return readMessage(c.get('db'), state.id, sent)
  }
  return refuse('unavailable', 'The ticket moves too fast; try again shortly.')
}

/** The request that a flagged message raises; its id follows from the message's, so that a retry raises it once. */
async function raiseFlag(
  c: Context<AppEnv>,
  deps: AppDeps,
  { id: ref, assigneeId }: TicketState,
  { flag, body: text }: NewMessage,
): Promise<void> {
  if (assigneeId !== c.get('caller').person.id) {
    refuse('forbidden', 'Only the assignee raises requests.')
  }
  const sent = { ref, commandId: uuidv5('flag', c.get('workId')), ignoreIfMatch: true }
  if (flag === 'request_subticket') {
    const title = [...text].slice(0, 200).join('')
    const content = { title, description: text, reason: text }
    await sendCommand(c, deps, { ...sent, name: 'request_sub_ticket', body: content })
  } else {
    await sendCommand(c, deps, { ...sent, name: 'request_postponement', body: { reason: text } })
  }
}
