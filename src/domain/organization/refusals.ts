import { type Refusal, refusal } from '../errors.js'

/** The sentences of what admins are refused: what is not possible, why, and what would help. */

export function duplicateCode(code: string): Refusal {
  return refusal('duplicate_code', `The code ${code} is taken: choose another.`, { code })
}

export function duplicateName(name: string): Refusal {
  return refusal('duplicate_name', `The name ${name} is taken: choose another.`, { name })
}

export function staleVersion(currentRevision: number): Refusal {
  return refusal(
    'revision_mismatch',
    'It has changed since you read it: read it again, and send its new ETag.',
    { currentRevision },
  )
}

export function calendarInUse(users: {
  slaPolicies: number
  slaTemplates: number
  technicians: number
}): Refusal {
  return refusal(
    'calendar_in_use',
    'SLA policies, templates or technicians have this calendar: give them another one first.',
    users,
  )
}

export function escalationMatrixInUse(users: { slaPolicies: number }): Refusal {
  return refusal(
    'escalation_matrix_in_use',
    'SLA policies have this escalation matrix: give them another one first.',
    users,
  )
}

export function customerIsBilled(contractIds: readonly string[]): Refusal {
  return refusal(
    'not_deletable',
    'The customer has contracts that are not over, and would be charged: cancel them first.',
    { contractIds },
  )
}

export function alreadyExists(error: string, details: Record<string, unknown>): Refusal {
  return refusal('already_exists', error, details)
}

export function departmentInUse(activeTickets: number): Refusal {
  return refusal(
    'department_in_use',
    'The department has tickets that are not ended: name one that takes them with reassignTo.',
    { activeTickets },
  )
}

export function unfitHead(headId: string): Refusal {
  return refusal(
    'not_assignable',
    'A head is an active agent, manager or admin: name another, or give them the role.',
    { headId },
  )
}

export function unknownGroup(id: string): Refusal {
  return refusal('group_not_found', `There is no such group: ${id}.`, { group: [id] })
}

export function unknownCalendar(id: string): Refusal {
  return refusal('calendar_not_found', `There is no such calendar: ${id}.`, { calendar: [id] })
}

export function unknownCustomer(id: string): Refusal {
  return refusal('customer_not_found', `There is no such customer: ${id}.`, { customer: [id] })
}

export function unknownWebhook(id: string): Refusal {
  return refusal('webhook_not_found', `There is no such webhook: ${id}.`, { webhook: [id] })
}

export function unknownEscalationMatrix(id: string): Refusal {
  return refusal('escalation_matrix_not_found', `There is no such escalation matrix: ${id}.`, {
    escalationMatrix: [id],
  })
}

export function unknownMacro(id: string): Refusal {
  return refusal('macro_not_found', `There is no such macro: ${id}.`, { macro: [id] })
}

export function lastAdmin(): Refusal {
  return refusal('last_admin', 'Nobody else is an active admin: make somebody one first.')
}

export function ownAccount(): Refusal {
  return refusal(
    'own_account',
    'Nobody takes their own account or role of an admin away: another admin does.',
  )
}
