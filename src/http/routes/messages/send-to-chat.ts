import type { MessageView, NewMessage } from '../../../contracts/messages.js'
import {
  findChatRefusal,
  findClockEvent,
  judgeMessage,
  refuseTooLong,
} from '../../../domain/access/chat.js'
import { canView } from '../../../domain/access/visibility.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import type { Person } from '../../../domain/people.js'
import type { TicketState } from '../../../domain/ticket/state.js'
import { findSentMessage, readMessage } from '../../../read/messages/find.js'
import { findMentioned } from '../../../read/messages/find-mentioned.js'
import { readFacts } from '../../../read/tickets/facts.js'
import { findStanding, findTicketState } from '../../../read/tickets/find.js'
import { sendMessage } from '../../../write/messages/send.js'
import { type AppDeps, type Asking, currentInstant } from '../../env.js'
import { lookForArrivals } from '../../look-for-arrivals.js'
import { auditRefusedMessage } from './audit-refused-message.js'
import { raiseFlaggedRequest, refuseFlag } from './raise-flagged-request.js'

const TRIES = 10

/**
 * The length is checked before anything else, as part of the request's form. A message that was sent before under the
 * same key, or under the client's own id, is given again. Otherwise it is judged on the ticket as it is; while the ticket moves meanwhile, it is
 * judged again.
 */
export async function sendToChat(
  asking: Asking,
  deps: AppDeps,
  ref: string,
  given: NewMessage,
): Promise<MessageView> {
  const { person, organizationId, settings } = asking.get('caller')
  refuseTooLong(given.body, settings.maxMessageLength)
  const sent = await sendWhereTicketStood(asking, deps, ref, given)
  if (sent !== undefined) return sent
  await lookForArrivals(asking, deps, given.attachments)
  const db = asking.get('db')
  const standing = await findStanding(db, person, ref)
  return auditRefusedMessage(asking, deps, ref, async () => {
    if (standing === undefined) return refuseMissing('ticket')
    deps.ticketStates.keep(organizationId, ref, standing)
    const { state } = standing
    const clientId = given.clientId ?? asking.get('workId')
    const known = await findSentMessage(db, state.id, person.id, clientId)
    const message = known ?? (await writeMessage(asking, deps, state, given))
    // also of a known one: its first sending may have been cut off before it raised the request
    await raiseFlaggedRequest(asking, deps, message)
    return message
  })
}

/**
 * One statement, which compares the row with where the ticket stood when it was last looked at. Undefined where that
 * does not do: what is to be refused, or brings files, a request or a step of a clock, or finds the ticket elsewhere, is
 * judged on the row.
 */
async function sendWhereTicketStood(
  asking: Asking,
  deps: AppDeps,
  ref: string,
  given: NewMessage,
): Promise<MessageView | undefined> {
  const { person, organizationId } = asking.get('caller')
  const standing = deps.ticketStates.find(organizationId, ref)
  const isPlain = given.flag === undefined && given.attachments.length === 0
  if (standing === undefined || !isPlain || !speaksPlainly(standing.state, person, given)) {
    return undefined
  }
  const sent = await sendOnce(asking, deps, standing, given)
  if (sent === undefined) deps.ticketStates.forget(organizationId, ref)
  return sent
}

/** Nobody refuses it, and it brings the ticket nowhere else. */
function speaksPlainly(state: TicketState, person: Person, message: NewMessage): boolean {
  const isAllowed = canView(person, state) && findChatRefusal(state, person, message) === undefined
  return isAllowed && findClockEvent(state, person, message.visibility) === undefined
}

async function writeMessage(
  asking: Asking,
  deps: AppDeps,
  found: TicketState,
  given: NewMessage,
): Promise<MessageView> {
  const { person } = asking.get('caller')
  let state = found
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (given.flag !== undefined) {
      judgeMessage(state, person, given)
      const facts = await readFacts(asking.get('db'), state.id, person.id)
      const message = { ...given, id: asking.get('workId') }
      refuseFlag(state, person, message, { at: currentInstant(deps), facts })
    }
    const sent = await sendOnce(asking, deps, { state }, given)
    if (sent !== undefined) return sent
    state = await findTicketState(asking.get('db'), person, state.id)
  }
  return refuse('unavailable', 'The ticket moves too fast; try again shortly.')
}

/** Undefined where the ticket has moved since. */
async function sendOnce(
  asking: Asking,
  deps: AppDeps,
  { state, eventId }: { state: TicketState; eventId?: string },
  message: NewMessage,
): Promise<MessageView | undefined> {
  const { person, organizationId } = asking.get('caller')
  const sent = await sendMessage(deps.db, state, {
    organizationId,
    person,
    origin: asking.get('origin'),
    workId: asking.get('workId'),
    at: currentInstant(deps),
    ...(eventId === undefined ? {} : { eventId }),
    message,
    mentioned: await findMentioned(asking.get('db'), state, message),
  })
  if (sent === undefined) return undefined
  deps.notifyCommitted()
  return 'view' in sent ? sent.view : readMessage(asking.get('db'), state.id, sent.id)
}
