import type { ChangedFields } from '../ticket/outcome/changed-fields.js'
import type { TicketMembers } from './ticket-fields.js'

/** What the members were before these changes, the latest of which comes first: history says what each has changed. */
export function rewindMembers(
  members: TicketMembers,
  changes: readonly ChangedFields[],
): TicketMembers {
  const former: Record<string, unknown> = { ...members }
  for (const fields of changes) {
    for (const [member, { from }] of Object.entries(fields)) former[member] = from
  }
  return former as TicketMembers // each member as it was shown once
}
