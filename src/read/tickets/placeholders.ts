import type { TicketRecord } from '../../database/rows.js'
import type { PlaceholderValues } from '../../domain/automation/placeholders.js'

/** What the texts of actions may name, of this ticket as it is. */
export function readPlaceholders({ state, title, names }: TicketRecord): PlaceholderValues {
  const { requesterId, assigneeId } = state
  return {
    'ticket.number': state.number,
    'ticket.title': title,
    'ticket.status': state.status,
    'ticket.priority': state.priority,
    'requester.name': names.people[requesterId] ?? '',
    'assignee.name': names.people[assigneeId ?? ''] ?? '',
    'department.name': names.department?.name ?? '',
  }
}
