import type { Context } from 'hono'
import type { MessageView, NewMessage } from '../../../contracts/messages.js'
import { judgeMessage, refuseTooLong } from '../../../domain/access/chat.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import type { TicketState } from '../../../domain/ticket/state.js'
import { findSentMessage, readMessage } from '../../../read/messages/find.js'
import { readFacts } from '../../../read/tickets/facts.js'
import { findStateAndSettings, findTicketState } from '../../../read/tickets/find.js'
import { sendMessage } from '../../../write/messages/send.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { auditRefusedMessage } from './audit-refused-message.js'
import { raiseFlaggedRequest, refuseFlag } from './raise-flagged-request.js'

const TRIES = 10

/**
 * The length is checked before anything else, as part of the request's form. A message that was sent before under the
 * client's own id is given again. Otherwise it is judged on the ticket as it is; while the ticket moves meanwhile, it is
 * judged again.
 */
export async function sendToChat(
  c: Context<AppEnv>,
  deps: AppDeps,
  ref: string,
  given: NewMessage,
): Promise<MessageView> {
  const db = c.get('db')
  const { person } = c.get('caller')
  const { state, settings } = await findStateAndSettings(db, person, ref)
  refuseTooLong(given.body, settings.maxMessageLength)
  return auditRefusedMessage(c, deps, ref, async () => {
    if (state === undefined) return refuseMissing('ticket')
    const known = given.clientId && (await findSentMessage(db, state.id, person.id, given.clientId))
    const message = known || (await writeMessage(c, deps, state, given))
    // also of a known one: its first sending may have been cut off before it raised the request
    await raiseFlaggedRequest(c, deps, message)
    return message
  })
}

async function writeMessage(
  c: Context<AppEnv>,
  deps: AppDeps,
  found: TicketState,
  given: NewMessage,
): Promise<MessageView> {
  const { person, organizationId } = c.get('caller')
  const messageId = c.get('workId')
  const origin = c.get('origin')
  const sending = { organizationId, person, origin, messageId, message: given }
  let state = found
  for (let tries = 0; tries < TRIES; tries += 1) {
    const at = currentInstant(deps)
    if (given.flag !== undefined) {
      judgeMessage(state, person, given)
      const facts = await readFacts(c.get('db'), state.id, person.id)
      refuseFlag(state, person, { ...given, id: messageId }, { at, facts })
    }
    const sent = await sendMessage(deps.db, state, { ...sending, at })
    if (sent !== undefined) {
      deps.notifyCommitted()
      return 'view' in sent ? sent.view : readMessage(c.get('db'), state.id, sent.id)
    }
    state = await findTicketState(c.get('db'), person, state.id)
  }
  return refuse('unavailable', 'The ticket moves too fast; try again shortly.')
}
