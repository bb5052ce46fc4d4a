import { DEFAULT_POLICY } from '../../src/domain/approval/policy.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { COMMAND_NAMES } from '../../src/domain/ticket/commands/index.js'
import { decide, evolve } from '../../src/domain/ticket/decider.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import { isTerminal, type TicketState } from '../../src/domain/ticket/state.js'
import { command, factsFor, GOOD, PEOPLE, ticketIn } from './tickets.js'

export interface Step {
  before: TicketState
  event: TicketEvent
  after: TicketState
}

const WHO = ['requester', 'moderator', 'head', 'assignee', 'approver', 'system'] as const
/** Picked seldom, or every road would be a short one. */
const ENDINGS = ['reject', 'withdraw', 'close', 'split', 'postpone', 'request_approval']

/** As the default, and escalated after a day. */
const SETTINGS = {
  approvalPolicy: {
    steps: DEFAULT_POLICY.steps.map((step) => ({
      ...step,
      escalateAfter: 'P1D',
      escalateTo: ['head'],
    })),
  },
}

/** What others do to it: a first word in the chat, and what the commits of sub-tickets do to their parent. */
function childSteps({ number, subTickets, sla }: TicketState, at: string) {
  const said: TicketEvent = { type: 'first_response', at }
  if (subTickets === null)
    return sla.firstResponseAt === null ? [{ ending: false, event: said }] : []
  const { total, closed } = subTickets
  const child = { at, number: `${number}.1`, assigneeId: 'head', teamMembers: [] }
  const events: TicketEvent[] = []
  if (closed < total) {
    const type = closed + 1 === total ? 'subtickets_closed' : 'subtickets_progressed'
    events.push({ ...child, type, change: 'closed', total, closed: closed + 1 })
  }
  if (closed > 0) {
    const counts = { total, closed: closed - 1 }
    events.push({ ...child, type: 'subticket_reopened', change: 'reopened', ...counts })
  }
  return events.map((event) => ({ ending: event.type === 'subticket_reopened', event }))
}

/** All that is legal now, by anybody. */
function legalSteps(state: TicketState, at: string): { ending: boolean; event: TicketEvent }[] {
  return WHO.flatMap((who) => {
    const system = who === 'system'
    const actor = system ? { kind: 'system' as const } : { kind: 'user' as const, id: who }
    const context = { at, facts: factsFor(system ? null : PEOPLE[who], { settings: SETTINGS }) }
    return COMMAND_NAMES.flatMap((name) => {
      const { given } = GOOD[name]
      const asked = command(name, actor, payloadFor(name, state) as never, given)
      const decision = decide(state, { ...asked, commandId: `c${state.seq}` }, context)
      return decision.kind === 'happened'
        ? [{ ending: ENDINGS.includes(name), event: decision.event }]
        : []
    })
  })
}

export function stepsFrom(state: TicketState, at: string) {
  const children = isTerminal(state.status) ? [] : childSteps(state, at)
  return [...legalSteps(state, at), ...children, ...children]
}

/** A good body, about what this very ticket has. */
function payloadFor(name: CommandName, state: TicketState): object {
  if (name === 'decline_request') return { requestId: state.requests[0]?.id }
  if (name === 'decide_approval') {
    return { approvalId: state.approval?.id, approved: state.seq % 2 === 0 }
  }
  const granted = state.requests.find(({ kind }) => kind === name)
  if (name === 'reopen' || name === 'postpone') return { requestId: granted?.id }
  if (name === 'close') return { cancelApproval: true, forceCloseChildren: true }
  return GOOD[name].payload
}

/** A road: at each step something that is legal, so that every command is come by. */
export function roadOf(acts: { pick: number; laterMs: number }[]): Step[] {
  const steps: Step[] = []
  let state = ticketIn('submitted', { undo: null })
  let clock = Date.parse('2026-01-01T00:00:00Z')
  for (const { pick, laterMs } of acts) {
    clock += laterMs
    const at = new Date(clock).toISOString()
    const legal = stepsFrom(state, at)
    const going = legal.filter(({ ending }) => !ending)
    const among = pick % 7 === 0 || going.length === 0 ? legal : going
    const chosen = among[(Math.imul(pick, 0x9e3779b1) >>> 0) % Math.max(among.length, 1)]
    if (chosen === undefined) break
    const after = evolve(state, chosen.event)
    steps.push({ before: state, event: chosen.event, after })
    state = after
  }
  return steps
}
