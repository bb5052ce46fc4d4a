import { refuse } from '../../../domain/errors.js'
import { isModerator, isStaff, type Person, STAFF } from '../../../domain/people.js'
import { readsOnly } from '../../../domain/ticket/grounds.js'
import { notForRole } from '../../../domain/ticket/refusals.js'
import type { TicketState } from '../../../domain/ticket/state.js'
import { refuseWith } from '../../../write/resources/require.js'

/** After the ticket was found: whoever may not see it is not told of what they may not do. Throws `forbidden`. */
export function requireStaff(person: Person): void {
  if (!isStaff(person)) refuseWith(notForRole(STAFF))
}

/** Staff, but for those who are there to read along. Throws `forbidden`, `read_only`. */
export function requireHand({ participants }: TicketState, person: Person): void {
  requireStaff(person)
  const known = participants.find(({ userId }) => userId === person.id)
  if (known !== undefined && readsOnly(known) && !isModerator(person))
    refuse('read_only', 'Team members read along: the assignee says which articles belong to it.')
}
