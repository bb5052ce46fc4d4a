import { given } from './given.js'
import { ticketIn } from './tickets.js'

export const DAY_LATER = '2026-01-02T00:00:00.000Z'

/** With due dates, people and an acknowledgement, as an assignment has left it. */
export const assigned = given(ticketIn('open'))
  .and('moderator', 'assign', { assigneeId: 'assignee' })
  .and('assignee', 'acknowledge')

/** The event of that one's reassignment a day later, where nothing else is said. */
export const reassigned = {
  type: 'reassign',
  at: DAY_LATER,
  departmentId: 'it',
  assigneeId: 'head',
  priority: 'normal',
  dueDates: null,
  resolutionDueAt: null,
  acknowledgeBy: '2026-01-03T00:00:00.000Z',
  undoUntil: '2026-01-02T00:15:00.000Z',
}
