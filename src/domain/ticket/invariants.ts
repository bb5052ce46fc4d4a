import { cancel } from '../approval/approval.js'
import { type ResumedDates, resumeClocks } from '../sla/clocks.js'
import { beginHalt, findPause, isHaltOver, readHalt } from '../sla/halts.js'
import { moveAnswer } from '../sla/next-response.js'
import type { AnswerDates, LevelInstant } from '../sla/sla.js'
import { after } from '../time.js'
import { arm, armClocks, disarm } from './deadlines.js'
import { REQUESTABLE } from './requests.js'
import type { TicketState } from './state.js'
import { isTerminal, type Status } from './status.js'
import { countOpenSubTickets } from './sub-tickets/counts.js'
import { forgetPlaces } from './sub-tickets/taken.js'

/** What follows from where an event has led, whichever event it was. */
export function applyInvariants(
  before: TicketState,
  moved: TicketState,
  { at, resumed, nextResponse, levels, isOfSubTickets }: Following,
): TicketState {
  let state = beginHalt(before, endPauses(moved, { at, resumed }), at)
  state = cancelApproval(state, at)
  state = forgetReadiness(state)
  if (before.status !== state.status) {
    state = forgetPlaces(state)
    if (!isOfSubTickets) state = forgetSplitOrigin(state)
  }
  state = cancelOvertakenRequests(state)
  state = stopAcknowledgement(noteMet(before, state))
  state = { ...state, sla: moveAnswer(state.sla, nextResponse) }
  return armClocks(armNudge(keepPlace(before, moveLevels(state, levels), at), at))
}

/** What the event knows beside itself. */
interface Following extends Ending {
  nextResponse?: AnswerDates | undefined
  levels?: LevelInstant[] | undefined
  isOfSubTickets: boolean
}

/** What goes back to work was resolved once: that it was in time is said no second time. */
function noteMet(before: TicketState, state: TicketState): TicketState {
  const { status, sla } = state
  const goesOn = before.status === 'resolved' && status !== 'resolved' && !isTerminal(status)
  const isMet = sla.resolutionDueAt !== null && !sla.breaches.includes('resolution')
  return goesOn && isMet ? { ...state, sla: { ...sla, wasMet: true } } : state
}

/** An event that moves dates says when the levels of the escalation are due then. */
function moveLevels(state: TicketState, instants: LevelInstant[] | undefined): TicketState {
  const { escalation } = state.sla
  if (instants === undefined || escalation === undefined) return state
  return { ...state, sla: { ...state.sla, escalation: { ...escalation, instants } } }
}

/** What is open waits since it came there. */
function keepPlace(before: TicketState, state: TicketState, at: string): TicketState {
  const { queued: _, ...rest } = state
  if (state.status !== 'open' || state.deletedAt !== null) return rest as TicketState // its place alone is gone
  if (before.status === 'open') return state
  return { ...state, queued: { at, seq: state.seq } }
}

/** What an event knows of the end of a pause. */
interface Ending {
  at: string
  /** The dates after it, where a calendar says how long it was. */
  resumed?: ResumedDates | undefined
}

/** However a pause ends, what is due is later by it; and the reminders of a postponement stop. */
export function endPauses(state: TicketState, ending: Ending): TicketState {
  return endPostponement(endHalt(state, ending), ending.at)
}

function endHalt(state: TicketState, { at, resumed }: Ending): TicketState {
  const halt = readHalt(state)
  if (halt === undefined || !isHaltOver(halt, state)) return state
  const { halt: _, ...sla } = state.sla
  const awake = { ...sla, paused: false }
  const pause = findPause(state, state, at)
  return { ...state, sla: pause === undefined ? awake : resumeClocks(awake, pause, resumed) }
}

function endPostponement(state: TicketState, at: string): TicketState {
  const { postponed } = state
  if (postponed === null || (state.status === 'postponed' && state.deletedAt === null)) return state
  const { acknowledgeAt, at: from } = postponed
  const byMs = Date.parse(at) - Date.parse(from)
  const deadlines = disarm(state.deadlines, 'postpone_reminder', 'resume')
  const later =
    acknowledgeAt === null ? null : new Date(Date.parse(acknowledgeAt) + byMs).toISOString()
  const isArmed = deadlines.acknowledge !== undefined || later === null
  return {
    ...state,
    postponed: null,
    deadlines: isArmed ? deadlines : arm(deadlines, 'acknowledge', later, state.seq),
  }
}

/** Whatever leads away from waiting for an approval, but its decision, cancels it. */
function cancelApproval(state: TicketState, at: string): TicketState {
  const { approval } = state
  const isWaiting = state.status === 'awaiting_approval' && state.deletedAt === null
  if (isWaiting) return state
  const deadlines = disarm(state.deadlines, 'approval_reminder', 'approval_escalation')
  if (approval?.status !== 'pending') return { ...state, deadlines }
  return { ...state, deadlines, approval: cancel(approval, at) }
}

/** What waits to return is ready then; whatever else leads away, the parent is worked, closed or taken back. */
function forgetReadiness(state: TicketState): TicketState {
  const { subTickets, status } = state
  const isAway = status === 'postponed' || status === 'awaiting_approval'
  if (isAway || subTickets?.readyOnReturn !== true) return state
  return { ...state, subTickets: { ...subTickets, readyOnReturn: false } }
}

/** After a transition of its own a parent no longer goes back to where it was split from. */
function forgetSplitOrigin(state: TicketState): TicketState {
  const { subTickets } = state
  return subTickets === null ? state : { ...state, subTickets: { ...subTickets, splitFrom: null } }
}

/** Gone are requests whose ticket has left the statuses in which they can be granted, and those of a former assignee. */
function cancelOvertakenRequests(state: TicketState): TicketState {
  const requests = state.requests.filter(({ kind, by }) => {
    const statuses: readonly Status[] = REQUESTABLE[kind]
    const isAskersStill = kind === 'reopen' || by === state.assigneeId
    return state.deletedAt === null && statuses.includes(state.status) && isAskersStill
  })
  return { ...state, requests }
}

function stopAcknowledgement(state: TicketState): TicketState {
  const isAwaited = state.status === 'assigned' || state.status === 'reopened'
  return isAwaited ? state : { ...state, deadlines: disarm(state.deadlines, 'acknowledge') }
}

/** While sub-tickets are open it is watched whether they move. */
function armNudge(state: TicketState, at: string): TicketState {
  const { deadlines, subTickets } = state
  const hasOpen = subTickets !== null && countOpenSubTickets(state) > 0
  const isWatched = hasOpen && !isTerminal(state.status) && state.deletedAt === null
  if (!isWatched) return { ...state, deadlines: disarm(deadlines, 'sub_ticket_nudge') }
  if (deadlines.sub_ticket_nudge !== undefined) return state
  const first = after(at, subTickets.remindEvery)
  return { ...state, deadlines: arm(deadlines, 'sub_ticket_nudge', first, state.seq) }
}
