import { DomainError, type Refusal, refusal } from '../errors.js'
import { type Permission, ROLES, type Role } from '../people.js'
import { findLimit, isFull, type Load } from '../routing/load.js'
import type { Rule } from './commands/command.js'
import type { NamedThing } from './facts.js'
import { describeStatus, listWords, RELATION_WORDS } from './refusal-words.js'
import type { TicketState } from './state.js'
import type { Status } from './status.js'

/** The sentences of the lifecycle's refusals: what is not possible, why, and who or what would help. */

/** "Only the assignee starts the work." */
export function notForCaller({ who, does, refusedAs = 'forbidden' }: Rule): Refusal {
  const holders = listWords(
    who.map((relation) => RELATION_WORDS[relation]),
    'or',
  )
  return refusal(refusedAs, `Only ${holders} ${does}.`)
}

/** "T-5 is assigned: it can't be approved. That is for tickets that are submitted." */
export function wrongStatus(
  { number, status, deletedAt }: TicketState,
  { done, deletedOnly, subTicketsOnly }: Rule,
  from: readonly Status[],
  allowedCommands: readonly string[],
): Refusal {
  const stands = deletedAt === null ? describeStatus(status) : 'deleted'
  const statuses = listWords(from.map(describeStatus), 'or')
  const needed =
    subTicketsOnly === true
      ? 'sub-tickets that are not ended'
      : `tickets that are ${deletedOnly === true ? 'deleted' : statuses}`
  return refusal(
    'invalid_transition',
    `${number} is ${stands}: it can't be ${done}. That is for ${needed}.`,
    { status, allowedCommands },
  )
}

export function staleRevision(currentRevision: number): Refusal {
  return refusal(
    'revision_mismatch',
    'The ticket has changed since you read it: read it again, and send its new ETag.',
    { currentRevision },
  )
}

/** Nothing of it may go that can't be had again. */
export function heldForCourt(): Refusal {
  return refusal(
    'invalid_transition',
    'The ticket is held for a court: an admin lets go of it first.',
  )
}

/** A draft's own word for a stale edit: with the newer draft, so that an editor can show both. */
export function staleDraft(current: unknown): Refusal {
  return refusal(
    'stale_draft',
    'The draft has changed since you read it: compare it with the current one, and save again.',
    { current },
  )
}

const THING_WORDS: Record<NamedThing, string> = {
  department: 'department',
  user: 'user',
  category: 'category',
  sla_template: 'SLA template',
  ticket: 'ticket',
  attachment: 'attachment of yours that is still to be attached',
}

export function unknownThing(thing: NamedThing, ids: readonly string[]): Refusal {
  return refusal(
    `${thing}_not_found`,
    `There is no such ${THING_WORDS[thing]}: ${ids.join(', ')}.`,
    {
      [thing]: ids,
    },
  )
}

/** Throws the same, for what is named outside a command. */
export function refuseUnknown(thing: NamedThing, ids: readonly string[]): never {
  throw new DomainError(unknownThing(thing, ids))
}

/** "Only a moderator, an admin or a holder of the permission ticket.assign may do this." */
export function notForRole(allowed: readonly (Role | Permission)[]): Refusal {
  const holders = allowed.map((one) => {
    if (!ROLES.some((role) => role === one)) return `a holder of the permission ${one}`
    return /^[aeiou]/.test(one) ? `an ${one}` : `a ${one}`
  })
  return refusal('forbidden', `Only ${listWords(holders, 'or')} may do this.`)
}

/** Once it was handed in, its fields stay. */
export function notEditable({ number }: TicketState): Refusal {
  return refusal(
    'not_editable',
    `${number} was handed in: only its priority and tags can be changed, the rest is said in the chat.`,
  )
}

/** Only drafts and sub-tickets are deleted, whoever asks. */
export function refuseDeletion({ number, status, type }: TicketState): Refusal | undefined {
  if (status === 'draft' || type === 'sub_ticket') return undefined
  return refusal(
    'not_deletable',
    `${number} was handed in: it can be withdrawn or closed. Only drafts and sub-tickets are deleted.`,
  )
}

export function alreadyAssigned({ number }: TicketState): Refusal {
  return refusal(
    'already_assigned',
    `${number} is somebody's already: choose another of the queue.`,
  )
}

/** Routing and claims add to nobody's load beyond its limit; what moderators do is not refused. */
export function refuseFull(load: Load | null = null): Refusal | undefined {
  if (load === null || !isFull(load)) return undefined
  const { open } = load
  return refusal(
    'agent_full',
    'As many tickets as are allowed are open already: finish one first, or ask a moderator.',
    { open, limit: findLimit(load) },
  )
}

export function noDepartment(): Refusal {
  return refusal('department_not_found', 'The ticket has no department any more: name one.')
}

export function noAssignee(): Refusal {
  return refusal('no_assignee', 'The department has no head: name an assignee.')
}

/** Somebody of the ticket was to be told, and is not there. */
export function nobodyThere(who: 'assignee' | 'head'): Refusal {
  return who === 'assignee'
    ? refusal('no_assignee', 'Nobody has the ticket who could be told: name somebody, or a role.')
    : refusal(
        'no_assignee',
        'The department has no head who could be told: name somebody, or a role.',
      )
}

export function nobodyToTell(): Refusal {
  return refusal('user_not_found', 'There is nobody who could be told: nobody has the role.')
}

export function notAssignable(assigneeId: string): Refusal {
  return refusal(
    'not_assignable',
    'An assignee is an active agent, manager or admin of the department: name another.',
    { assigneeId },
  )
}

export function notMember(userId: string): Refusal {
  return refusal('not_member', "Only members of the ticket's department can join its team.", {
    userId,
  })
}

export function notRemovable(): Refusal {
  return refusal('not_removable', 'Moderators are in every chat: they can not be removed.')
}

export function openSubTickets({ subTickets }: TicketState, otherwise = ''): Refusal {
  return refusal(
    'subtickets_open',
    `Some sub-tickets are not closed yet: they must be closed first${otherwise}.`,
    { closed: subTickets?.closed, total: subTickets?.total },
  )
}

export function pendingApproval(): Refusal {
  return refusal(
    'approval_pending',
    'An approval is pending: wait for its decision, or cancel it with cancelApproval.',
  )
}

export function percentFollows(): Refusal {
  return refusal('progress_is_computed', 'The percent follows from the sub-tickets: leave it out.')
}

export function nestingNotAllowed(): Refusal {
  return refusal(
    'nesting_not_allowed',
    'A sub-ticket has no sub-tickets of its own: split its parent.',
  )
}

export function decidedRequest(): Refusal {
  return refusal('request_decided', 'The request was decided already, or the ticket has moved on.')
}

export function pendingRequest(): Refusal {
  return refusal('request_pending', 'Such a request waits for a moderator already.')
}

export function reopenLimit(): Refusal {
  return refusal(
    'reopen_limit',
    'The ticket was reopened as often as is allowed: file a new one, or ask a moderator.',
  )
}

export function parentClosed({ number, status }: Pick<TicketState, 'number' | 'status'>): Refusal {
  const help =
    status === 'closed' ? 'a moderator reopens that first' : 'file a new ticket for what is left'
  return refusal('parent_closed', `Its parent ${number} is ${describeStatus(status)}: ${help}.`)
}

export function noSuchDuplicate(): Refusal {
  return refusal('ticket_not_found', 'There is no such other ticket that this one could duplicate.')
}

export function tooManyTags(most: number): Refusal {
  const fault = `must have at most ${most} items`
  return refusal('validation_failed', `The ticket has too many tags: tags ${fault}.`, {
    tags: [fault],
  })
}
