import { type Refusal, refusal } from '../../errors.js'
import { completeSettings } from '../../settings.js'
import type { DecisionContext, Facts } from '../facts.js'
import { sayPlainly, sayWhoMoved } from '../outcome/messages.js'
import type { OwnWork, SplitOrigin, TicketState } from '../state.js'
import { isSplit, percentClosed, subTicketNumber } from '../sub-tickets/counts.js'
import type { SubTicketCreated } from '../sub-tickets/created.js'
import type { CommandDefinition, Dated } from './command.js'
import * as assignment from './lib/assignment.js'
import { refuseInstant } from './lib/instants.js'
import { joinThrough } from './lib/participants.js'
import { notifyAsker, refuseDecided, refuseNesting, removeRequest } from './lib/requests.js'

/** A sub-ticket as a split asks for it; its title and description are texts. */
export interface SubTicketSpec {
  departmentId: string
  assigneeId?: string
  categoryId?: string
  slaTemplateId?: string
  dueAt?: string
}

interface SplitPayload {
  subTickets: SubTicketSpec[]
  requestId?: string
}

/** A sub-ticket as it begins; `n` is its place under the parent, from 1, never given twice. */
export type NewSubTicket = Omit<SubTicketCreated, 'requesterId'> & { n: number }

interface SplitEvent {
  children: NewSubTicket[]
  /** One that nothing moves for so long stands still. */
  remindEvery: string
  /** The request that was granted by this. */
  requestId: string | null
}

export const split: CommandDefinition<SplitPayload, SplitEvent> = {
  rule: {
    who: ['moderator_in_person'],
    from: ['submitted', 'open', 'assigned', 'in_progress', 'reopened'],
    to: ['in_progress'],
    about: 'Divide it into sub-tickets, all or none',
    does: 'splits tickets',
    done: 'split',
  },
  needs: ['policies'],
  isOfSubTickets: true,
  conflict: (state, command) => refuseNesting(state) ?? refuseDecided(state, command),
  guard: (state, { payload }, { at }) =>
    refuseTooMany(state, payload) ??
    firstRefusal(payload, ({ dueAt }) => refuseInstant('dueAt', dueAt, at)),
  factGuard: (_state, { payload }, { facts }) =>
    firstRefusal(
      payload,
      ({ departmentId, assigneeId, categoryId }) =>
        assignment.refuseForeignCategory(facts, departmentId, categoryId) ??
        assignment.refuseAssignee(facts, departmentId, assigneeId),
    ),
  decide: (state, { payload }, context) => ({
    requestId: payload.requestId ?? null,
    remindEvery: completeSettings(context.facts.settings).subTicketReminderEvery,
    children: payload.subTickets.map((spec, index) => ({
      n: (state.subTickets?.issued ?? 0) + index + 1,
      ...decideSubTicket(state, spec, context),
    })),
  }),
  evolve: applySplit,
  named: ({ children }) => children.map(({ assigneeId }) => assigneeId),
  recipients: (_after, { requestId }, before) => notifyAsker(before, requestId),
  broadcasts: (after, { children }) =>
    children.map(({ n, departmentId }) => ({
      type: 'sub_ticket_created',
      rooms: [`ticket:${after.id}`],
      data: { parentId: after.id, number: subTicketNumber(after, n), departmentId },
    })),
  messages: (after, { children }, before) => [
    ...children.map(({ n }) => sayPlainly(`Sub-ticket ${subTicketNumber(after, n)} was added.`)),
    ...sayWhoMoved(before, after),
  ],
  example: () => ({ payload: { subTickets: [] }, textsGiven: [] }),
}

/** A forced close writes all of them in one transaction, which must be over in seconds. */
const MOST_SUB_TICKETS = 500

function refuseTooMany(
  { subTickets }: TicketState,
  { subTickets: added }: SplitPayload,
): Refusal | undefined {
  const more = Math.max(added.length, 1)
  if ((subTickets?.total ?? 0) + more <= MOST_SUB_TICKETS) return undefined
  return refusal('validation_failed', `A ticket has at most ${MOST_SUB_TICKETS} sub-tickets.`, {
    subTickets: [`would be more than ${MOST_SUB_TICKETS}`],
  })
}

/** Says which of the sub-tickets is refused. */
function firstRefusal(
  { subTickets }: SplitPayload,
  refuse: (spec: SubTicketSpec) => Refusal | undefined,
): Refusal | undefined {
  for (const [index, spec] of subTickets.entries()) {
    const refused = refuse(spec)
    if (refused !== undefined) {
      return { ...refused, details: { ...refused.details, subTicket: index } }
    }
  }
  return undefined
}

/** Due dates come of its own template, else of what is promised for the parent's priority. */
function decideSubTicket(
  state: TicketState,
  spec: SubTicketSpec,
  context: DecisionContext,
): Omit<NewSubTicket, 'n'> {
  const { categoryId = null } = spec
  const { facts, at } = context
  const to = assignment.decideAssignee(state, spec, context)
  const content = { priority: state.priority, categoryId, groupId: findGroup(facts, categoryId) }
  const { departmentId } = to
  const subject = { ...content, type: 'sub_ticket' as const, departmentId, tags: [] }
  return { ...to, ...content, dueDates: assignment.decideDueDates(spec, subject, () => at, facts) }
}

function findGroup({ categories }: Facts, categoryId: string | null): string | null {
  return categoryId === null ? null : (categories[categoryId]?.groupId ?? null)
}

function applySplit(state: TicketState, event: Dated<SplitEvent>): TicketState {
  const { children, remindEvery, requestId, at } = event
  const known = state.subTickets
  const isFurther = known !== null && isSplit(state)
  const counts = { total: (known?.total ?? 0) + children.length, closed: known?.closed ?? 0 }
  return {
    ...state,
    status: 'in_progress',
    startedAt: state.startedAt ?? at,
    progressPercent: percentClosed(counts),
    requests: removeRequest(state, requestId),
    ...children.reduce(
      (chat, { n, assigneeId }) =>
        joinThrough(chat, subTicketNumber(state, n), { assigneeId, teamMembers: [] }, at),
      { participants: state.participants, removedParticipants: state.removedParticipants },
    ),
    subTickets: {
      issued: (known?.issued ?? 0) + children.length,
      remindEvery,
      ...counts,
      own: isFurther ? known.own : readOwnWork(state),
      splitFrom: (isFurther ? known.splitFrom : null) ?? readOrigin(state),
      readyOnReturn: false,
      taken: known?.taken ?? {},
    },
  }
}

function readOwnWork({ progressPercent, startedAt }: TicketState): OwnWork {
  return { progressPercent, startedAt }
}

function readOrigin({ status, assigneeId, deadlines }: TicketState): SplitOrigin {
  return { status, assigneeId, acknowledgeAt: deadlines.acknowledge?.at ?? null }
}
