import type { Context } from 'hono'
import { v5 as uuidv5 } from 'uuid'
import type { MessageView, NewMessage } from '../../../contracts/messages.js'
import { judgeMessage } from '../../../domain/access/chat.js'
import { refuse } from '../../../domain/errors.js'
import type { TicketState } from '../../../domain/ticket/state.js'
import { findSentMessage, readMessage } from '../../../read/messages/find.js'
import { readSettings } from '../../../read/settings/find.js'
import { findTicket } from '../../../read/tickets/find.js'
import { sendMessage } from '../../../write/messages/send.js'
import { sendCommand } from '../../commands.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'

const TRIES = 10

/**
 * A message that was sent before under the client's own id is given again. Otherwise it is judged on the
 * ticket as it is; while the ticket moves meanwhile, it is judged again.
 */
export async function sendToChat(
  c: Context<AppEnv>,
  deps: AppDeps,
  ref: string,
  given: NewMessage,
): Promise<MessageView> {
  const { person, organizationId } = c.get('caller')
  const { maxMessageLength: maxLength } = await readSettings(c.get('db'))
  const { clientId, flag } = given
  if (clientId !== undefined || flag !== undefined) {
    const { state } = await findTicket(c.get('db'), person, ref)
    const known = clientId && (await findSentMessage(c.get('db'), state.id, person.id, clientId))
    if (known) return known
    if (flag !== undefined) {
      judgeMessage(state, person, given, maxLength)
      await raiseFlaggedRequest(c, deps, state, given)
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

/** The request's id follows from the message's, so that a retry raises it once. */
async function raiseFlaggedRequest(
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
