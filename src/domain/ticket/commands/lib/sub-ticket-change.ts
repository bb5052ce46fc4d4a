import { required } from '../../../assert.js'
import { arm } from '../../deadlines.js'
import { type SystemMessage, sayPlainly, sayWhoMoved } from '../../outcome/messages.js'
import type { TicketState } from '../../state.js'
import { NO_WORK, percentClosed } from '../../sub-tickets/counts.js'
import { giveBack, keepTaken } from '../../sub-tickets/taken.js'
import type { CommandDefinition, Dated } from '../command.js'
import { joinThrough } from './participants.js'

/** What a sub-ticket's commit does to its parent; deleted and withdrawn ones are in neither count. */
export interface SubTicketChange {
  number: string
  change: 'progressed' | 'closed' | 'reopened' | 'withdrawn' | 'deleted'
  total: number
  closed: number
  /** The people whom this sub-ticket brings into the parent's chat from now on. */
  assigneeId: string | null
  teamMembers: string[]
  /** The sub-ticket's seq with this event, where it can be undone. */
  undoable?: number
  /** The seq of the event that this one undoes. */
  undoes?: number
}

const CHANGE_WORDS = {
  progressed: null,
  closed: 'was closed',
  reopened: 'was reopened',
  withdrawn: 'was withdrawn',
  deleted: 'was deleted',
} as const

/** What the parent's chat is told of one of its sub-tickets. */
export function saySubTicket(number: string, change: SubTicketChange['change']): SystemMessage[] {
  const words = CHANGE_WORDS[change]
  return words === null ? [] : [sayPlainly(`Sub-ticket ${number} ${words}.`)]
}

/** What the three commands share: their content is computed by the sub-ticket's commit. */
export const subTicketChange = {
  isOfSubTickets: true,
  decide: (_state, { payload }) => payload,
  settle: keepTaken,
  broadcasts: ({ id, progressPercent }, { closed, total }) => [
    { type: 'progress_updated', rooms: [`ticket:${id}`], data: { progressPercent, closed, total } },
  ],
  messages: (after, { number, change }, before) => [
    ...saySubTicket(number, change),
    ...sayWhoMoved(before, after),
  ],
  example: ({ number }) => ({
    payload: {
      number: `${number}.1`,
      change: 'closed',
      total: 1,
      closed: 1,
      assigneeId: null,
      teamMembers: [],
    },
    textsGiven: [],
  }),
} satisfies Omit<CommandDefinition<SubTicketChange, SubTicketChange>, 'rule' | 'evolve'>

/** What was taken by the event that the sub-ticket undoes comes back, whatever else the count says. */
export function followSubTicket(
  evolve: (state: TicketState, event: Dated<SubTicketChange>) => TicketState,
): (state: TicketState, event: Dated<SubTicketChange>) => TicketState {
  return (state, event) => giveBack(state, evolve(state, event), event)
}

/** People and counts follow the sub-ticket; without any left the parent is an ordinary ticket again. */
export function changeBySubTicket(
  state: TicketState,
  { number, assigneeId, teamMembers, total, closed, at }: Dated<SubTicketChange>,
): TicketState {
  const known = required(state.subTickets, 'sub-ticket')
  const readyOnReturn = known.readyOnReturn && closed === total
  const next: TicketState = {
    ...state,
    ...joinThrough(state, number, { assigneeId, teamMembers }, at),
    progressPercent: percentClosed({ total, closed }),
    subTickets: { ...known, total, closed, readyOnReturn },
  }
  return total === 0 ? revertSplit(next) : next
}

/** The parent is as before the split, unless it has had a transition of its own since. */
function revertSplit(state: TicketState): TicketState {
  const known = required(state.subTickets, 'split')
  const { own, splitFrom } = known
  const gone = { total: 0, closed: 0, own: NO_WORK, splitFrom: null, readyOnReturn: false }
  const ordinary = { ...state, ...own, subTickets: { ...known, ...gone } }
  if (splitFrom === null) {
    return hasStarted(state)
      ? { ...ordinary, startedAt: own.startedAt ?? state.startedAt }
      : ordinary
  }
  const { acknowledgeAt, ...origin } = splitFrom
  const isSeen = state.acknowledgements.length > 0
  return {
    ...ordinary,
    ...origin,
    deadlines: arm(state.deadlines, 'acknowledge', isSeen ? null : acknowledgeAt, state.seq),
  } as TicketState // status and assignee are the pair that they were
}

/** The split itself was the start of a parent that nobody had begun to work on, and that is in progress all the same. */
function hasStarted({ status, postponed }: TicketState): boolean {
  const stands = postponed?.from ?? status
  return stands !== 'assigned' && stands !== 'reopened'
}

const READY_FROM = ['assigned', 'in_progress', 'reopened'] as const

/** Where a restart or a granted approval leads back to: all sub-tickets may have been closed meanwhile. */
export function comeBack(state: TicketState): TicketState {
  return state.subTickets?.readyOnReturn === true ? becomeReady(state) : state
}

/** A parent whose sub-tickets are all closed: now, or once it is back from where it waits. */
export function becomeReady(state: TicketState): TicketState {
  const subTickets = required(state.subTickets, 'sub-ticket')
  const isNow = READY_FROM.some((status) => status === state.status)
  const known = { ...subTickets, readyOnReturn: !isNow }
  return isNow
    ? { ...state, status: 'ready_for_closure', subTickets: known }
    : { ...state, subTickets: known }
}
