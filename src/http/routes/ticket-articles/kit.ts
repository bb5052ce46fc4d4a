import type { Person } from '../../../domain/people.js'
import { isStaff, STAFF } from '../../../domain/people.js'
import { notForRole } from '../../../domain/ticket/refusals.js'
import { refuseWith } from '../../../write/resources/require.js'

/** After the ticket was found: whoever may not see it is not told of what they may not do. Throws `forbidden`. */
export function requireStaff(person: Person): void {
  if (!isStaff(person)) refuseWith(notForRole(STAFF))
}
