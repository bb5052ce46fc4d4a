import { currentStep } from '../approval/approval.js'
import { findNextLevel } from '../sla/levels.js'
import { type Family, listDeadlines, ownDeadlineKinds } from './deadlines.js'
import type { TicketState } from './state.js'
import type { Status } from './status.js'

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

/** Nobody can work on what is nobody's: a moderator gives it to somebody. */
function findWho({ status, assigneeId }: TicketState): string {
  const isIdle = assigneeId === null && (status === 'reopened' || status === 'in_progress')
  return isIdle ? 'a moderator, to give it to somebody' : WAITS_FOR[status]
}

const SENTENCES: Record<Family, (state: TicketState) => string> = {
  ticket: (state) => {
    const { number, status, version, revision } = state
    const nth = version > 1 ? `, version ${version}` : ''
    return `**${number}** is **${status}**${nth} (revision ${revision}). It waits for ${findWho(state)}.${describeEscalation(state)}`
  },
  postpone: ({ number, postponed }) =>
    postponed === null
      ? `**${number}** is not postponed any more.`
      : `**${number}** is postponed since ${postponed.at}.`,
  approval: ({ number, approval }) => {
    const step = approval === null ? undefined : currentStep(approval)
    return step === undefined
      ? `The approval of **${number}** is ${approval?.status ?? 'gone'}.`
      : `**${number}** waits for the step **${step.name}**.`
  },
  split: ({ number, subTickets }) =>
    `**${number}**: ${subTickets?.closed ?? 0} of ${subTickets?.total ?? 0} sub-tickets are closed.`,
}

/** The last level and the next; nothing where no matrix is. */
function describeEscalation(state: TicketState): string {
  const { escalation } = state.sla
  if (escalation === undefined) return ''
  const { done, levels } = escalation
  const last = done.at(-1)
  const reached = last === undefined ? 'none yet' : `${last}`
  const next = findNextLevel(state)
  const then = next === undefined ? '' : `, level ${next.level} at ${next.at}`
  return ` Escalation: level ${reached} of ${levels.length}${then}.`
}

/** Where a run stands and what it waits for, in plain words and without a person's name. */
export function describeRun(family: Family, state: TicketState): string {
  const [next] = listDeadlines(state, family === 'ticket' ? undefined : ownDeadlineKinds(family))
  const timer = next === undefined ? 'No timer runs.' : `Next timer: ${next.kind} at ${next.at}.`
  return `${SENTENCES[family](state)} ${timer}`
}
