import { type Refusal, refusal } from '../../errors.js'
import { isAssignable } from '../../people.js'
import { completeSettings } from '../../settings.js'
import { type DueDates, defaultTemplate, dueDates } from '../../sla/due-dates.js'
import { after } from '../../time.js'
import type { Command, DecisionContext, Facts } from '../commands.js'
import type { Priority, TicketState } from '../state.js'

/** The department named, by default the ticket's. */
export function targetDepartment(state: TicketState, named: string | undefined): string | null {
  return named ?? state.departmentId
}

export function unknownDepartment(facts: Facts, departmentId: string | null): Refusal | undefined {
  if (departmentId !== null && facts.departments[departmentId] !== undefined) return undefined
  return refusal('department_not_found', 'There is no such department.')
}

/** The assignee named, by default the department's head. */
export function targetAssignee(
  facts: Facts,
  departmentId: string,
  named: string | undefined,
): string | null {
  return named ?? facts.departments[departmentId]?.headId ?? null
}

export function unassignable(
  facts: Facts,
  departmentId: string,
  named: string | undefined,
): Refusal | undefined {
  const assigneeId = targetAssignee(facts, departmentId, named)
  if (assigneeId === null) {
    return refusal('no_assignee', 'The department has no head, so an assignee must be named.')
  }
  const person = facts.people[assigneeId]
  if (person !== undefined && isAssignable(person, departmentId)) return undefined
  return refusal(
    'not_assignable',
    'The assignee must be an active agent, manager or admin of the department.',
    { assigneeId },
  )
}

/** A named template, else the organization's for the priority; a named due date overrides its own. */
export function assignedDueDates(
  state: TicketState,
  payload: Command<'assign'>['payload'],
  priority: Priority,
  { at, facts }: DecisionContext,
): DueDates {
  const named = facts.templates.find((template) => template.id === payload.slaTemplateId)
  const dates = dueDates(named ?? defaultTemplate(facts.templates, priority), workBegan(state, at))
  return payload.dueAt === undefined ? dates : { ...dates, resolutionDueAt: payload.dueAt }
}

/** The first assignment of this life, later by the time that it was parked, not yet by a parking that goes on, whose end shifts what is due. */
export function workBegan(state: TicketState, at: string): string {
  if (state.assignedAt === null) return at
  return new Date(Date.parse(state.assignedAt) + state.sla.parkedMs).toISOString()
}

export function acknowledgeBy({ at, facts }: DecisionContext): string | null {
  const within = completeSettings(facts.settings).acknowledgeWithin
  return within === null ? null : after(at, within)
}
