import { showMembers } from '../shown.js'
import type { TicketState } from '../state.js'

export type ChangedFields = Record<string, { from: unknown; to: unknown }>

/** What changed for those who read tickets, member by member. */
export function listChangedFields(before: TicketState, after: TicketState): ChangedFields {
  const was: Record<string, unknown> = showMembers(before)
  return Object.fromEntries(
    Object.entries(showMembers(after))
      .filter(([key, value]) => isChanged(was[key], value))
      .map(([key, value]) => [key, { from: was[key], to: value }]),
  )
}

/** Members that an event leaves alone are the very same objects, which spares comparing their content. */
export function isChanged(was: unknown, is: unknown): boolean {
  return was !== is && JSON.stringify(was) !== JSON.stringify(is)
}
