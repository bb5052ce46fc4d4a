import { type Approval, listDeciders } from '../../approval/approval.js'
import { required } from '../../assert.js'
import type { LoggedEvents } from '../../events/domain-event.js'
import { listTicketEvents } from '../../events/list-ticket-events.js'
import { getCommand, isCommandName } from '../commands/index.js'
import { FAMILIES, type Family, listDeadlines, ownDeadlineKinds } from '../deadlines.js'
import { type EventType, getEvent, type TicketEvent } from '../events.js'
import { type ParticipantRole, participantRole } from '../grounds.js'
import type { PendingRequest, RequestStatus } from '../requests.js'
import type { TicketParticipant, TicketState } from '../state.js'
import { isTerminal } from '../status.js'
import { keyTexts } from '../texts.js'
import type { Broadcast } from './broadcast.js'
import { listBroadcasts } from './broadcasts.js'
import { type ChangedFields, isChanged } from './changed-fields.js'
import { type SystemMessage, sayWhoMoved } from './messages.js'

/** All that leaves with an event, beside whom it notifies, in the transaction that appends it. */
export interface Effects {
  /** The rows of the participants where they have changed. */
  participants: ParticipantRow[] | null
  /** Texts of the command that the row keeps: under which key → the command's text. */
  texts: Readonly<Record<string, string>>
  broadcasts: Broadcast[]
  /** What rules, webhooks and the like act upon; where there is any, there is a broadcast, too. */
  events: LoggedEvents['happened']
  messages: SystemMessage[]
  requests: (PendingRequest & { status: RequestStatus })[]
  /** The approval's row follows the state. */
  approval: (Approval & { deciders: string[] }) | null
  /** Runs that must look at the ticket again; the one that commits this knows it by its answer. */
  signals: { family: Family; n?: number }[]
}

type ParticipantRow = Omit<TicketParticipant, 'grounds'> & {
  role: ParticipantRole
}

export function listEffects(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
  fields: ChangedFields,
): Effects {
  const hasChanged = (member: keyof TicketState) => isChanged(before[member], after[member])
  return {
    participants: hasChanged('participants') ? after.participants.map(writeParticipant) : null,
    texts: listKeptTexts(event, after),
    broadcasts: listBroadcasts(before, event, after, Object.keys(fields)),
    events: listTicketEvents(before, event, after),
    messages: listMessages(before, event, after),
    requests: hasChanged('requests') ? listRequests(before, event, after) : [],
    approval: hasChanged('approval') ? findApproval(before, after) : null,
    signals: listSignals(before, after, hasChanged),
  }
}

function writeParticipant({ grounds, ...rest }: TicketParticipant): ParticipantRow {
  return { ...rest, role: participantRole({ grounds }) }
}

/** A comment on an approval is kept by its step and person. */
function listKeptTexts(event: TicketEvent, { approval, seq }: TicketState): Effects['texts'] {
  if (event.type === 'decide_approval') {
    const { id, steps } = required(approval, 'approval')
    const place = steps.findLastIndex(({ decisions }) =>
      decisions.some(({ by }) => by === event.userId),
    )
    return { [commentKey(id, place, event.userId)]: 'comment' }
  }
  const keeps = isCommandName(event.type) ? getCommand(event.type).keeps : undefined
  return keyTexts(keeps, event.texts ?? [], seq)
}

/** Whoever sits in several steps may say something in each. */
export function commentKey(approvalId: string, place: number, userId: string): string {
  return `approval/${approvalId}/${place}/${userId}`
}

function listMessages<T extends EventType>(
  before: TicketState,
  event: TicketEvent<T>,
  after: TicketState,
): SystemMessage[] {
  const type: T = event.type
  return getEvent(type).messages?.(after, event, before) ?? sayWhoMoved(before, after)
}

function listRequests(before: TicketState, event: TicketEvent, after: TicketState) {
  const gone = before.requests.filter(({ id }) => !after.requests.some((kept) => kept.id === id))
  const decidedId = 'requestId' in event ? event.requestId : null
  const decision = event.type === 'decline_request' ? 'declined' : 'granted'
  return [
    ...after.requests.map((request) => ({ ...request, status: 'pending' as const })),
    ...gone.map((request) => {
      const status: RequestStatus = request.id === decidedId ? decision : 'cancelled'
      return { ...request, status }
    }),
  ]
}

/** A new version has none any more; the row of the last one stays as it is. */
function findApproval(before: TicketState, { approval, version }: TicketState) {
  if (approval !== null) return { ...approval, deciders: listDeciders(approval) }
  const undone = version === before.version ? before.approval : null
  if (undone === null) return null
  return { ...undone, status: 'cancelled' as const, deciders: listDeciders(undone) }
}

function findNext(state: TicketState, family: Family): string | undefined {
  return listDeadlines(state, ownDeadlineKinds(family))[0]?.at
}

/** What a ticket's own run shows to operators. */
const SHOWN = ['status', 'priority', 'departmentId', 'assigneeId', 'version', 'deletedAt'] as const

/**
 * A run is signalled when it is to begin, to end, or to wait for an earlier instant, and when what it
 * shows has changed. What only makes a deadline later or void sends nothing: its run looks again when that is due.
 */
function listSignals(
  before: TicketState,
  after: TicketState,
  hasChanged: (member: keyof TicketState) => boolean,
): Effects['signals'] {
  const isSooner = (family: Family) => {
    const [was, is] = [findNext(before, family), findNext(after, family)]
    return is !== undefined && (was === undefined || is < was)
  }
  const isFirst = before.seq === 0 // its run is started
  const isEnded = isTerminal(before.status) !== isTerminal(after.status)
  const isShown = SHOWN.some(hasChanged) || before.sla.resolutionDueAt !== after.sla.resolutionDueAt
  const n = after.approval?.n ?? before.approval?.n
  const concerns = {
    ticket: !isFirst && (isShown || isSooner('ticket')),
    postpone: hasChanged('postponed') || isSooner('postpone'),
    approval: (hasChanged('approval') || isSooner('approval')) && n !== undefined,
    split: after.subTickets !== null && (isEnded || hasChanged('subTickets') || isSooner('split')),
  }
  return FAMILIES.filter((family) => concerns[family]).map((family) =>
    family === 'approval' && n !== undefined ? { family, n } : { family },
  )
}
