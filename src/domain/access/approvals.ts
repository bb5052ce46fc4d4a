import { hasRole, isModerator, type Person } from '../people.js'

export interface Asking {
  requestedBy: string
  /** Everyone who is or was asked. */
  deciders: readonly string[]
}

/**
 * Amount, reason, comments, and whom it asks, are for these, wherever they stand. Others who see the ticket see that an
 * approval runs, who asked for it, who decided what, and how it ended.
 */
export function mayReadApproval(person: Person, { requestedBy, deciders }: Asking): boolean {
  const isAsked = hasRole(person, 'approver') && deciders.includes(person.id)
  return isModerator(person) || requestedBy === person.id || isAsked
}
