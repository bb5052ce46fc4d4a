import { required } from '../../assert.js'
import { type Refusal, refusal } from '../../errors.js'
import { defaultTemplate, dueDates } from '../../sla/due-dates.js'
import { after } from '../../time.js'
import type { DecisionContext, Facts, SubTicketSpec } from '../commands.js'
import type { SubTicketBegin } from '../events.js'
import { STANDS_STILL_AFTER } from '../evolve/sub-tickets.js'
import type { TicketState } from '../state.js'
import { acknowledgeBy, targetAssignee, unassignable, unknownDepartment } from './assignment.js'
import type { Behaviour } from './behaviour.js'
import { decidedRequest, nested } from './requests.js'

export const split: Behaviour<'split'> = {
  conflict: (state, command) => nested(state) ?? decidedRequest(state, command),
  guard: (_state, { payload: { subTickets } }, { facts }) => {
    for (const [index, spec] of subTickets.entries()) {
      const refused = unfit(spec, facts)
      if (refused !== undefined)
        return { ...refused, details: { ...refused.details, subTicket: index } }
    }
    return undefined
  },
  event: (state, { payload }, context) => ({
    type: 'split',
    at: context.at,
    requestId: payload.requestId ?? null,
    children: payload.subTickets.map((spec, index) =>
      begin(state, spec, (state.subTickets?.issued ?? 0) + index + 1, context),
    ),
  }),
}

/** Late by however long nothing ran, it goes on from its own time. */
export const nudgeSubTickets: Behaviour<'nudge_sub_tickets'> = {
  event: ({ deadlines }, _command, { at, facts }) => {
    const owed = deadlines.sub_ticket_nudge
    if (owed === undefined) return undefined
    const still = (facts.openSubTickets ?? []).filter(
      ({ updatedAt }) => after(updatedAt, STANDS_STILL_AFTER) <= at,
    )
    return {
      type: 'nudge_sub_tickets',
      at,
      n: owed.n ?? 1,
      nextAt: after(owed.at, STANDS_STILL_AFTER),
      users: [...new Set(still.map(({ assigneeId }) => assigneeId))],
    }
  },
}

function unfit(spec: SubTicketSpec, facts: Facts): Refusal | undefined {
  const { categoryId, slaTemplateId, departmentId, assigneeId } = spec
  if (categoryId !== undefined && facts.categories[categoryId] === undefined) {
    return refusal('category_not_found', 'There is no such category.')
  }
  if (slaTemplateId !== undefined && !facts.templates.some(({ id }) => id === slaTemplateId)) {
    return refusal('sla_template_not_found', 'There is no such SLA template.')
  }
  return unknownDepartment(facts, departmentId) ?? unassignable(facts, departmentId, assigneeId)
}

/** Its own template, else the organization's for the parent's priority. */
function begin(
  { priority }: TicketState,
  spec: SubTicketSpec,
  n: number,
  context: DecisionContext,
): SubTicketBegin {
  const { at, facts } = context
  const named = facts.templates.find(({ id }) => id === spec.slaTemplateId)
  const dates = dueDates(named ?? defaultTemplate(facts.templates, priority), at)
  const { categoryId = null, departmentId } = spec
  const { groupId = null } = facts.categories[categoryId ?? ''] ?? {}
  return {
    n,
    departmentId,
    assigneeId: required(targetAssignee(facts, departmentId, spec.assigneeId), 'assignee'),
    priority,
    categoryId,
    groupId,
    dueDates: spec.dueAt === undefined ? dates : { ...dates, resolutionDueAt: spec.dueAt },
    acknowledgeBy: acknowledgeBy(context),
  }
}
