import { currentStep } from '../approval/approval.js'
import { CARRIED_BY, type CompanionFamily, nextDeadline } from './deadlines.js'
import type { Status, TicketState } from './state.js'

const WAITS_FOR: Record<Status, string> = {
  draft: 'its author, to hand it in',
  submitted: 'a moderator, to review it',
  needs_clarification: 'the requester, to answer a question',
  rejected: 'nobody',
  open: 'an agent of its department, to claim it',
  assigned: 'its assignee, to start',
  in_progress: 'its assignee, to complete it',
  awaiting_approval: 'an approver, to decide',
  postponed: 'a moderator, to restart it',
  completed: 'the requester, to verify it',
  resolved: 'a moderator, to close it',
  ready_for_closure: 'a moderator, to close it',
  closed: 'nobody',
  reopened: 'its assignee, to start again',
  withdrawn: 'nobody',
}

/** Where the ticket stands and what it waits for, in plain words and without a name. */
export function describe(state: TicketState): string {
  const next = nextDeadline(state)
  const life = state.version > 1 ? `, life ${state.version}` : ''
  const timer = next === undefined ? 'No timer runs.' : `Next timer: ${next.kind} at ${next.at}.`
  return `**${state.number}** is **${state.status}**${life} (revision ${state.revision}). Waits for ${WAITS_FOR[state.status]}. ${timer}`
}

/** The same for the runs beside it: what they wait for, in one sentence. */
export function describeCompanion(family: CompanionFamily, state: TicketState): string {
  const next = nextDeadline(state, CARRIED_BY[family])
  const timer = next === undefined ? 'No timer runs.' : `Next: ${next.kind} at ${next.at}.`
  return `${SENTENCES[family](state)} ${timer}`
}

const SENTENCES: Record<CompanionFamily, (state: TicketState) => string> = {
  postpone: ({ number, postponed }) =>
    postponed === null
      ? `**${number}** is not parked any more.`
      : `**${number}** is parked since ${postponed.at}.`,
  approval: ({ number, approval }) => {
    const step = approval === null ? undefined : currentStep(approval)
    return step === undefined
      ? `The approval of **${number}** is ${approval?.status ?? 'gone'}.`
      : `**${number}** waits for the step **${step.name}**.`
  },
  split: ({ number, subTickets }) =>
    `**${number}**: ${subTickets?.closed ?? 0} of ${subTickets?.total ?? 0} sub-tickets are closed.`,
}
