import { v5 as uuidv5 } from 'uuid'
import { divideBody } from '../../../contracts/commands.js'
import type { MessageView, NewMessage } from '../../../contracts/messages.js'
import { assertNever } from '../../../domain/assert.js'
import { DomainError } from '../../../domain/errors.js'
import type { Person } from '../../../domain/people.js'
import type { Command } from '../../../domain/ticket/commands/index.js'
import { findRefusal } from '../../../domain/ticket/decider.js'
import type { ReadContext } from '../../../domain/ticket/facts.js'
import type { TicketState } from '../../../domain/ticket/state.js'
import type { AppDeps, Asking } from '../../env.js'
import { sendCommand } from '../../send-command.js'

/** A new flagged message and the request that it raises are judged on the same state. Throws why there may be no request. */
export function refuseFlag(
  state: TicketState,
  person: Person,
  message: NewMessage & { id: string },
  { at, facts: surroundings }: ReadContext,
): void {
  const sent = buildRequest(message)
  if (sent === undefined) return
  const { payload, texts } = divideBody(sent.name, sent.body)
  const actor = { kind: 'user', id: person.id } as const
  const command = { ...sent, actor, payload, textsGiven: Object.keys(texts) } as Command // built for its name
  const refused = findRefusal(state, command, { at, person, unknownIds: {}, surroundings })
  if (refused !== undefined) throw new DomainError(refused)
}

/** What a flagged message asks of the moderators; the same message again raises nothing more. */
export async function raiseFlaggedRequest(
  asking: Asking,
  deps: AppDeps,
  message: MessageView,
): Promise<void> {
  const sent = buildRequest(message)
  if (sent === undefined) return
  await sendCommand(asking, deps, { ...sent, ref: message.ticketId, ignoreIfMatch: true })
}

function buildRequest({ id, flag, body }: Pick<MessageView, 'id' | 'flag' | 'body'>) {
  const commandId = deriveId(id)
  switch (flag) {
    case undefined:
      return undefined
    case 'request_subticket': {
      const title = [...body].slice(0, 200).join('')
      const content = { title, description: body, reason: body }
      return { commandId, name: 'request_sub_ticket', body: content } as const
    }
    case 'request_postpone':
      return { commandId, name: 'request_postponement', body: { reason: body } } as const
    default:
      return assertNever(flag)
  }
}

/** The request's id follows from the message's, so that a retry raises it once, and is as old. */
function deriveId(messageId: string): string {
  const timed = messageId.slice(0, 18) // instant and version 7
  return `${timed}${uuidv5('flag', messageId).slice(18)}`
}
