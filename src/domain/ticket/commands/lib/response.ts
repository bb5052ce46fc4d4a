import { type Actor, isStaff, type Person } from '../../../people.js'
import type { TicketState } from '../../state.js'

/** Whether somebody of staff does it, and not as the one who asked: nobody responds to themselves. */
export function isOfStaff(
  { requesterId }: Pick<TicketState, 'requesterId'>,
  actor: Actor,
  person: Person | null,
): boolean {
  if (actor.kind !== 'user') return actor.kind === 'operator'
  return person !== null && isStaff(person) && person.id !== requesterId
}
