import type { Refusal } from '../../../errors.js'
import { requireUser } from '../../../people.js'
import { completeSettings } from '../../../settings.js'
import type { ReadContext } from '../../facts.js'
import { type Notification, notifyModerators, notifyUsers } from '../../outcome/notifications.js'
import { decidedRequest, nestingNotAllowed, pendingRequest, reopenLimit } from '../../refusals.js'
import type { RequestKind } from '../../requests.js'
import type { TicketState } from '../../state.js'
import type { CommandInput, Dated } from '../command.js'

/** The event of a request that was raised; it has the id of the command that raised it. */
export interface RequestRaised {
  requestId: string
  userId: string
}

export function recordRequest({ actor, commandId }: CommandInput): RequestRaised {
  return { requestId: commandId, userId: requireUser(actor) }
}

export function raiseRequest(
  state: TicketState,
  kind: RequestKind,
  { requestId, userId, at }: Dated<RequestRaised>,
): TicketState {
  const request = { id: requestId, kind, by: userId, at }
  return { ...state, requests: [...state.requests, request] }
}

export function notifyRaised(): Notification[] {
  return [notifyModerators('request_raised')]
}

/** One of a kind may wait at a time. */
export function refusePending(state: TicketState, kind: RequestKind): Refusal | undefined {
  return state.requests.some((pending) => pending.kind === kind) ? pendingRequest() : undefined
}

/** A request that no longer waits can't be granted or declined. */
export function refuseDecided(
  state: TicketState,
  { payload: { requestId } }: { payload: { requestId?: string } },
): Refusal | undefined {
  if (requestId === undefined || state.requests.some(({ id }) => id === requestId)) return undefined
  return decidedRequest()
}

export function refuseReopenLimit(
  { reopenCount }: TicketState,
  { facts }: ReadContext,
): Refusal | undefined {
  return reopenCount < completeSettings(facts.settings).maxReopens ? undefined : reopenLimit()
}

/** There is one level of sub-tickets only. */
export function refuseNesting({ type }: TicketState): Refusal | undefined {
  return type === 'ticket' ? undefined : nestingNotAllowed()
}

/** The pending requests without one that was granted or declined. */
export function removeRequest({ requests }: TicketState, id: string | null) {
  return requests.filter((request) => request.id !== id)
}

/** The one whose request an action granted, or a moderator declined. */
export function notifyAsker(before: TicketState, requestId: string | null): Notification[] {
  const asked = before.requests.find(({ id }) => id === requestId)
  return asked === undefined ? [] : [notifyUsers('request_decided', asked.by)]
}
