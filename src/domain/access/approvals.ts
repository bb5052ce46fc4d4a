import { hasRole, isModerator, type Person } from '../people.js'

interface Asking {
  requestedBy: string
  /** Everyone who is or was asked. */
  deciders: readonly string[]
}

/** Amount, reason and comments are for these; others see that an approval runs, and how it ended. */
export function mayReadApproval(person: Person, { requestedBy, deciders }: Asking): boolean {
  const isAsked = hasRole(person, 'approver') && deciders.includes(person.id)
  return isModerator(person) || requestedBy === person.id || isAsked
}
