import type { Status } from './status.js'

export const REQUEST_KINDS = ['reopen', 'sub_ticket', 'postpone'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const REQUEST_STATUSES = ['pending', 'granted', 'declined', 'cancelled'] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

/** It waits for a moderator; what it says is kept in PostgreSQL. */
export interface PendingRequest {
  id: string
  kind: RequestKind
  by: string
  at: string
}

const WORKING = ['assigned', 'in_progress', 'reopened'] as const satisfies readonly Status[]

/** A request whose ticket has left these statuses is overtaken. */
export const REQUESTABLE: Record<RequestKind, readonly Status[]> = {
  reopen: ['closed'],
  sub_ticket: WORKING,
  postpone: WORKING,
}
