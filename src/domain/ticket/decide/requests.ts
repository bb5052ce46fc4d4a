import { type Refusal, refusal } from '../../errors.js'
import { requireUser } from '../../people.js'
import { completeSettings } from '../../settings.js'
import type { Command, DecisionContext } from '../commands.js'
import type { RequestKind } from '../requests.js'
import type { TicketState } from '../state.js'
import { unknownDepartment } from './assignment.js'
import type { Behaviour } from './behaviour.js'

/** A request that no longer waits can't be granted or declined. */
export function decidedRequest(
  state: TicketState,
  { payload }: { payload: { requestId?: string } },
): Refusal | undefined {
  const { requestId } = payload
  if (requestId === undefined || state.requests.some(({ id }) => id === requestId)) return undefined
  return refusal('request_decided', 'The request has been decided already, or was overtaken.')
}

function raised(
  state: TicketState,
  kind: RequestKind,
  { given }: { given: string[] },
): Refusal | undefined {
  if (!given.includes('reason')) {
    return refusal('validation_failed', 'Say why.', { reason: ['is required'] })
  }
  if (!state.requests.some((pending) => pending.kind === kind)) return undefined
  return refusal('request_pending', 'Such a request waits for a moderator already.')
}

function reopenLimit(state: TicketState, { facts }: DecisionContext): Refusal | undefined {
  return state.reopenCount < completeSettings(facts.settings).maxReopens
    ? undefined
    : refusal('reopen_limit', 'The ticket was reopened as often as is allowed.')
}

export const requestReopening: Behaviour<'request_reopening'> = {
  conflict: (state, _command, context) => reopenLimit(state, context),
  guard: (state, command) => raised(state, 'reopen', command),
  event: (_state, command, { at }) => ({ type: 'request_reopening', at, ...asked(command) }),
}

export const requestSubTicket: Behaviour<'request_sub_ticket'> = {
  conflict: (state) => nested(state),
  guard: (state, command, { facts }) =>
    raised(state, 'sub_ticket', command) ??
    (command.payload.departmentId === undefined
      ? undefined
      : unknownDepartment(facts, command.payload.departmentId)),
  event: (_state, command, { at }) => ({ type: 'request_sub_ticket', at, ...asked(command) }),
}

export const requestPostponement: Behaviour<'request_postponement'> = {
  guard: (state, command) => raised(state, 'postpone', command),
  event: (_state, command, { at }) => ({ type: 'request_postponement', at, ...asked(command) }),
}

/** One level only. */
export function nested(state: TicketState): Refusal | undefined {
  return state.type === 'ticket'
    ? undefined
    : refusal('nesting_not_allowed', 'A sub-ticket has no sub-tickets of its own.')
}

/** The request has the id of the command that raised it. */
function asked({ actor, commandId }: Command): { requestId: string; userId: string } {
  return { requestId: commandId, userId: requireUser(actor) }
}

export const declineRequest: Behaviour<'decline_request'> = {
  conflict: decidedRequest,
  guard: (_state, { given }) =>
    given.includes('reason')
      ? undefined
      : refusal('validation_failed', 'Say why.', { reason: ['is required'] }),
  event: (_state, { payload }, { at }) => ({
    type: 'decline_request',
    at,
    requestId: payload.requestId,
  }),
}

/** A granted one counts; a moderator's own accord knows no limit. */
export const reopenLimitOf = (
  state: TicketState,
  { payload }: Command<'reopen'>,
  context: DecisionContext,
): Refusal | undefined =>
  payload.requestId === undefined ? undefined : reopenLimit(state, context)
